import assert from "node:assert/strict";
import * as fc from "fast-check";
import { packInOrder } from "./packInOrder";

const limits = { records: 4, bytes: 10 };
const sizes = fc.array(fc.integer({ min: 0, max: limits.bytes }), { maxLength: 40 });
const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

/** Fewest calls of any split that keeps the order, by trying all of them. */
function fewest(records: readonly number[]): number {
    const best = [0];
    for (let end = 1; end <= records.length; end++) {
        best[end] = Infinity;
        for (let start = Math.max(0, end - limits.records); start < end; start++) {
            if (sum(records.slice(start, end)) <= limits.bytes) best[end] = Math.min(best[end], best[start] + 1);
        }
    }
    return best[records.length];
}

describe("packInOrder", () => {
    const pack = (records: readonly number[]) => packInOrder(records, (size) => size, limits);

    it("keeps every record once and in order", () => {
        fc.assert(fc.property(sizes, (records) => assert.deepEqual(pack(records).flat(), records)));
    });

    it("exceeds no limit", () => {
        fc.assert(
            fc.property(sizes, (records) => {
                for (const call of pack(records)) {
                    assert.ok(call.length <= limits.records && sum(call) <= limits.bytes);
                }
            }),
        );
    });

    it("needs as few calls as any split that keeps the order", () => {
        fc.assert(fc.property(sizes, (records) => assert.equal(pack(records).length, fewest(records))));
    });

    it("makes no call for nothing", () => assert.deepEqual(pack([]), []));
});
