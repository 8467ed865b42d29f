import type * as aws from "@pulumi/aws";

/** AWS takes five, and up to ten where it was asked to (https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html). */
const MAX_FILTERS = 10;
const MAX_LETTERS = 4096;

/** A pattern in EventBridge's language: names of fields of the record, with lists of what they may be. */
export type EventFilter = Readonly<Record<string, unknown>>;

/**
 * Filters as a mapping takes them: a record that meets one of them reaches the function, and no other does.
 *
 * @param subject component and name, the beginning of the message
 * @throws when there are more filters than Lambda takes, or one is empty or too long
 */
export function filterCriteria(
    subject: string,
    filters: readonly EventFilter[],
): aws.lambda.EventSourceMappingArgs["filterCriteria"] {
    if (filters.length === 0) return undefined;
    if (filters.length > MAX_FILTERS)
        throw new Error(`${subject}: filters are ${filters.length}; Lambda takes ${MAX_FILTERS}.`);
    const patterns = filters.map((filter) => JSON.stringify(filter));
    for (const pattern of patterns) {
        if (pattern === "{}") throw new Error(`${subject}: filters: '{}' lets everything through; leave it out.`);
        if (pattern.length > MAX_LETTERS)
            throw new Error(`${subject}: filters: one is ${pattern.length} letters; Lambda takes ${MAX_LETTERS}.`);
    }
    return { filters: patterns.map((pattern) => ({ pattern })) };
}
