import assert from "node:assert/strict";
import { faultOfRuntime } from "./runtimes";

describe("the support of runtimes", () => {
    it("lasts until its last day is over", () => {
        assert.equal(faultOfRuntime("nodejs20.x", "2026-04-30"), undefined);
        assert.equal(faultOfRuntime("nodejs20.x", "2026-05-01"), "support of nodejs20.x has ended on 2026-04-30");
    });

    it("goes on where no end is set", () => assert.equal(faultOfRuntime("java17.al2023", "2099-01-01"), undefined));

    it("is not known of others", () =>
        assert.equal(faultOfRuntime("toString", "2026-01-01"), "AWS's table of runtimes does not list toString"));
});
