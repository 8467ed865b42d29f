import { anyOf } from "../../aws/iam/grants";
import { deadLetterTarget, redrivePermission } from "../../aws/sqs/deadLetterTarget";
import { FAILING_TYPES, failureTarget } from "../../aws/sqs/failureTargets";
import { grouped } from "../../framework/grouped";
import { reading } from "../../framework/reading";
import { wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";
import { identitiesOf, perStack, type StackResource, type StackView } from "../../framework/stack";

const QUEUE_TYPE = "aws:sqs/queue:Queue";
const REDRIVE_TYPE = "aws:sqs/redrivePolicy:RedrivePolicy";
const ALLOW_TYPE = "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy";

/** A message that nobody can read comes back until it expires, and takes the place of others. */
export const sqsFailuresKept = defineRule({
    id: "sqs-failures-kept",
    displayName: "SQS queues have a dead-letter queue",
    description: "SQS queues that are read have a dead-letter queue; those that are one do not need one.",
    severity: "medium",
    level: "advisory",
    tags: ["sqs", "resilience"],
    frameworks: [wellArchitected("REL04-BP02")],
    remediationSteps: "Set redrivePolicy with the ARN of a dead-letter queue and maxReceiveCount.",
    url: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html",
    examples: ["aws.sqs.Queue orders", "WorkQueue reports", "FailureQueue"],
    types: [ALLOW_TYPE, ...FAILING_TYPES],
    stack(stack, judgeOf) {
        for (const sender of stack.ofType(...FAILING_TYPES)) {
            const arn = failureTarget(sender)?.arn;
            // Whom a text names that cannot be read, no reference of the engine says.
            if (arn?.known === false && arn.problem !== undefined) judgeOf(sender).read("redrivePolicy", arn);
        }
        for (const queue of stack.ofType(QUEUE_TYPE)) {
            const judge = judgeOf(queue);
            judge.decide("redrivePolicy", () => {
                if (takesFailures(stack, queue)) return undefined;
                const policies = stack.attachedTo(queue, {
                    types: [REDRIVE_TYPE, ALLOW_TYPE],
                    property: "queueUrl",
                    identities: ["url", "id"],
                });
                const ways = [queue, ...(policies.known ? policies.value : [])].map((holder) =>
                    reading(() => setsAside(queue, holder) || isSetAsideFrom(holder)),
                );
                return judge.read(
                    "redrivePolicy",
                    anyOf(policies.known ? ways : [...ways, policies], (kept) => kept === true),
                ) === false
                    ? `Queue '${queue.name}' keeps bad messages among the others.`
                    : undefined;
            });
        }
    },
});

/** Whether a queue, or its redrive policy, names another one for its bad messages. */
function setsAside(queue: StackResource, { name, props }: StackResource): boolean {
    const target = deadLetterTarget(props.redrivePolicy, name) ?? "";
    return target !== "" && !identitiesOf(queue, ["arn"]).includes(target as string);
}

/** Whether a queue, or the policy that says which others may send to it, makes it one for their bad messages. */
function isSetAsideFrom({ name, props }: StackResource): boolean {
    const permission = redrivePermission(props.redriveAllowPolicy, name);
    return permission !== undefined && permission !== "denyAll";
}

/** Whether something of the stack sends to the queue what failed: by the queue's ARN, or where that is still to be made by the engine's references. */
function takesFailures(stack: StackView, queue: StackResource): boolean {
    return [queue.urn, ...identitiesOf(queue, ["arn"])].some((name) =>
        sendersOf(stack)
            .get(name)
            ?.some(({ urn }) => urn !== queue.urn),
    );
}

/** What sends failures elsewhere, by the URNs and ARNs of the receivers. */
const sendersOf = perStack((stack) => {
    const named = stack.ofType(...FAILING_TYPES).flatMap((sender) => {
        const target = failureTarget(sender);
        if (target === undefined) return [];
        const names = target.arn.known ? [String(target.arn.value)] : sender.referencesOf(target.property);
        return names.map((name) => ({ name, urn: sender.urn }));
    });
    return grouped(named, ({ name }) => [name]);
});
