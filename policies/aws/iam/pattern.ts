/** Whether a text contains an IAM wildcard (`*` or `?`). `${*}`, `${?}` and policy variables are not wildcards. */
export function hasWildcard(text: string): boolean {
    return /[*?]/.test(withoutVariables(text));
}

/** Whether a text consists of nothing but wildcards and separators: `*`, `*:*`, `**`. */
export function isOnlyWildcards(text: string): boolean {
    return hasWildcard(text) && /^[*?:/]+$/.test(withoutVariables(text));
}

/** Policy variables (`${aws:username}`) stand for one value each, so they count as ordinary characters. */
export function withoutVariables(text: string): string {
    return text.replace(/\$\{[^}]*\}/g, "v");
}

/** Index of the resource in the six parts of an ARN: `arn:partition:service:region:account:resource`. */
export const ARN_RESOURCE = 5;

/** The parts of an ARN, at most six: a resource keeps its colons, and so does a variable. */
export function arnParts(arn: string): string[] {
    const parts = arn.split(/:(?![^{]*\})/);
    return parts.length <= ARN_RESOURCE
        ? parts
        : [...parts.slice(0, ARN_RESOURCE), parts.slice(ARN_RESOURCE).join(":")];
}

/**
 * An IAM pattern as an expression: `*` any characters, `?` one; case is ignored, as for actions. Every literal part is a group
 * of its own, so that a match tells how the text spells it.
 */
export function patternOf(pattern: string): RegExp {
    let expression = expressions.get(pattern);
    if (expression === undefined) {
        if (expressions.size >= EXPRESSIONS_LIMIT) expressions.clear();
        expressions.set(pattern, (expression = compile(pattern)));
    }
    return expression;
}

/** Whether a pattern of a condition matches a text; other than in actions, case counts. */
export function isLike(pattern: string, text: string): boolean {
    // Most texts differ in more than their case, and that is asked with an expression that is kept.
    return patternOf(pattern).test(text) && new RegExp(patternOf(pattern).source, "s").test(text);
}

/** Expressions that were made before: documents name the same actions over and over. */
const expressions = new Map<string, RegExp>();
const EXPRESSIONS_LIMIT = 4096;

function compile(pattern: string): RegExp {
    const source = pattern
        .split(/([*?])/)
        .map((part) => (part === "*" ? ".*" : part === "?" ? "." : `(${part.replace(/[\\^$.+()[\]{}|]/g, "\\$&")})`))
        .join("");
    return new RegExp(`^${source}$`, "is");
}
