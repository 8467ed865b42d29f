import { isOnlyWildcards } from "./pattern";
import { reading, readingsOf, shown, unreadable, type Reading } from "../../framework/reading";

/** Who a statement is about. */
export interface Principal {
    /** `AWS`, `Service`, `Federated` or `CanonicalUser`. */
    readonly kind: string;
    /** An ARN, a service's name, an account (always as `arn:<partition>:iam::<account>:root`) or `*`. */
    readonly value: string;
}

/**
 * The principals of an element: `"*"`, or an object of kinds, each with one value or a list.
 *
 * @param statement where it stands, for people
 */
export function principalsOf(element: Reading<unknown>, statement: string): Reading<Principal>[] {
    if (!element.known) return [element];
    const { value } = element;
    if (typeof value !== "object" || value === null) return [named("AWS", value, statement)];
    return Object.keys(value).flatMap((kind) => {
        const found = reading(() => (value as Record<string, unknown>)[kind]);
        if (!found.known) return [found];
        const values = Array.isArray(found.value) ? readingsOf<unknown>(found.value) : [found];
        return values.map((each): Reading<Principal> => (each.known ? named(kind, each.value, statement) : each));
    });
}

/** Whether a principal is everybody, of any account. */
export function isEverybody({ kind, value }: Principal): boolean {
    return kind !== "CanonicalUser" && isOnlyWildcards(value);
}

/**
 * A service's name by which all its spellings are one: in lower case, without the region and without China's ending
 * (`states.eu-west-1.amazonaws.com`, `Firehose.amazonaws.com.cn`).
 */
export function serviceOf({ value }: Principal): string {
    return value.toLowerCase().replace(/(?:\.[a-z]{2}(?:-[a-z]+)+-\d+)?\.amazonaws\.com(?:\.cn)?$/, ".amazonaws.com");
}

/** Whether a principal is all of an account, which leaves it to that account who may. */
export function isAccount({ kind, value }: Principal): boolean {
    return kind === "AWS" && /^arn:[^:]+:iam::\d{12}:root$/.test(value);
}

/** An account's number may stand there as a number. */
function named(kind: string, value: unknown, statement: string): Reading<Principal> {
    return typeof value === "string" || typeof value === "number"
        ? { known: true, value: principal(kind, String(value)) }
        : unreadable(statement, `has the Principal ${shown(value)}, which is no text`);
}

function principal(kind: string, value: string): Principal {
    const account = kind === "AWS" && /^\d{12}$/.test(value);
    return { kind, value: account ? `arn:aws:iam::${value}:root` : value };
}
