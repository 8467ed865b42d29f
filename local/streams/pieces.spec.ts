import assert from "node:assert/strict";
import fc from "fast-check";
import { afterInvocation, backOff, type Item, type Outcome, type Piece, splitExpired } from "./pieces";

const item = (sequenceNumber: string): Item => ({ sequenceNumber, arrivedAt: Number(sequenceNumber) });
const piece = (names: string, retries = 0): Piece<Item> => ({
    records: [...names].map(item),
    retries,
    invocations: retries,
});
const rules = {
    bisectBatchOnFunctionError: false,
    maximumRetryAttempts: 2,
    maximumRecordAgeInSeconds: -1,
    reportBatchItemFailures: true,
};
const failures = (...itemIdentifiers: unknown[]): Outcome => ({
    kind: "returned",
    payload: { batchItemFailures: itemIdentifiers.map((itemIdentifier) => ({ itemIdentifier })) },
});
const error: Outcome = { kind: "error" };
const names = (records: readonly Item[]) => records.map(({ sequenceNumber }) => sequenceNumber).join("");
/** For example `handled 12, retry 34#1`: records 3 and 4 remain with one retry used up. */
const told = (before: Piece<Item>, outcome: Outcome, changed: Partial<typeof rules> = {}) => {
    const next = afterInvocation(before, outcome, { ...rules, ...changed });
    return [
        ...(next.handled.length > 0 ? [`handled ${names(next.handled)}`] : []),
        ...(next.discarded.length > 0 ? [`discarded ${names(next.discarded)}`] : []),
        ...next.remaining.map(({ records, retries }) => `retry ${names(records)}#${retries}`),
    ].join(", ");
};
const bisect = { bisectBatchOnFunctionError: true };

describe("what becomes of records after an invocation", () => {
    for (const [what, actual, expected] of [
        ["success", told(piece("1234"), { kind: "returned", payload: null }), "handled 1234"],
        ["success without a list", told(piece("12"), { kind: "returned", payload: {} }), "handled 12"],
        [
            "success with a null list",
            told(piece("12"), { kind: "returned", payload: { batchItemFailures: null } }),
            "handled 12",
        ],
        ["success with an empty list", told(piece("12"), failures()), "handled 12"],
        ["a function error", told(piece("1234"), error), "retry 1234#1"],
        ["the last allowed retry failing", told(piece("1234", 2), error), "discarded 1234"],
        ["no limit of retries", told(piece("12", 9_999), error, { maximumRetryAttempts: -1 }), "retry 12#10000"],
        ["no retries allowed", told(piece("12"), error, { maximumRetryAttempts: 0 }), "discarded 12"],
        ["a partial success", told(piece("1234"), failures("3")), "handled 12, retry 34#1"],
        ["several failures: the lowest counts", told(piece("1234"), failures("4", "2")), "handled 1, retry 234#1"],
        ["the first record failing", told(piece("1234"), failures("1")), "retry 1234#1"],
        [
            "a partial success at the last allowed retry",
            told(piece("1234", 2), failures("3")),
            "handled 12, discarded 34",
        ],
        ["a record that is not in the batch", told(piece("12"), failures("9")), "retry 12#1"],
        ["an empty identifier", told(piece("12"), failures("")), "retry 12#1"],
        ["a null identifier among good ones", told(piece("12"), failures("2", null)), "retry 12#1"],
        [
            "a list that is none",
            told(piece("12"), { kind: "returned", payload: { batchItemFailures: "2" } }),
            "retry 12#1",
        ],
        [
            "reports that the mapping does not ask for",
            told(piece("12"), failures("1"), { reportBatchItemFailures: false }),
            "handled 12",
        ],
        ["an error, bisecting", told(piece("12345"), error, bisect), "retry 123#0, retry 45#0"],
        ["an error of one record, bisecting", told(piece("1"), error, bisect), "retry 1#1"],
        ["the last retry of one record, bisecting", told(piece("1", 2), error, bisect), "discarded 1"],
        ["a partial success, bisecting", told(piece("1234", 1), failures("3"), bisect), "handled 12, retry 34#1"],
        [
            "the first record failing, bisecting",
            told(piece("1234", 1), failures("1"), bisect),
            "retry 12#1, retry 34#1",
        ],
        ["a refused invocation", told(piece("12", 2), { kind: "notInvoked" }, bisect), "retry 12#2"],
    ] as const) {
        it(what, () => assert.equal(actual, expected));
    }

    it("gives up the leading records that are too old", () => {
        const aged = (seconds: number) => {
            const { expired, piece: left } = splitExpired(
                {
                    records: [1, 2, 3].map((n) => ({ sequenceNumber: `${n}`, arrivedAt: n * 1_000 })),
                    retries: 1,
                    invocations: 2,
                },
                10_000,
                { ...rules, maximumRecordAgeInSeconds: seconds },
            );
            return `${names(expired)}|${left === undefined ? "" : `${names(left.records)}#${left.retries}`}`;
        };
        assert.deepEqual([-1, 60, 9, 8, 7, 6].map(aged), ["|123#1", "|123#1", "|123#1", "1|23#1", "12|3#1", "123|"]);
    });

    it("waits longer after each failure, up to half a minute", () => {
        assert.deepEqual(
            [
                [0, 0],
                [1, 0],
                [1, 1],
                [3, 0],
                [50, 0],
            ].map(([retries, refused]) => backOff(piece("1", retries), refused)),
            [0, 200, 400, 800, 30_000],
        );
    });

    it("handles or gives up every record once, in order, whatever the function does", () => {
        const outcome = fc.oneof(
            fc.constant({ kind: "error" } as const),
            fc.constant({ kind: "notInvoked" } as const),
            fc.constant({ kind: "returned", payload: null } as const),
            fc
                .array(fc.integer({ min: -1, max: 12 }), { maxLength: 3 })
                .map((positions) => ({ kind: "some", positions }) as const),
        );
        const anyRules = fc.record({
            bisectBatchOnFunctionError: fc.boolean(),
            maximumRetryAttempts: fc.integer({ min: 0, max: 3 }),
            maximumRecordAgeInSeconds: fc.constant(-1),
            reportBatchItemFailures: fc.boolean(),
        });
        fc.assert(
            fc.property(
                fc.integer({ min: 1, max: 12 }),
                anyRules,
                fc.array(outcome, { maxLength: 40 }),
                (size, some, script) => {
                    const records = Array.from({ length: size }, (_, n) => item(`${n}`));
                    let pieces: readonly Piece<Item>[] = [{ records, retries: 0, invocations: 0 }];
                    const done: Item[] = [];
                    for (let step = 0; pieces.length > 0; step += 1) {
                        assert.ok(step < 1_000, "it comes to an end");
                        const [first, ...later] = pieces;
                        // After the script the function fails for good.
                        const scripted = script[step] ?? { kind: "error" as const };
                        const next = afterInvocation(
                            first,
                            scripted.kind === "some"
                                ? failures(
                                      ...scripted.positions.map((at) => first.records[at]?.sequenceNumber ?? "unknown"),
                                  )
                                : scripted,
                            some,
                        );
                        done.push(...next.handled, ...next.discarded);
                        pieces = [...next.remaining, ...later];
                        assert.deepEqual([...done, ...pieces.flatMap((each) => each.records)], records);
                    }
                    assert.deepEqual(done, records);
                },
            ),
        );
    });
});
