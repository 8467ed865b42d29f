import { isKnown, reading, readingsOf, type Reading } from "../framework/reading";
import type { StackResource, StackView } from "../framework/stack";
import { arnParts } from "../iam/pattern";
import { grouped, perStack } from "../iam/perStack";
import { deadLetterTarget } from "../sqs/deadLetterTarget";

/** What a service hands on by itself, as it says to whom it hands it: with no role, so that only the receiver's policy lets it. */
export interface Sent {
    /** Name of the service as a principal. */
    readonly service: string;
    /** What it does to the receiver. */
    readonly action: string;
    /** ARN of the receiver. */
    readonly to: string;
    /** In whose name, as `aws:SourceArn` says. @default - not known */
    readonly source?: string;
}

/** An ARN that a resource hands something to. */
interface Receiver {
    readonly service: string;
    readonly to: Reading<unknown>;
    /** ARN of the sender. @default - not known */
    readonly source?: Reading<unknown>;
}

type Props = Readonly<Record<string, any>>;

/** What services do to hand something on, by the receiver's service. */
const ACTIONS: Readonly<Record<string, string>> = {
    sqs: "sqs:SendMessage",
    sns: "sns:Publish",
    lambda: "lambda:InvokeFunction",
};

/**
 * By type, what it hands on: https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html,
 * https://docs.aws.amazon.com/sns/latest/dg/subscribe-sqs-queue-to-sns-topic.html,
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html,
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-actions.html,
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html,
 * https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html,
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets-required-permissions-function.html,
 * https://docs.aws.amazon.com/ses/latest/dg/receiving-email-permissions.html.
 */
const SENDERS: Readonly<Record<string, (sender: StackResource, view: StackView) => Receiver[]>> = {
    "aws:s3/bucketNotification:BucketNotification": ({ props }) => {
        const source = reading(() => (props.bucket === undefined ? undefined : `arn:aws:s3:::${String(props.bucket)}`));
        const to = (list: string, property: string): Receiver[] =>
            each(props, list).map((found) => ({ service: "s3.amazonaws.com", source, to: read(found, property) }));
        return [
            ...to("queues", "queueArn"),
            ...to("topics", "topicArn"),
            ...to("lambdaFunctions", "lambdaFunctionArn"),
        ];
    },
    "aws:sns/topicSubscription:TopicSubscription": ({ props, name }) => {
        const source = reading(() => props.topic as unknown);
        const isOwn = reading(() => ["sqs", "lambda"].includes(String(props.protocol)));
        const service = "sns.amazonaws.com";
        return [
            ...(isOwn.known && !isOwn.value ? [] : [{ service, source, to: reading(() => props.endpoint as unknown) }]),
            { service, source, to: reading(() => deadLetterTarget(props.redrivePolicy, name)) },
        ];
    },
    "aws:cloudwatch/eventTarget:EventTarget": ({ props }, view) => {
        const service = "events.amazonaws.com";
        const source = reading(() => rulesOf(view).get(props.rule)?.at(0)?.outputs.arn as unknown);
        const hasRole = reading(() => props.roleArn !== undefined);
        return [
            ...(hasRole.known && hasRole.value ? [] : [{ service, source, to: reading(() => props.arn as unknown) }]),
            { service, source, to: reading(() => props.deadLetterConfig?.arn as unknown) },
        ];
    },
    "aws:cloudwatch/metricAlarm:MetricAlarm": alarmed,
    "aws:cloudwatch/compositeAlarm:CompositeAlarm": alarmed,
    "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter": ({ props }) => [
        { service: "logs.amazonaws.com", to: reading(() => props.destinationArn as unknown) },
    ],
    "aws:cognito/userPool:UserPool": ({ props, outputs }) => {
        const triggers = reading(() => (props.lambdaConfig ?? {}) as Props);
        const source = reading(() => outputs.arn as unknown);
        const service = "cognito-idp.amazonaws.com";
        if (!triggers.known) return [{ service, source, to: triggers }];
        return Object.keys(triggers.value).flatMap((trigger) => {
            const found = reading(() => triggers.value[trigger] as unknown);
            const to = found.known
                ? reading(() => (isObject(found.value) ? found.value.lambdaArn : found.value))
                : found;
            return trigger === "kmsKeyId" ? [] : [{ service, source, to }];
        });
    },
    "aws:secretsmanager/secretRotation:SecretRotation": ({ props }) => [
        { service: "secretsmanager.amazonaws.com", to: reading(() => props.rotationLambdaArn as unknown) },
    ],
    "aws:ses/receiptRule:ReceiptRule": ({ props, outputs }) => {
        const source = reading(() => outputs.arn as unknown);
        const to = (list: string, property: string): Receiver[] =>
            each(props, list).map((found) => ({ service: "ses.amazonaws.com", source, to: read(found, property) }));
        return [...to("lambdaActions", "functionArn"), ...to("snsActions", "topicArn")];
    },
};

const RULE = "aws:cloudwatch/eventRule:EventRule";

/** Types of what hands something on by itself, and of what tells more of it. */
export const SENDER_TYPES = [RULE, ...Object.keys(SENDERS)] as const;

/** What the resources hand on by themselves. One whose receiver is not known is a reading of its own. */
export function sentOf(view: StackView): readonly [StackResource, Reading<Sent>][] {
    return Object.entries(SENDERS).flatMap(([type, receiversOf]) =>
        view.ofType(type).flatMap((sender) =>
            receiversOf(sender, view).flatMap((receiver): [StackResource, Reading<Sent>][] => {
                const sent = sentTo(receiver);
                return sent === undefined ? [] : [[sender, sent]];
            }),
        ),
    );
}

function sentTo({ service, to, source }: Receiver): Reading<Sent> | undefined {
    if (!to.known) return to;
    const arn = typeof to.value === "string" ? to.value : "";
    const [, partition = "aws", receiving = ""] = arnParts(arn);
    const action = ACTIONS[receiving];
    if (action === undefined) return undefined;
    const from = source?.known === true && typeof source.value === "string" ? source.value : undefined;
    return {
        known: true,
        value: {
            service,
            action,
            to: arn,
            ...(from === undefined ? {} : { source: from.replace(/^arn:aws:s3:/, `arn:${partition}:s3:`) }),
        },
    };
}

function alarmed({ props, outputs }: StackResource): Receiver[] {
    const source = reading(() => outputs.arn as unknown);
    return ["alarmActions", "okActions", "insufficientDataActions"].flatMap((property) => {
        const list = reading(() => props[property] as readonly unknown[] | undefined);
        return (list.known ? readingsOf(list.value) : [list]).map((to) => ({
            service:
                to.known && String(to.value).split(":")[2] === "lambda"
                    ? "lambda.alarms.cloudwatch.amazonaws.com"
                    : "cloudwatch.amazonaws.com",
            source,
            to,
        }));
    });
}

const rulesOf = perStack((view) =>
    grouped<StackResource, unknown>(view.ofType(RULE), ({ outputs }) =>
        ["name", "id"]
            .map((property) => reading(() => outputs[property] as unknown))
            .filter(isKnown)
            .map(({ value }) => value),
    ),
);

function each(props: Props, property: string): Reading<Props>[] {
    const list = reading(() => props[property] as readonly Props[] | undefined);
    return list.known ? readingsOf(list.value) : [list];
}

function read(holder: Reading<Props>, property: string): Reading<unknown> {
    return holder.known ? reading(() => holder.value[property] as unknown) : holder;
}

function isObject(value: unknown): value is Props {
    return typeof value === "object" && value !== null;
}
