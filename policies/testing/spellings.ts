import * as fc from "fast-check";

/** A statement in its plainest form: every element a list. */
export interface PlainStatement {
    readonly Sid?: string;
    readonly Effect: "Allow" | "Deny";
    readonly Action?: readonly string[];
    readonly NotAction?: readonly string[];
    /** @default - none: trust policies have no resource */
    readonly Resource?: readonly string[];
    /** By kind. @default - none: the document is a principal's own */
    readonly Principal?: Readonly<Record<string, readonly string[]>>;
    readonly Condition?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/** One to three of some values, none twice. */
export function listOf(...values: readonly string[]): fc.Arbitrary<string[]> {
    return fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 3 });
}

/** The same statement as another author would write it. */
function spelled(statement: PlainStatement): fc.Arbitrary<object> {
    return fc
        .record({ single: fc.boolean(), upper: fc.boolean(), reversed: fc.boolean(), accounts: fc.boolean() })
        .map(({ single, upper, reversed, accounts }) => {
            const list = (values: readonly string[] | undefined) => {
                if (values === undefined) return undefined;
                if (single && values.length === 1) return values[0];
                return reversed ? values.toReversed() : values;
            };
            const caseOf = (text: string) => (upper ? text.toUpperCase() : text.toLowerCase());
            const account = (name: string) => (accounts ? name.replace(/^arn:aws:iam::(\d+):root$/, "$1") : name);
            const principals = mapValues(statement.Principal, (values) => list(values.map(account)));
            const isAnybody = principals?.AWS === "*" && Object.keys(principals).length === 1;
            const entries = Object.entries({
                ...statement,
                Action: list(statement.Action?.map(caseOf)),
                NotAction: list(statement.NotAction),
                Resource: list(statement.Resource),
                Principal: isAnybody ? "*" : principals,
                Condition: mapValues(statement.Condition, (keys) =>
                    Object.fromEntries(Object.entries(keys).map(([key, values]) => [caseOf(key), list(values)])),
                ),
            }).filter(([, value]) => value !== undefined);
            return Object.fromEntries(reversed ? entries.toReversed() : entries);
        });
}

/** Statements, with a document of the same ones as another author would write it: as an object or as text. */
export function respelled(
    statements: fc.Arbitrary<PlainStatement>,
): fc.Arbitrary<readonly [plain: string, other: unknown]> {
    return fc
        .array(statements, { minLength: 1, maxLength: 4 })
        .chain((list) => fc.tuple(fc.constant(list), fc.tuple(...list.map(spelled)), fc.boolean()))
        .map(([list, others, asText]) => {
            const [single] = others;
            const other = { Statement: others.length === 1 ? single : others.toReversed() };
            const plain = JSON.stringify({ Version: "2012-10-17", Statement: list });
            return [plain, asText ? JSON.stringify(other) : other];
        });
}

/**
 * Statements as text, with the text of the same ones and another at any place.
 *
 * @param added the other one. @default - one as the others
 */
export function withAnother(
    statements: fc.Arbitrary<PlainStatement>,
    added = statements,
): fc.Arbitrary<readonly [string, string]> {
    return fc
        .tuple(fc.array(statements, { maxLength: 3 }), added, fc.nat(3))
        .map(([list, other, position]) => [
            JSON.stringify({ Statement: list }),
            JSON.stringify({ Statement: list.toSpliced(position, 0, other) }),
        ]);
}

function mapValues<T, R>(
    holder: Readonly<Record<string, T>> | undefined,
    change: (value: T) => R,
): Record<string, R> | undefined {
    return holder && Object.fromEntries(Object.entries(holder).map(([key, value]) => [key, change(value)]));
}
