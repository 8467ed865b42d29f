import { valuesAt } from "../../framework/paths";
import { reading, readingsOf } from "../../framework/reading";
import type { StackResource, StackView } from "../../framework/stack";
import { arnParts } from "../iam/pattern";
import { deadLetterTarget } from "../sqs/deadLetterTarget";
import { API_CALLERS, API_SOURCE_TYPES } from "./apiCallers";
import { sendingsTo, type Sending } from "./sending";

type SendingsOf = (sender: StackResource, view: StackView) => readonly Sending[];

/** What more there is to say of a sending. */
interface More {
    /** In whose name. @default - not known */
    readonly source?: (sender: StackResource) => unknown;
    /** The receiver by what stands there. @default - what stands there */
    readonly receiver?: (found: unknown, sender: StackResource) => unknown;
    readonly isFreeAtHome?: boolean;
}

/** Who hands on what stands at some paths of a resource, where a service does so in one way. */
function told(service: string, paths: readonly string[], more: More = {}): SendingsOf {
    const { source: sourceOf, receiver = (found: unknown) => found, ...common } = more;
    return (sender) =>
        paths.flatMap((path) => {
            const source = sourceOf === undefined ? {} : { source: reading(() => sourceOf(sender)) };
            return valuesAt(sender, path).flatMap((found) => {
                const to = found.known ? reading(() => receiver(found.value, sender)) : found;
                return sendingsTo({ sender, service, property: path.split(".")[0], to, ...source, ...common });
            });
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
const SENDERS: Readonly<Record<string, SendingsOf>> = {
    "aws:s3/bucketNotification:BucketNotification": told(
        "s3.amazonaws.com",
        ["queues.[].queueArn", "topics.[].topicArn", "lambdaFunctions.[].lambdaFunctionArn"],
        { source: ({ props }) => (props.bucket === undefined ? undefined : `arn:aws:s3:::${String(props.bucket)}`) },
    ),
    "aws:sns/topicSubscription:TopicSubscription": (sender) => {
        const { props, name } = sender;
        const isOwn = reading(() => ["sqs", "lambda"].includes(String(props.protocol)));
        const common = { sender, service: "sns.amazonaws.com", source: reading(() => props.topic as unknown) };
        const endpoint = { ...common, property: "endpoint", to: reading(() => props.endpoint as unknown) };
        return [
            ...(isOwn.known && !isOwn.value ? [] : [endpoint]),
            { ...common, property: "redrivePolicy", to: reading(() => deadLetterTarget(props.redrivePolicy, name)) },
        ].flatMap(sendingsTo);
    },
    "aws:cloudwatch/eventTarget:EventTarget": (sender, view) => {
        const { props } = sender;
        const source = reading(() => ruleOf(view, props)?.outputs.arn as unknown);
        const common = { sender, service: "events.amazonaws.com", source };
        const role = reading(() => props.roleArn as unknown);
        const target = { ...common, property: "arn", to: reading(() => props.arn as unknown) };
        return [
            // A role that is not known yet is one.
            ...(role.known && role.value === undefined ? [target] : []),
            { ...common, property: "deadLetterConfig", to: reading(() => props.deadLetterConfig?.arn as unknown) },
        ].flatMap(sendingsTo);
    },
    "aws:cloudwatch/metricAlarm:MetricAlarm": alarmed,
    "aws:cloudwatch/compositeAlarm:CompositeAlarm": alarmed,
    "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter": told("logs.amazonaws.com", ["destinationArn"]),
    "aws:cognito/userPool:UserPool": (pool, view) => {
        const triggers = reading(() => Object.keys((pool.props.lambdaConfig ?? {}) as object));
        const names = triggers.known ? triggers.value.filter((trigger) => trigger !== "kmsKeyId") : [];
        const paths = names.map((trigger) => `lambdaConfig.${trigger}`);
        return told("cognito-idp.amazonaws.com", triggers.known ? paths : ["lambdaConfig"], {
            source: ownArn,
            receiver: triggerIn,
        })(pool, view);
    },
    "aws:secretsmanager/secretRotation:SecretRotation": told("secretsmanager.amazonaws.com", ["rotationLambdaArn"]),
    "aws:ses/receiptRule:ReceiptRule": (rule, view) => [
        ...told("ses.amazonaws.com", ["lambdaActions.[].functionArn"], { source: ownArn })(rule, view),
        ...told("ses.amazonaws.com", ["snsActions.[].topicArn"], { source: ownArn, isFreeAtHome: true })(rule, view),
    ],
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
    "aws:budgets/budget:Budget": told("budgets.amazonaws.com", ["notifications.[].subscriberSnsTopicArns.[]"], {
        source: ownArn,
    }),
    "aws:costexplorer/anomalySubscription:AnomalySubscription": told("costalerts.amazonaws.com", [
        "subscribers.[].address",
    ]),
    "aws:codestarnotifications/notificationRule:NotificationRule": told("codestar-notifications.amazonaws.com", [
        "targets.[].address",
    ]),
    "aws:cloudtrail/trail:Trail": told("cloudtrail.amazonaws.com", ["snsTopicName"], {
        source: ownArn,
        // A trail may name its topic without an ARN, and then tells it itself.
        receiver: (topic, { outputs }) => (String(topic).startsWith("arn:") ? topic : outputs.snsTopicArn),
    }),
    "aws:codecommit/trigger:Trigger": (sender, view) =>
        told("codecommit.amazonaws.com", ["triggers.[].destinationArn"])(sender, view).filter(
            ({ to }) => to.known && arnParts(to.value)[2] === "lambda",
        ),
    "aws:cfg/rule:Rule": told("config.amazonaws.com", ["source.sourceIdentifier"]),
    "aws:lb/targetGroupAttachment:TargetGroupAttachment": told("elasticloadbalancing.amazonaws.com", ["targetId"], {
        source: ({ props }) => props.targetGroupArn as unknown,
    }),
    ...API_CALLERS,
};

const RULE = "aws:cloudwatch/eventRule:EventRule";

/** Types of what hands something on by itself, and of what tells more of it. */
export const SENDER_TYPES = [...new Set([RULE, ...API_SOURCE_TYPES, ...Object.keys(SENDERS)])] as const;

/** What services hand on by themselves for the resources that are to be seen. */
export function sendingsOf(view: StackView): readonly Sending[] {
    return Object.entries(SENDERS).flatMap(([type, sendings]) =>
        view.ofType(type).flatMap((sender) => sendings(sender, view)),
    );
}

function alarmed(sender: StackResource): Sending[] {
    const { props, outputs } = sender;
    const source = reading(() => outputs.arn as unknown);
    return ["alarmActions", "okActions", "insufficientDataActions"].flatMap((property) => {
        const list = reading(() => props[property] as readonly unknown[] | undefined);
        return (list.known ? readingsOf(list.value) : [list]).flatMap((to) => {
            const isFunction = to.known && arnParts(String(to.value))[2] === "lambda";
            const service = `${isFunction ? "lambda.alarms." : ""}cloudwatch.amazonaws.com`;
            return sendingsTo({ sender, service, property, source, to });
        });
    });
}

/** The rule of a target; none where several of the name may be on the same bus, as those of several accounts. */
function ruleOf(view: StackView, { rule, eventBusName }: StackResource["props"]): StackResource | undefined {
    const bus = busIn(eventBusName);
    const [found, another] = view
        .named(rule, [RULE], ["name", "id"])
        .filter(({ props }) => busIn(props.eventBusName) === bus);
    return another === undefined ? found : undefined;
}

/** The name of a bus, which may be given by its ARN. */
function busIn(named: unknown): string {
    return typeof named === "string" && named !== "" ? named.replace(/^arn:.*:event-bus\//, "") : "default";
}

/** The function of a trigger, which may come with its version. */
function triggerIn(found: unknown): unknown {
    return typeof found === "object" && found !== null ? (found as { readonly lambdaArn?: unknown }).lambdaArn : found;
}
