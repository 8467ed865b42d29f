import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { locationOf, type Location } from "../shared/location";
import { transformed, type Transform } from "../shared/transform";

/** Arguments for {@link AlarmTopic}. */
export interface AlarmTopicArgs {
    /** ARN of the KMS key that encrypts the messages; it has to admit CloudWatch (`alarmsUse`). */
    readonly keyArn: pulumi.Input<string>;
    /** Addresses that get each alarm by mail, once they have confirmed that they want to. */
    readonly emails: readonly string[];
    /** The last word on each child. @default - none */
    readonly transform?: {
        readonly topic?: Transform<aws.sns.TopicArgs>;
        readonly policy?: Transform<aws.sns.TopicPolicyArgs>;
        /** Each subscription: `<name>-<address>`. */
        readonly subscriptions?: Transform<aws.sns.TopicSubscriptionArgs>;
    };
}

/**
 * The topic that alarms of this account tell. Nobody else may publish by its policy, and nobody without TLS.
 *
 * Creates: `<name>` (topic), `<name>-publishers` (topic policy), `<name>-<address>` (subscription).
 *
 * @example
 * const topic = new AlarmTopic("alarms", { keyArn: keys.messaging, emails: ["on-call@example.com"] });
 * new FunctionAlarms("place-order", { functionName: placeOrder.functionName, topicArn: topic.topicArn });
 */
export class AlarmTopic extends pulumi.ComponentResource {
    public readonly topicName: pulumi.Output<string>;
    public readonly topicArn: pulumi.Output<string>;

    constructor(name: string, args: AlarmTopicArgs, opts?: pulumi.ComponentResourceOptions) {
        validateAlarmTopicArgs(name, args);
        super("platform:monitoring:AlarmTopic", name, args, opts);
        const child = { parent: this };
        const { transform } = args;
        const topic = new aws.sns.Topic(...transformed(transform?.topic, name, { kmsMasterKeyId: args.keyArn }, child));
        new aws.sns.TopicPolicy(
            ...transformed(
                transform?.policy,
                `${name}-publishers`,
                { arn: topic.arn, policy: topicPolicy(topic.arn, locationOf(this)) },
                child,
            ),
        );
        for (const endpoint of args.emails) {
            new aws.sns.TopicSubscription(
                ...transformed(
                    transform?.subscriptions,
                    `${name}-${endpoint}`,
                    { topic: topic.arn, protocol: "email", endpoint },
                    child,
                ),
            );
        }
        this.topicName = topic.name;
        this.topicArn = topic.arn;
        this.registerOutputs({ topicName: this.topicName, topicArn: this.topicArn });
    }
}

/** Rejects addresses that SNS takes for one and the same, which would be one subscription with two owners. */
function validateAlarmTopicArgs(name: string, { emails }: AlarmTopicArgs): void {
    const twice = emails.find((email, index) => emails.indexOf(email) !== index);
    if (twice !== undefined) throw new Error(`AlarmTopic '${name}': emails names '${twice}' twice.`);
}

/** https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html#publish-to-topic-from-cloudwatch */
function topicPolicy(
    topicArn: pulumi.Output<string>,
    { accountId, region, partition }: Location,
): pulumi.Output<string> {
    return pulumi.jsonStringify({
        Version: "2012-10-17",
        Statement: [
            {
                Sid: "AlarmsOfThisAccount",
                Effect: "Allow",
                Principal: { Service: "cloudwatch.amazonaws.com" },
                Action: "sns:Publish",
                Resource: topicArn,
                Condition: {
                    StringEquals: { "aws:SourceAccount": accountId },
                    ArnLike: {
                        "aws:SourceArn": pulumi.interpolate`arn:${partition}:cloudwatch:${region}:${accountId}:alarm:*`,
                    },
                },
            },
            {
                Sid: "TlsOnly",
                Effect: "Deny",
                Principal: "*",
                Action: "sns:Publish",
                Resource: topicArn,
                Condition: { Bool: { "aws:SecureTransport": "false" } },
            },
        ],
    });
}
