import assert from "node:assert/strict";
import * as fc from "fast-check";
import { respelled, withAnother, type PlainStatement } from "./spellings";

/** What of the first list is not in the second. */
export function lost(before: readonly string[], after: readonly string[]): readonly string[] {
    return before.filter((each) => !after.includes(each));
}

/** Asserts that documents of the same meaning give the same findings, however they are written. */
export function assertSpellingIsFree(
    statements: fc.Arbitrary<PlainStatement>,
    findingsOf: (document: unknown) => readonly string[],
    numRuns: number,
): void {
    fc.assert(
        fc.property(respelled(statements), ([document, other]) => {
            assert.deepEqual(findingsOf(other), findingsOf(document));
        }),
        { numRuns },
    );
}

/**
 * Asserts that another statement takes no finding away.
 *
 * @param added the other statement. @default - one as the others
 */
export function assertNoFindingIsLost(
    statements: fc.Arbitrary<PlainStatement>,
    findingsOf: (document: string) => readonly string[],
    numRuns: number,
    added = statements,
): void {
    fc.assert(
        fc.property(withAnother(statements, added), ([document, longer]) => {
            assert.deepEqual(lost(findingsOf(document), findingsOf(longer)), []);
        }),
        { numRuns },
    );
}

/** Asserts that another statement brings no new finding. */
export function assertNoFindingIsNew(
    statements: fc.Arbitrary<PlainStatement>,
    findingsOf: (document: string) => readonly string[],
    numRuns: number,
): void {
    fc.assert(
        fc.property(withAnother(statements), ([document, longer]) => {
            assert.deepEqual(lost(findingsOf(longer), findingsOf(document)), []);
        }),
        { numRuns },
    );
}
