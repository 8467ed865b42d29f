import { isNarrow, isNarrowBlock, type Narrowness } from "./narrow";
import { isKnown, reading, readingsOf, type Reading } from "../framework/reading";

/** One condition: an operator on a key. Several values are alternatives. */
export interface Condition {
    /** The operator without its additions, for example `StringEquals`. */
    readonly operator: string;
    /** Holds too when the request has no such key. */
    readonly ifExists: boolean;
    /** How several values in the request count. `ForAllValues` holds when there are none. */
    readonly set?: "ForAllValues" | "ForAnyValue";
    /** In lower case: IAM ignores the case of keys. */
    readonly key: string;
    readonly values: readonly Reading<string>[];
}

/** Operators that ask for equality or likeness, in lower case. Those with `Not`, and `Null`, do not limit to something. */
const LIMITING = new Set(["stringequals", "stringequalsignorecase", "stringlike", "arnequals", "arnlike"]);

/** The conditions of a `Condition` element. */
export function conditionsOf(element: Reading<unknown>): Reading<Condition>[] {
    if (!element.known) return [element];
    return entriesOf(element.value).flatMap(([operator, keys]) =>
        keys.known
            ? entriesOf(keys.value).map(([key, values]): Reading<Condition> => ({
                  known: true,
                  value: condition(operator, key, values),
              }))
            : [keys],
    );
}

/**
 * Whether the conditions limit one of some keys to given values, whatever the operator's spelling. An operator that also holds
 * without the key (`…IfExists`, `ForAllValues:`) limits nothing unless `Null` asks for the key, and neither does a value that
 * anybody could bring. A key that ends in `/` or `:` stands for all keys that begin so (`aws:PrincipalTag/`).
 *
 * @param narrow tells a value that limits its key. @default - by what the key is: an ARN, an account, an organization, a service
 */
export function limitsAny(
    conditions: readonly Reading<Condition>[],
    keys: readonly string[],
    narrow: Narrowness = isNarrow,
): Reading<boolean> {
    const wanted = keys.map((key) => key.toLowerCase());
    const limits = conditions.map((found): Reading<boolean> => {
        if (!found.known) return found;
        const { key, values } = found.value;
        const asked = wanted.some((name) => key === name || (/[/:]$/.test(name) && key.startsWith(name)));
        const limiting = isLimiting(found.value, conditions);
        if (!asked || !limiting.known || !limiting.value) return asked ? limiting : { known: true, value: false };
        // Several values are alternatives, so each has to limit.
        if (values.some((value) => value.known && !narrow(key, value.value))) return { known: true, value: false };
        const unknown = values.find((value) => !value.known);
        return unknown?.known === false ? unknown : { known: true, value: values.length > 0 };
    });
    const limited: Reading<boolean> = { known: true, value: limits.some((limit) => limit.known && limit.value) };
    return limited.value ? limited : (limits.find((limit) => !limit.known) ?? limited);
}

/** Keys about the way of a request, which say nothing of who makes it or about what. */
const CIRCUMSTANCES =
    /^(aws:(securetransport|requestedregion|currenttime|epochtime|useragent|multifactorauth.*|viaawsservice|referer)|.*:tlsversion)$/;

/** Whether the conditions limit anything but the way of a request: by a value, a flag that has to be set, or addresses. */
export function isConstrained(conditions: readonly Reading<Condition>[]): Reading<boolean> {
    const constraining = conditions.map((found): Reading<boolean> => {
        if (!found.known) return found;
        const { operator, key } = found.value;
        if (CIRCUMSTANCES.test(key)) return { known: true, value: false };
        if (LIMITING.has(operator.toLowerCase())) return limitsAny(conditions, [key]);
        const accept = FLAGS[operator.toLowerCase()];
        if (accept === undefined || found.value.ifExists) return { known: true, value: false };
        if (found.value.values.some((value) => value.known && !accept(value.value)))
            return { known: true, value: false };
        return found.value.values.find((value) => !value.known) ?? { known: true, value: true };
    });
    if (constraining.some((found) => found.known && found.value)) return { known: true, value: true };
    return constraining.find((found) => !found.known) ?? { known: true, value: false };
}

/** Operators on single values, with the values by which they limit. */
const FLAGS: Readonly<Record<string, (value: string) => boolean>> = {
    bool: (value) => value.toLowerCase() === "true",
    ipaddress: isNarrowBlock,
};

/** The values that the conditions allow for a key, by the operators that limit it. */
export function allowedValues(conditions: readonly Reading<Condition>[], key: string): readonly Reading<string>[] {
    return conditions.flatMap((found) => {
        if (!found.known || found.value.key !== key.toLowerCase()) return [];
        const limiting = isLimiting(found.value, conditions);
        return limiting.known && limiting.value ? found.value.values : [];
    });
}

function isLimiting(
    { operator, ifExists, set, key }: Condition,
    conditions: readonly Reading<Condition>[],
): Reading<boolean> {
    if (!LIMITING.has(operator.toLowerCase())) return { known: true, value: false };
    return ifExists || set === "ForAllValues" ? asksFor(key, conditions) : { known: true, value: true };
}

/**
 * Whether conditions ask that a request has a key, which makes up for operators that hold without it:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition_examples-multi-valued-context-keys.html
 */
function asksFor(key: string, conditions: readonly Reading<Condition>[]): Reading<boolean> {
    const values = conditions
        .filter(isKnown)
        .filter(({ value }) => value.operator.toLowerCase() === "null" && value.key === key)
        .flatMap(({ value }) => value.values);
    if (values.some((value) => value.known && value.value.toLowerCase() !== "false"))
        return { known: true, value: false };
    return values.find((value) => !value.known) ?? { known: true, value: values.length > 0 };
}

function condition(operator: string, key: string, values: Reading<unknown>): Condition {
    const [, set, base = operator, ifExists] =
        /^(?:(ForAllValues|ForAnyValue):)?(.*?)(IfExists)?$/i.exec(operator) ?? [];
    const list = !values.known ? [values] : Array.isArray(values.value) ? readingsOf<unknown>(values.value) : [values];
    return {
        operator: base,
        ifExists: ifExists !== undefined,
        ...(set === undefined ? {} : { set: /all/i.test(set) ? ("ForAllValues" as const) : ("ForAnyValue" as const) }),
        key: key.toLowerCase(),
        values: list.map((value): Reading<string> =>
            value.known ? { known: true, value: String(value.value) } : value,
        ),
    };
}

function entriesOf(holder: unknown): [string, Reading<unknown>][] {
    if (typeof holder !== "object" || holder === null) return [];
    return Object.keys(holder).map((key) => [key, reading(() => (holder as Record<string, unknown>)[key])]);
}
