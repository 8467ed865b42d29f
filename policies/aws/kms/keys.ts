/** What some services take for a key of their own in place of a key's name. */
const OWNED_BY_AWS = /^AWS_OWNED_/;

/** Whether a key is one that AWS makes for a service (`alias/aws/dynamodb`), in whatever form it is named. */
export function isServiceKey(key: string): boolean {
    return /(^|:)alias\/aws\//.test(key) || OWNED_BY_AWS.test(key);
}

/**
 * What is wrong with a value that should name a customer managed key, as the end of a sentence; undefined for one that does. AWS
 * takes an empty text for none, and then uses a key of its own.
 */
export function customerKeyFault(key: string | null | undefined): string | undefined {
    if (key === undefined || key === null || key.trim() === "")
        return "is not encrypted with a customer managed key: it names none";
    return isServiceKey(key) ? `is not encrypted with a customer managed key: '${key}' is AWS's own` : undefined;
}

/** Judges whether something is encrypted with a customer managed key. */
export function judgeCustomerKey(
    judge: { decide(id: string, decide: () => string | undefined): void },
    id: string,
    what: string,
    key: () => string | null | undefined,
): void {
    judge.decide(id, () => {
        const fault = customerKeyFault(key());
        return fault === undefined ? undefined : `${what} ${fault}.`;
    });
}
