import { valuesAt } from "../../framework/paths";
import { reading, readingsOf, type Reading } from "../../framework/reading";
import type { StackResource, StackView } from "../../framework/stack";
import { arnParts } from "../iam/pattern";
import { deadLetterTarget } from "../sqs/deadLetterTarget";
import { API_CALLERS, API_SOURCE_TYPES } from "./apiCallers";
import type { Receiver } from "./receiver";

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

/** A place in a resource that says to whom a service hands something on. */
export interface Sending {
    readonly sender: StackResource;
    /** Name of the service as a principal. */
    readonly service: string;
    /** Property of the sender that names the receiver. @default - one that may name others as well */
    readonly property?: string;
    readonly sent: Reading<Sent>;
}

type ReceiversOf = (sender: StackResource, view: StackView) => Receiver[];

/** What services do to hand something on, by the receiver's service. */
const ACTIONS: Readonly<Record<string, string>> = {
    sqs: "sqs:SendMessage",
    sns: "sns:Publish",
    lambda: "lambda:InvokeFunction",
};

/** Who hands on what stands at some paths of a resource, where a service does so in one way. */
function told(service: string, paths: readonly string[], sourceOf?: (sender: StackResource) => unknown): ReceiversOf {
    return (sender) =>
        paths.flatMap((path) => {
            const source = sourceOf === undefined ? {} : { source: reading(() => sourceOf(sender)) };
            return valuesAt(sender, path).map((to) => ({ service, property: path.split(".")[0], to, ...source }));
        });
}

const ownArn = ({ outputs }: StackResource): unknown => outputs.arn;

/**
 * By type, what it hands on: https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html,
 * https://docs.aws.amazon.com/sns/latest/dg/subscribe-sqs-queue-to-sns-topic.html,
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html,
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-actions.html,
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html,
 * https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html,
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets-required-permissions-function.html,
 * https://docs.aws.amazon.com/ses/latest/dg/receiving-email-permissions.html,
 * https://docs.aws.amazon.com/ses/latest/dg/event-publishing-add-event-destination-sns.html,
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/backup-notifications.html,
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Events.GrantingPermissions.html (of Neptune and DocumentDB, too),
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ECEvents.SNS.html,
 * https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-sns-policy.html,
 * https://docs.aws.amazon.com/cost-management/latest/userguide/ad-SNS.html,
 * https://docs.aws.amazon.com/dtconsole/latest/userguide/set-up-sns.html,
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-permissions-for-sns-notifications.html,
 * https://docs.aws.amazon.com/codecommit/latest/userguide/how-to-notify-lambda.html,
 * https://docs.aws.amazon.com/config/latest/developerguide/evaluate-config_develop-rules_lambda-functions.html,
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html.
 *
 * Not those that send by a role, which rules about roles judge: Scheduler, Pipes, Step Functions, AppSync, rules of IoT to queues
 * and topics, auto scaling groups by their service-linked role, destinations and dead letters of functions. Nor those of which
 * AWS does not say what a topic of the same account has to allow: events of Redshift and DMS, triggers of CodeCommit.
 */
const SENDERS: Readonly<Record<string, ReceiversOf>> = {
    "aws:s3/bucketNotification:BucketNotification": told(
        "s3.amazonaws.com",
        ["queues.[].queueArn", "topics.[].topicArn", "lambdaFunctions.[].lambdaFunctionArn"],
        ({ props }) => (props.bucket === undefined ? undefined : `arn:aws:s3:::${String(props.bucket)}`),
    ),
    "aws:sns/topicSubscription:TopicSubscription": ({ props, name }) => {
        const source = reading(() => props.topic as unknown);
        const isOwn = reading(() => ["sqs", "lambda"].includes(String(props.protocol)));
        const common = { service: "sns.amazonaws.com", source };
        const endpoint = { ...common, property: "endpoint", to: reading(() => props.endpoint as unknown) };
        return [
            ...(isOwn.known && !isOwn.value ? [] : [endpoint]),
            { ...common, property: "redrivePolicy", to: reading(() => deadLetterTarget(props.redrivePolicy, name)) },
        ];
    },
    "aws:cloudwatch/eventTarget:EventTarget": ({ props }, view) => {
        const common = {
            service: "events.amazonaws.com",
            source: reading(() => view.named(props.rule, [RULE], ["name", "id"])[0]?.outputs.arn as unknown),
        };
        const role = reading(() => props.roleArn as unknown);
        const target = { ...common, property: "arn", to: reading(() => props.arn as unknown) };
        return [
            // A role that is not known yet is one.
            ...(role.known && role.value === undefined ? [target] : []),
            { ...common, property: "deadLetterConfig", to: reading(() => props.deadLetterConfig?.arn as unknown) },
        ];
    },
    "aws:cloudwatch/metricAlarm:MetricAlarm": alarmed,
    "aws:cloudwatch/compositeAlarm:CompositeAlarm": alarmed,
    "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter": told("logs.amazonaws.com", ["destinationArn"]),
    "aws:cognito/userPool:UserPool": (pool, view) => {
        const triggers = reading(() => Object.keys((pool.props.lambdaConfig ?? {}) as object));
        const names = triggers.known ? triggers.value.filter((trigger) => trigger !== "kmsKeyId") : [];
        const paths = names.map((trigger) => `lambdaConfig.${trigger}`);
        const receivers = told("cognito-idp.amazonaws.com", triggers.known ? paths : ["lambdaConfig"], ownArn);
        return receivers(pool, view).map((receiver) => ({ ...receiver, to: triggerIn(receiver.to) }));
    },
    "aws:secretsmanager/secretRotation:SecretRotation": told("secretsmanager.amazonaws.com", ["rotationLambdaArn"]),
    "aws:ses/receiptRule:ReceiptRule": told(
        "ses.amazonaws.com",
        ["lambdaActions.[].functionArn", "snsActions.[].topicArn"],
        ownArn,
    ),
    "aws:ses/eventDestination:EventDestination": told("ses.amazonaws.com", ["snsDestination.topicArn"]),
    "aws:sesv2/configurationSetEventDestination:ConfigurationSetEventDestination": told("ses.amazonaws.com", [
        "eventDestination.snsDestination.topicArn",
    ]),
    "aws:backup/vaultNotifications:VaultNotifications": told("backup.amazonaws.com", ["snsTopicArn"]),
    "aws:rds/eventSubscription:EventSubscription": told("events.rds.amazonaws.com", ["snsTopic"]),
    "aws:docdb/eventSubscription:EventSubscription": told("events.rds.amazonaws.com", ["snsTopicArn"]),
    "aws:neptune/eventSubscription:EventSubscription": told("events.rds.amazonaws.com", ["snsTopicArn"]),
    "aws:elasticache/cluster:Cluster": told("elasticache.amazonaws.com", ["notificationTopicArn"]),
    "aws:elasticache/replicationGroup:ReplicationGroup": told("elasticache.amazonaws.com", ["notificationTopicArn"]),
    "aws:budgets/budget:Budget": told("budgets.amazonaws.com", ["notifications.[].subscriberSnsTopicArns.[]"], ownArn),
    "aws:costexplorer/anomalySubscription:AnomalySubscription": told("costalerts.amazonaws.com", [
        "subscribers.[].address",
    ]),
    "aws:codestarnotifications/notificationRule:NotificationRule": told("codestar-notifications.amazonaws.com", [
        "targets.[].address",
    ]),
    "aws:cloudtrail/trail:Trail": (trail, view) =>
        told(
            "cloudtrail.amazonaws.com",
            ["snsTopicName"],
            ownArn,
        )(trail, view).map((receiver) =>
            // A trail may name its topic without an ARN, and then tells it itself.
            receiver.to.known && !String(receiver.to.value).startsWith("arn:")
                ? { ...receiver, to: reading(() => trail.outputs.snsTopicArn as unknown) }
                : receiver,
        ),
    "aws:codecommit/trigger:Trigger": (sender, view) =>
        told("codecommit.amazonaws.com", ["triggers.[].destinationArn"])(sender, view).filter(
            ({ to }) => to.known && arnParts(String(to.value))[2] === "lambda",
        ),
    "aws:cfg/rule:Rule": told("config.amazonaws.com", ["source.sourceIdentifier"]),
    "aws:lb/targetGroupAttachment:TargetGroupAttachment": told(
        "elasticloadbalancing.amazonaws.com",
        ["targetId"],
        ({ props }) => props.targetGroupArn as unknown,
    ),
    ...API_CALLERS,
};

const RULE = "aws:cloudwatch/eventRule:EventRule";

/** Types of what hands something on by itself, and of what tells more of it. */
export const SENDER_TYPES = [...new Set([RULE, ...API_SOURCE_TYPES, ...Object.keys(SENDERS)])] as const;

/** What the resources hand on by themselves. One whose receiver is not known is a reading of its own. */
export function sentOf(view: StackView): readonly Sending[] {
    return Object.entries(SENDERS).flatMap(([type, receiversOf]) =>
        view.ofType(type).flatMap((sender) =>
            receiversOf(sender, view).flatMap((receiver): Sending[] => {
                const sent = sentTo(receiver);
                const { service, property } = receiver;
                return sent === undefined
                    ? []
                    : [{ sender, service, sent, ...(property === undefined ? {} : { property }) }];
            }),
        ),
    );
}

/** What services do to receivers of a type (`aws:sqs/queue:Queue`). */
export function actionOn(type: string): string | undefined {
    return ACTIONS[/^aws:(\w+)\//.exec(type)?.[1] ?? ""];
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
            property,
            source,
            to,
        }));
    });
}

/** The function of a trigger, which may come with its version. */
function triggerIn(found: Reading<unknown>): Reading<unknown> {
    if (!found.known || typeof found.value !== "object" || found.value === null) return found;
    const { value } = found;
    return reading(() => (value as { readonly lambdaArn?: unknown }).lambdaArn);
}
