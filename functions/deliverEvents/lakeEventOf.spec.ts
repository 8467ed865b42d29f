import assert from "node:assert/strict";
import { aClickEvent } from "../testing/events";
import { lakeEventOf } from "./lakeEventOf";

const rowOf = (changes: Parameters<typeof aClickEvent>[0] = {}) => lakeEventOf(JSON.stringify(aClickEvent(changes)));

describe("lakeEventOf", () => {
    it("is the event, what it is about, and how late it came", () => {
        assert.deepEqual(rowOf(), { ...aClickEvent(), sku: "MUG-01", delayMs: 2500, schemaVersion: 1 });
    });

    it("tells a browser whose clock is ahead", () => {
        assert.equal(rowOf({ occurredAt: "2026-01-01T10:00:03.000Z" }).delayMs, -500);
    });

    for (const page of ["/", "/products", "/products/mug-01", "/products/MUG-01/reviews", "/orders/MUG-01"]) {
        it(`names no product for ${page}`, () => assert.ok(!("sku" in rowOf({ page }))));
    }

    it("leaves out what the clickstream may carry one day", () => {
        assert.ok(!("address" in lakeEventOf(JSON.stringify({ ...aClickEvent(), address: "10.0.0.1" }))));
    });

    it("refuses what is no event, by the place and without its text", () => {
        assert.throws(() => lakeEventOf("secret{"), { message: "The record is not JSON." });
        assert.throws(
            () => lakeEventOf(JSON.stringify({ ...aClickEvent(), page: "secret?q" })),
            (error: Error) => {
                assert.match(error.message, /must be a path of up to 512 characters.*\n.*at page/);
                assert.ok(!error.message.includes("secret"));
                return true;
            },
        );
    });
});
