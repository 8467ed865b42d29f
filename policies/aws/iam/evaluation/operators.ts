import { BlockList, isIP } from "node:net";
import { ARN_RESOURCE, arnParts, isLike } from "../pattern";

/** How an operator compares a value of a condition with one of a request. */
export type Comparison = (asked: string, said: string) => boolean;

/**
 * Operators in lower case, without `Not`, which only turns what comes of them
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html). `Null` asks for the key, not for a value.
 */
const COMPARISONS: Readonly<Record<string, Comparison>> = {
    stringequals: (asked, said) => unescaped(asked) === said,
    stringequalsignorecase: (asked, said) => unescaped(asked).toLowerCase() === said.toLowerCase(),
    stringlike: isMatch,
    arnequals: isArnLike,
    arnlike: isArnLike,
    bool: (asked, said) => asked.toLowerCase() === said.toLowerCase(),
    binaryequals: (asked, said) => asked === said,
    ipaddress: isWithin,
    numericequals: ordered(Number, (asked, said) => said === asked),
    numericlessthan: ordered(Number, (asked, said) => said < asked),
    numericlessthanequals: ordered(Number, (asked, said) => said <= asked),
    numericgreaterthan: ordered(Number, (asked, said) => said > asked),
    numericgreaterthanequals: ordered(Number, (asked, said) => said >= asked),
    dateequals: ordered(timeOf, (asked, said) => said === asked),
    datelessthan: ordered(timeOf, (asked, said) => said < asked),
    datelessthanequals: ordered(timeOf, (asked, said) => said <= asked),
    dategreaterthan: ordered(timeOf, (asked, said) => said > asked),
    dategreaterthanequals: ordered(timeOf, (asked, said) => said >= asked),
};

/** What an operator does; `undefined` for one that IAM does not have. */
export function operatorOf(
    operator: string,
): { readonly compare: Comparison; readonly isNegated: boolean } | undefined {
    const name = operator.toLowerCase();
    const positive = name.replace(/^(string|arn|numeric|date)not/, "$1").replace(/^notip/, "ip");
    const compare = COMPARISONS[positive];
    return compare === undefined ? undefined : { compare, isNegated: positive !== name };
}

/** Whether a pattern matches a text. In the pattern `${*}`, `${?}` and `${$}` stand for these characters themselves. */
export function isMatch(pattern: string, text: string): boolean {
    if (!pattern.includes("${")) return isLike(pattern, text);
    const literal = pattern.replace(/\$\{([*?$])\}/g, (_all, character: string) => hidden(character));
    return isLike(literal, text.replace(/[*?$]/g, hidden));
}

/** A character that no policy has, in place of one that means something in patterns. */
function hidden(character: string): string {
    return String.fromCharCode(0xe000 + character.charCodeAt(0));
}

/** Each part of an ARN is compared by itself. A wildcard at the end of fewer parts stands for the others, too. */
function isArnLike(asked: string, said: string): boolean {
    const [patterns, parts] = [arnParts(asked), arnParts(said)];
    if (!said.startsWith("arn:") || parts.length <= ARN_RESOURCE) return false;
    if (patterns.length <= ARN_RESOURCE) return asked.endsWith("*") && isMatch(asked, said);
    return patterns.every((pattern, index) => isMatch(pattern, parts[index] ?? ""));
}

function ordered(read: (text: string) => number, compare: (asked: number, said: number) => boolean): Comparison {
    return (asked, said) => {
        const [first, second] = [read(asked), read(said)];
        return !Number.isNaN(first) && !Number.isNaN(second) && compare(first, second);
    };
}

/** A day, a time, or seconds since 1970. */
function timeOf(text: string): number {
    return /^\d+$/.test(text) && text.length > 4 ? Number(text) * 1000 : Date.parse(text);
}

function isWithin(asked: string, said: string): boolean {
    const [address = "", prefix] = asked.split("/");
    const [asks, says] = [isIP(address), isIP(said)];
    if (asks === 0 || asks !== says) return false;
    const family = asks === 4 ? "ipv4" : "ipv6";
    const block = new BlockList();
    block.addSubnet(address, Number(prefix ?? (asks === 4 ? 32 : 128)), family);
    return block.check(said, family);
}

function unescaped(text: string): string {
    return text.replace(/\$\{([*?$])\}/g, "$1");
}
