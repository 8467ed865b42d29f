/** Decides whether a record passes a mapping's filters. */
export type Filter = (record: unknown) => boolean;

/**
 * Lambda's event patterns. A record passes when any pattern matches; without patterns every record does.
 *
 * @throws For a pattern that is not JSON or uses an operator that this does not know, naming it.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html
 */
export function compileFilter(patterns: readonly string[]): Filter {
    const compiled = patterns.map((pattern) => compileObject(parse(pattern), pattern));
    return (record) => compiled.length === 0 || compiled.some((matches) => matches(record));
}

type Pattern = Record<string, unknown>;

function parse(pattern: string): Pattern {
    try {
        const parsed: unknown = JSON.parse(pattern);
        if (isObject(parsed)) return parsed;
    } catch {
        // Told below, with the pattern.
    }
    throw new Error(`The filter pattern ${pattern} is not a JSON object.`);
}

function compileObject(pattern: Pattern, whole: string): Filter {
    const parts = Object.entries(pattern).map(([key, value]): Filter => {
        if (key === "$or" && Array.isArray(value)) {
            const alternatives = value.map((each: unknown) =>
                compileObject(isObject(each) ? each : refuse(each, whole), whole),
            );
            return (record) => alternatives.some((matches) => matches(record));
        }
        const matches = Array.isArray(value)
            ? compileRules(value, whole)
            : compileObject(isObject(value) ? value : refuse(value, whole), whole);
        return (record) => matches(isObject(record) ? record[key] : undefined);
    });
    return (record) => parts.every((matches) => matches(record));
}

function compileRules(rules: readonly unknown[], whole: string): Filter {
    const compiled = rules.map((rule) => compileRule(rule, whole));
    // Of an array in the record, one element is enough.
    return (value) => compiled.some((matches) => (Array.isArray(value) ? value.some(matches) : matches(value)));
}

function compileRule(rule: unknown, whole: string): Filter {
    if (!isObject(rule)) return (value) => value === rule;
    const [[operator, operand] = [], ...others] = Object.entries(rule);
    if (others.length > 0) return refuse(rule, whole);
    if (operator === "exists" && typeof operand === "boolean") return (value) => (value !== undefined) === operand;
    if (operator === "prefix" && typeof operand === "string") return ofStrings((value) => value.startsWith(operand));
    if (operator === "suffix" && typeof operand === "string") return ofStrings((value) => value.endsWith(operand));
    if (operator === "equals-ignore-case" && typeof operand === "string") {
        return ofStrings((value) => value.toLowerCase() === operand.toLowerCase());
    }
    if (operator === "anything-but") {
        const excluded = (Array.isArray(operand) ? operand : [operand]).map((each) => compileRule(each, whole));
        return (value) => value !== undefined && !excluded.some((matches) => matches(value));
    }
    if (operator === "numeric" && Array.isArray(operand)) return compileNumeric(operand, whole);
    return refuse(rule, whole);
}

const comparisons: Record<string, (value: number, bound: number) => boolean> = {
    "=": (value, bound) => value === bound,
    "<": (value, bound) => value < bound,
    "<=": (value, bound) => value <= bound,
    ">": (value, bound) => value > bound,
    ">=": (value, bound) => value >= bound,
};

function compileNumeric(operand: readonly unknown[], whole: string): Filter {
    if (operand.length === 0 || operand.length % 2 === 1) return refuse(operand, whole);
    const bounds = Array.from({ length: operand.length / 2 }, (_, pair) => {
        const [sign, bound] = operand.slice(pair * 2, pair * 2 + 2);
        const comparison = comparisons[String(sign)];
        return comparison === undefined || typeof bound !== "number"
            ? refuse(operand, whole)
            : (value: number) => comparison(value, bound);
    });
    return (value) => typeof value === "number" && bounds.every((within) => within(value));
}

function ofStrings(matches: (value: string) => boolean): Filter {
    return (value) => typeof value === "string" && matches(value);
}

function isObject(value: unknown): value is Pattern {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

function refuse(part: unknown, whole: string): never {
    throw new Error(`The embedded environment does not know ${JSON.stringify(part)} of the filter pattern ${whole}.`);
}
