import {
    isAdmitted,
    isAdmittedByStack,
    RECEIVER_TYPES,
    receiverAt,
    receiversReferred,
} from "../../aws/delivery/receivers";
import { SENDER_TYPES, sendingsOf } from "../../aws/delivery/senders";
import { actionOn, type Sending } from "../../aws/delivery/sending";
import { judgeReadable } from "../../aws/iam/judging";
import { targetOf } from "../../aws/iam/target";
import type { Judge } from "../../framework/judge";
import { serverlessLens, wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";
import type { StackView } from "../../framework/stack";

/** Most services do not ask when they are told where to send; what is not let in later is lost, alarms among it. */
export const iamSenderAdmitted = defineRule({
    id: "iam-sender-admitted",
    displayName: "SQS, SNS and Lambda policies admit what sends to them",
    description:
        "The policy of a queue or topic, or the permissions of a function, let in each service that is set up to send to it or to call it: API Gateway, S3, SNS, EventBridge, alarms, log subscriptions, Cognito, Secrets Manager, SES, load balancers, Config, Backup, CloudTrail, budgets, and events of databases and caches.",
    severity: "high",
    tags: ["iam", "sqs", "sns", "lambda", "operations"],
    frameworks: [wellArchitected("SEC03-BP01"), serverlessLens("SEC 2")],
    remediationSteps:
        "Allow the action to the service's principal, with the sender as aws:SourceArn, in the receiver's policy or by aws.lambda.Permission on the alias that is called.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_identity-vs-resource.html",
    examples: ["aws.sns.TopicSubscription orders", "aws.sqs.QueuePolicy orders", "AlarmTopic alarms"],
    types: [...new Set([...SENDER_TYPES, ...RECEIVER_TYPES])],
    stack(stack, judgeOf) {
        judgeReadable(stack, judgeOf, RECEIVER_TYPES, ["resource"]);
        for (const sending of sendingsOf(stack)) {
            const judge = judgeOf(sending.sender);
            if (!sending.to.known) judgePending(stack, judge, sending);
            // What stands elsewhere has its policy there.
            else if (receiverAt(stack, sending.to.value) !== undefined)
                judgeSending(stack, judge, sending, sending.to.value, isAdmittedByStack);
        }
    },
    environment(environment, judgeOf) {
        judgeReadable(environment, judgeOf, RECEIVER_TYPES, ["resource"]);
        for (const sending of sendingsOf(environment)) {
            const judge = judgeOf(sending.sender);
            const to = judge.read("Receiver", sending.to);
            if (to !== undefined) judgeSending(environment, judge, sending, to, isAdmitted);
        }
    },
});

function judgeSending(view: StackView, judge: Judge, sending: Sending, to: string, isLetIn: typeof isAdmitted): void {
    const action = actionOn(to);
    // A preview, which knows no ARN yet, names the receiver in the same way.
    const id = idOf(action, receiverAt(view, to)?.name ?? targetOf(to)?.name ?? to);
    const admitted = judge.read(id, isLetIn(view, sending, to));
    judge.decide(id, () =>
        admitted === false
            ? `'${sending.sender.name}' makes ${sending.service} do ${action} on '${to}', whose policy does not admit it.`
            : undefined,
    );
}

/** What is still to be made is decided when it is. */
function judgePending(stack: StackView, judge: Judge, sending: Sending): void {
    const { to, isFreeAtHome } = sending;
    if (!to.known && to.problem !== undefined) judge.read("Receiver", to);
    if (isFreeAtHome === true) return;
    for (const receiver of receiversReferred(stack, sending))
        judge.read(idOf(actionOn(receiver.type), receiver.name), to);
}

function idOf(action: string | undefined, receiver: string): string {
    return `Receiver::${action}#${receiver}`;
}
