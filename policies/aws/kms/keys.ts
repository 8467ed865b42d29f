/** What some services take for a key of their own in place of a key's name. */
const OWNED_BY_AWS = /^AWS_OWNED_/;

/** Whether a key is one that AWS makes for a service (`alias/aws/dynamodb`), in whatever form it is named. */
export function isServiceKey(key: string): boolean {
    return /(^|:)alias\/aws\//.test(key) || OWNED_BY_AWS.test(key);
}

/** The parameter of rules about encryption that can be content with a key of AWS. */
export const REQUIRE_CMK = {
    type: "boolean",
    description: "Whether the key must be a customer managed one.",
    default: true,
} as const;

/**
 * What is wrong with a value that should name a customer managed key; undefined for one that does. AWS takes an empty text for none,
 * and then uses a key of its own.
 *
 * @param what is encrypted, as the beginning of a sentence
 */
export function customerKeyFault(what: string, key: string | null | undefined): string | undefined {
    if (key === undefined || key === null || key.trim() === "")
        return `${what} is not encrypted with a customer managed key: it names none.`;
    return isServiceKey(key)
        ? `${what} is not encrypted with a customer managed key: '${key}' is AWS's own.`
        : undefined;
}

/** Judges whether something is encrypted with a customer managed key. */
export function judgeCustomerKey(
    judge: { decide(id: string, decide: () => string | undefined): void },
    id: string,
    what: string,
    key: () => string | null | undefined,
): void {
    judge.decide(id, () => customerKeyFault(what, key()));
}
