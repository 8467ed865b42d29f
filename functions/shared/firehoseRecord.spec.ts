import assert from "node:assert/strict";
import { firehoseLine, MAX_RECORD_BYTES } from "./firehoseRecord";

describe("firehoseLine", () => {
    it("is UTF-8 that ends in a newline", () => assert.deepEqual(firehoseLine("ä"), Buffer.from("ä\n")));

    it("counts bytes, the newline too, against the limit", () => {
        assert.equal(firehoseLine("x".repeat(MAX_RECORD_BYTES - 1)).length, 1000 * 1024);
        assert.throws(() => firehoseLine("x".repeat(MAX_RECORD_BYTES)), /1024001 bytes.*at most 1024000/);
        assert.throws(() => firehoseLine("ä".repeat(MAX_RECORD_BYTES / 2)), /1024001 bytes/);
    });
});
