import { jsonOf } from "../../framework/json";
import { UnreadableError } from "../../framework/reading";

/**
 * The ARN in a redrive policy, `{"deadLetterTargetArn":"arn:…"}` as JSON or as an object. None, or the empty text of a queue
 * without one, names none.
 *
 * @param name the resource's that has the policy
 * @throws UnreadableError when it is neither
 */
export function deadLetterTarget(policy: unknown, name: string): unknown {
    return redriveOf(policy, `redrivePolicy of '${name}'`)?.deadLetterTargetArn;
}

/** Who may send a queue what failed there, as its `redriveAllowPolicy` says; `undefined` without one. */
export function redrivePermission(policy: unknown, name: string): unknown {
    const allowed = redriveOf(policy, `redriveAllowPolicy of '${name}'`);
    // The default of AWS: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
    return allowed && (allowed.redrivePermission ?? "allowAll");
}

function redriveOf(policy: unknown, subject: string): Readonly<Record<string, unknown>> | undefined {
    if ((policy ?? "") === "") return undefined;
    const value = jsonOf(policy, subject);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
    throw new UnreadableError(subject, "is no object");
}
