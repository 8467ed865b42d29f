/**
 * The ARN in a redrive policy, `{"deadLetterTargetArn":"arn:…"}` as JSON or as an object. What is neither names none, as the
 * empty text of a queue without one.
 */
export function deadLetterTarget(policy: unknown): unknown {
    try {
        const parsed: unknown = typeof policy === "string" ? JSON.parse(policy) : policy;
        return (parsed as { deadLetterTargetArn?: unknown } | null | undefined)?.deadLetterTargetArn;
    } catch (error) {
        if (error instanceof SyntaxError) return undefined;
        throw error;
    }
}
