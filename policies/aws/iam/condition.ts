import { isNarrow, isNarrowBlock, type Narrowness } from "./narrow";
import { hasWildcard } from "./pattern";
import { isKnown, reading, readingsOf, type Reading } from "../../framework/reading";

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
    /** The key as it is written. */
    readonly name: string;
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
    return anyLimits(
        conditions.map((found) => (found.known ? faultOf(found.value, conditions, accepting(keys), narrow) : found)),
    );
}

/** What a condition is asked for: whether it is about one of the keys. */
function accepting(keys: readonly string[]): (key: string) => boolean {
    const wanted = keys.map((key) => key.toLowerCase());
    return (key) => wanted.some((name) => key === name || (/[/:]$/.test(name) && key.startsWith(name)));
}

/** Why a condition limits nothing, as the end of a sentence; `undefined` if it does limit. */
type Fault = Reading<string | undefined>;

const LIMITS: Fault = { known: true, value: undefined };

function anyLimits(faults: readonly Fault[]): Reading<boolean> {
    if (faults.some((fault) => fault.known && fault.value === undefined)) return { known: true, value: true };
    return faults.find((fault) => !fault.known) ?? { known: true, value: false };
}

/** Why a condition does not limit one of the keys that are asked for. */
function faultOf(
    condition: Condition,
    conditions: readonly Reading<Condition>[],
    isAsked: (key: string) => boolean,
    narrow: Narrowness,
): Fault {
    const { key, values } = condition;
    const everywhere =
        /^ipaddress$/i.test(condition.operator) && values.find((each) => each.known && !isNarrowBlock(each.value));
    if (everywhere && everywhere.known) return { known: true, value: valueFault(everywhere.value) };
    if (!isAsked(key)) return { known: true, value: "is about something else" };
    const limiting = isLimiting(condition, conditions);
    if (!limiting.known) return limiting;
    if (!limiting.value) return { known: true, value: operatorFault(condition) };
    // Several values are alternatives, so each has to limit.
    const open = values.find((value) => value.known && !narrow(key, value.value));
    if (open?.known === true) return { known: true, value: valueFault(open.value) };
    const unknown = values.find((value) => !value.known);
    if (unknown?.known === false) return unknown;
    return values.length > 0 ? LIMITS : { known: true, value: "has no value" };
}

function operatorFault({ operator, ifExists, set }: Condition): string {
    if (LIMITING.has(operator.toLowerCase()))
        return `holds as well for requests without the key, by ${ifExists ? "IfExists" : (set ?? "")}`;
    if (operator.toLowerCase() === "null") return "only asks whether the key is there";
    return /not/i.test(operator) ? `leaves everything else, by ${operator}` : `names nothing, by ${operator}`;
}

function valueFault(value: string): string {
    if (hasWildcard(value)) return `has a wildcard where something in particular would be named: '${value}'`;
    return value.includes("${") ? `is filled in by the caller: '${value}'` : `names nothing in particular: '${value}'`;
}

/**
 * Which conditions were not counted and why, as a part of a sentence that ends the message about what they do not limit.
 *
 * @param keys those that would count. @default - any, as {@link isConstrained} has it
 * @returns nothing if there are no conditions that are known
 */
export function uncounted(
    conditions: readonly Reading<Condition>[],
    keys?: readonly string[],
    narrow: Narrowness = isNarrow,
): string {
    const faults = conditions.filter(isKnown).flatMap(({ value: condition }) => {
        const fault =
            keys === undefined
                ? constraintFault(condition, conditions)
                : faultOf(condition, conditions, accepting(keys), narrow);
        return fault.known && fault.value !== undefined ? [`${condition.name} ${fault.value}`] : [];
    });
    return faults.length === 0 ? "" : ` (conditions that do not count: ${faults.join("; ")})`;
}

/** Keys about the way of a request, which say nothing of who makes it or about what. */
const CIRCUMSTANCES =
    /^(aws:(securetransport|requestedregion|currenttime|epochtime|useragent|multifactorauth.*|viaawsservice|referer)|.*:tlsversion)$/;

/** Whether the conditions limit anything but the way of a request: by a value, a flag that has to be set, a tag, or addresses. */
export function isConstrained(conditions: readonly Reading<Condition>[]): Reading<boolean> {
    return anyLimits(conditions.map((found) => (found.known ? constraintFault(found.value, conditions) : found)));
}

function constraintFault(condition: Condition, conditions: readonly Reading<Condition>[]): Fault {
    const { operator, key, ifExists, values } = condition;
    if (CIRCUMSTANCES.test(key)) return { known: true, value: "is about the way of a request" };
    if (LIMITING.has(operator.toLowerCase())) return faultOf(condition, conditions, () => true, isNarrow);
    if (asksForTag(condition)) return LIMITS;
    const accept = FLAGS[operator.toLowerCase()];
    if (accept === undefined || ifExists) return { known: true, value: operatorFault(condition) };
    const open = values.find((value) => value.known && !accept(value.value));
    if (open?.known === true) return { known: true, value: valueFault(open.value) };
    return values.find((value) => !value.known) ?? LIMITS;
}

/** Keys of tags that a resource has; those of a request or a caller are not among them. */
const RESOURCE_TAG = /^[a-z0-9-]+:(?!request|created|principal|search|req-)[a-z-]*tag\//;

/** Whether conditions ask that the resource has some tag, whatever its value: `Null` with `false`. */
export function chooseByTag(conditions: readonly Reading<Condition>[]): Reading<boolean> {
    return anyLimits(
        conditions.map((found): Fault => {
            if (!found.known) return found;
            if (asksForTag(found.value)) return LIMITS;
            const { operator, key, values } = found.value;
            const pending = values.find((value) => !value.known);
            const isOpen = operator.toLowerCase() === "null" && RESOURCE_TAG.test(key) && pending?.known === false;
            return isOpen ? pending : { known: true, value: operatorFault(found.value) };
        }),
    );
}

function asksForTag({ operator, key, values }: Condition): boolean {
    return (
        operator.toLowerCase() === "null" &&
        RESOURCE_TAG.test(key) &&
        values.length > 0 &&
        values.every((value) => value.known && value.value.toLowerCase() === "false")
    );
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
        name: key,
        values: list.map((value): Reading<string> =>
            value.known ? { known: true, value: String(value.value) } : value,
        ),
    };
}

function entriesOf(holder: unknown): [string, Reading<unknown>][] {
    if (typeof holder !== "object" || holder === null) return [];
    return Object.keys(holder).map((key) => [key, reading(() => (holder as Record<string, unknown>)[key])]);
}
