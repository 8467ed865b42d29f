import { valuesAt } from "../../framework/paths";
import { isKnown, reading, type Reading } from "../../framework/reading";
import { valuesOf, type StackResource } from "../../framework/stack";
import { targetOf } from "./target";
import type { Wire } from "./wire";

/** What polling takes. */
interface Polling extends Pick<Wire, "needed" | "usual"> {
    /** What is asked for on other resources than the source, which nothing but the source itself names. @default - nothing */
    readonly beside?: Wire["needed"];
}

/**
 * What those who poll a source do there, by the source's service: Lambda
 * (https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html), pipes
 * (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-permissions.html) and delivery streams
 * (https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html#firehose-assume-role). Of what IAM authentication takes at a
 * cluster of MSK (`kafka-cluster:…`) nothing is said for Lambda and pipes: which authentication they use, the cluster decides.
 */
const SOURCES: Readonly<Record<string, Polling>> = {
    dynamodb: {
        needed: [["dynamodb:DescribeStream"], ["dynamodb:GetRecords"], ["dynamodb:GetShardIterator"]],
        usual: ["dynamodb:ListStreams"],
    },
    kinesis: {
        needed: [
            ["kinesis:DescribeStream", "kinesis:DescribeStreamSummary"],
            ["kinesis:GetRecords", "kinesis:SubscribeToShard"],
            ["kinesis:GetShardIterator", "kinesis:SubscribeToShard"],
            ["kinesis:ListShards"],
        ],
        usual: ["kinesis:DescribeStreamConsumer", "kinesis:ListStreams"],
    },
    sqs: {
        needed: [["sqs:ReceiveMessage"], ["sqs:DeleteMessage"], ["sqs:GetQueueAttributes"]],
        usual: ["sqs:ChangeMessageVisibility", "sqs:GetQueueUrl"],
    },
    kafka: {
        needed: [["kafka:DescribeCluster", "kafka:DescribeClusterV2"], ["kafka:GetBootstrapBrokers"]],
        usual: ["kafka:ListScramSecrets"],
    },
    mq: { needed: [["mq:DescribeBroker"]] },
    // Clusters of DocumentDB. AWS asks for the others on the cluster's parameter group and subnet group:
    // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonrds.html
    rds: {
        needed: [["rds:DescribeDBClusters"]],
        beside: [["rds:DescribeDBClusterParameters"], ["rds:DescribeDBSubnetGroups"]],
    },
};

/** Sources in a network, where pollers have network interfaces of their own. */
const NETWORKED = /^(kafka|mq|rds)$/;

/** What a function's network interfaces take. */
export const INTERFACES: Wire["needed"] = [
    ["ec2:CreateNetworkInterface"],
    ["ec2:DescribeNetworkInterfaces"],
    ["ec2:DeleteNetworkInterface"],
];

/** What those of pollers take besides (https://docs.aws.amazon.com/lambda/latest/dg/with-msk-permissions.html). */
const POLLING_INTERFACES: Wire["needed"] = [
    ...INTERFACES,
    ["ec2:DescribeVpcs"],
    ["ec2:DescribeSubnets"],
    ["ec2:DescribeSecurityGroups"],
];

/** A consumer of a stream has an ARN below it. */
const CONSUMER = /^(arn:[^:]+:kinesis:[^:]*:[^:]*:stream\/[^/]+)\/consumer\//;

/** Whether pollers do an action, and so a function's role only for them. */
export function isPolling(action: string): boolean {
    return POLLING.has(action);
}

const POLLING = new Set(
    Object.values(SOURCES).flatMap(({ needed, usual = [], beside = [] }) => [
        ...needed.flat(),
        ...usual,
        ...beside.flat(),
    ]),
);

/** What polling a source takes. Nothing is known of sources of other services than those above. */
export function pollingOf(by: string, source: Reading<unknown> | undefined): Wire[] {
    if (source === undefined) return [];
    if (!source.known) return [{ by, target: source, needed: [] }];
    const arn = String(source.value);
    const stream = CONSUMER.exec(arn)?.[1];
    const usual = SOURCES.kinesis?.usual;
    const target = { known: true as const, value: arn };
    if (stream !== undefined)
        return [
            { by, target, needed: [["kinesis:SubscribeToShard"]], usual },
            {
                by: `${by} of its stream`,
                target: { known: true, value: stream },
                needed: [["kinesis:DescribeStreamSummary", "kinesis:DescribeStream"], ["kinesis:ListShards"]],
                usual: ["kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:SubscribeToShard", ...(usual ?? [])],
            },
        ];
    const service = targetOf(arn)?.service ?? "";
    const { beside, ...found } = SOURCES[service] ?? {};
    return [
        ...(found.needed === undefined ? [] : [{ by, target, needed: found.needed, usual: found.usual }]),
        ...(beside === undefined ? [] : [{ by: `${by} and its groups`, needed: beside }]),
        ...(NETWORKED.test(service) ? [{ by: `${by} in a network`, needed: POLLING_INTERFACES }] : []),
    ];
}

/**
 * What delivery streams do at a cluster of MSK, which they reach without network interfaces, with its IAM authentication
 * (https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html#firehose-assume-role). Which group they read as, they choose.
 */
export function mskDeliveryOf(by: string, cluster: Reading<unknown>, topic: Reading<unknown> | undefined): Wire[] {
    if (!cluster.known) return [{ by, target: cluster, needed: [] }];
    const arn = String(cluster.value);
    const within = (type: string, name: string) => ({
        known: true as const,
        value: arn.replace(/:cluster\//, `:${type}/`).concat(`/${name}`),
    });
    const topicArn = topic?.known === true ? within("topic", String(topic.value)) : topic;
    return [
        {
            by,
            target: { known: true, value: arn },
            needed: [...(SOURCES.kafka?.needed ?? []), ["kafka-cluster:Connect"]],
        },
        ...(topicArn === undefined
            ? []
            : [
                  {
                      by: `${by}, its topic`,
                      target: topicArn,
                      needed: [
                          ["kafka-cluster:DescribeTopic"],
                          ["kafka-cluster:DescribeTopicDynamicConfiguration"],
                          ["kafka-cluster:ReadData"],
                      ],
                  },
              ]),
        { by: `${by}, its groups`, target: within("group", "*"), needed: [["kafka-cluster:DescribeGroup"]] },
    ];
}

/**
 * What a mapping says of how its source is reached: the secrets by which its poller is let in, and the network of a Kafka cluster that is
 * nobody's service (https://docs.aws.amazon.com/lambda/latest/dg/with-kafka-permissions.html).
 */
export function sourceAccessOf(mapping: StackResource): Wire[] {
    const configurations = valuesOf(mapping, "sourceAccessConfigurations");
    const isInNetwork = configurations.some((found) => {
        const type = found.known ? reading(() => (found.value as { type?: unknown }).type) : found;
        return type.known && type.value === "VPC_SUBNET";
    });
    const secrets = configurations.map((found) =>
        found.known ? reading(() => (found.value as { uri?: unknown }).uri) : found,
    );
    return [
        ...secretsOf(mapping, secrets),
        ...(isInNetwork ? [{ by: `the network of '${mapping.name}'`, needed: POLLING_INTERFACES }] : []),
    ];
}

/** What a pipe says of how its source is reached (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-permissions.html). */
export function pipeAccessOf(pipe: StackResource): Wire[] {
    const kinds = ["selfManagedKafka", "managedStreamingKafka", "activemqBroker", "rabbitmqBroker"];
    const places = kinds.map((kind) => `sourceParameters.${kind}Parameters`);
    const ways = ["basicAuth", "clientCertificateTlsAuth", "saslScram256Auth", "saslScram512Auth"];
    const paths = places.flatMap((place) => [
        ...ways.map((way) => `${place}.credentials.${way}`),
        `${place}.serverRootCaCertificate`,
    ]);
    const network = valuesAt(pipe, "sourceParameters.selfManagedKafkaParameters.vpc.subnets.[]");
    return [
        ...secretsOf(
            pipe,
            paths.flatMap((path) => valuesAt(pipe, path)),
        ),
        ...(network.some(isKnown) ? [{ by: `the network of '${pipe.name}'`, needed: POLLING_INTERFACES }] : []),
    ];
}

function secretsOf({ name }: StackResource, uris: readonly Reading<unknown>[]): Wire[] {
    return uris.flatMap((uri) => {
        if (uri.known && !/^arn:[^:]+:secretsmanager:/.test(String(uri.value))) return [];
        const target: Reading<string> = uri.known ? { known: true, value: String(uri.value) } : uri;
        return [{ by: `the access of '${name}'`, target, needed: [["secretsmanager:GetSecretValue"]], usual: [] }];
    });
}

/**
 * The ARN of what is encrypted behind a source: a table's stream has the table's key, a consumer its stream's. It is the reader who needs
 * the key of either, since DynamoDB and Kinesis ask KMS in its name:
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html,
 * https://docs.aws.amazon.com/streams/latest/dev/permissions-user-key-KMS.html
 */
export function storeOfSource(source: string): string {
    return CONSUMER.exec(source)?.[1] ?? source.replace(/(:dynamodb:[^/]*:table\/[^/]+)\/stream\/.*$/, "$1");
}
