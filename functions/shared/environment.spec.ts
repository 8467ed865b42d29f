import assert from "node:assert/strict";
import { environment } from "./environment";

describe("environment", () => {
    afterEach(() => delete process.env.ORDERS_TABLE);

    it("reads a variable", () => {
        process.env.ORDERS_TABLE = "orders";
        assert.equal(environment("ORDERS_TABLE"), "orders");
    });

    it("fails naming the variable that is missing or empty", () => {
        assert.throws(() => environment("ORDERS_TABLE"), /ORDERS_TABLE is missing/);
        process.env.ORDERS_TABLE = "";
        assert.throws(() => environment("ORDERS_TABLE"), /ORDERS_TABLE is missing/);
    });
});
