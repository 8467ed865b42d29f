import { lambdaSourceReadable } from "../../rules/lambda/sourceReadable";
import { describeRule } from "../../testing/describeRule";
import { arnOf, roleGrants, trigger, wiredFunction } from "../../testing/functions";
import { subjectsOf, UNKNOWN } from "../../testing/harness";

const ROLE = "arn:aws:iam::111122223333:role/orders-role";
const CLUSTER = arnOf("kafka", "cluster/orders/1-2-3");
const TOPIC = arnOf("kafka", "topic/orders/1-2-3/placed");
const SECRET = arnOf("secretsmanager", "secret:kafka-AbCdEf");
const CERTIFICATE = arnOf("secretsmanager", "secret:root-AbCdEf");
const CONNECT = ["kafka:DescribeClusterV2", "kafka:GetBootstrapBrokers", "kafka-cluster:Connect"];
const READ_TOPIC = [
    "kafka-cluster:DescribeTopic",
    "kafka-cluster:DescribeTopicDynamicConfiguration",
    "kafka-cluster:ReadData",
];
const INTERFACES = [
    "ec2:CreateNetworkInterface",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DeleteNetworkInterface",
    "ec2:DescribeVpcs",
    "ec2:DescribeSubnets",
    "ec2:DescribeSecurityGroups",
];

const allow = (Action: unknown, Resource: unknown = "*") => ({ Effect: "Allow", Action, Resource });
const [role] = wiredFunction();
const delivery = (mskSourceConfiguration: object = {}) =>
    subjectsOf("aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream")(
        {
            mskSourceConfiguration: {
                mskClusterArn: CLUSTER,
                topicName: "placed",
                authenticationConfiguration: { connectivity: "PRIVATE", roleArn: ROLE },
                ...mskSourceConfiguration,
            },
        },
        { name: "delivery" },
    );
/** A mapping of a Kafka cluster that is nobody's service. */
const selfManaged = (...sourceAccessConfigurations: readonly object[]) =>
    trigger(undefined, {
        selfManagedEventSource: { endpoints: { KAFKA_BOOTSTRAP_SERVERS: "kafka.example.com:9092" } },
        sourceAccessConfigurations,
    });
const signedIn = { type: "SASL_SCRAM_512_AUTH", uri: SECRET };
const inNetwork = { type: "VPC_SUBNET", uri: "subnet:subnet-1" };
const pipe = (source: string, sourceParameters: object) =>
    subjectsOf("aws:pipes/pipe:Pipe")({ source, sourceParameters, roleArn: ROLE, target: TOPIC }, { name: "pipe" });
const selfManagedPipe = pipe("smk://kafka.example.com:9092", {
    selfManagedKafkaParameters: {
        topicName: "placed",
        credentials: { saslScram512Auth: SECRET },
        serverRootCaCertificate: CERTIFICATE,
        vpc: { subnets: ["subnet-1"], securityGroups: ["sg-1"] },
    },
});
const interfaces = INTERFACES.map((action) => `Source::${action}#*`);

describeRule(lambdaSourceReadable, {
    passes: {
        "a delivery stream of a Kafka cluster": [
            role,
            delivery(),
            roleGrants(
                allow(CONNECT, CLUSTER),
                allow(READ_TOPIC, TOPIC),
                allow("kafka-cluster:DescribeGroup", arnOf("kafka", "group/orders/1-2-3/*")),
            ),
        ],
        "a Kafka cluster of one's own in a network": [
            ...wiredFunction(),
            ...selfManaged(signedIn, inNetwork),
            roleGrants(allow("secretsmanager:GetSecretValue", SECRET), allow(INTERFACES)),
        ],
        "a Kafka cluster of one's own on the internet": [
            ...wiredFunction(),
            ...selfManaged(signedIn),
            roleGrants(allow("secretsmanager:GetSecretValue", SECRET)),
        ],
        "a pipe from a Kafka cluster of one's own": [
            role,
            selfManagedPipe,
            roleGrants(allow("secretsmanager:GetSecretValue", [SECRET, CERTIFICATE]), allow(INTERFACES)),
        ],
    },
    violates: {
        "a delivery stream that may not read its topic": [
            [role, delivery(), roleGrants(allow(CONNECT, CLUSTER), allow(READ_TOPIC, `${TOPIC}-2`))],
            ...READ_TOPIC.map((action) => `Source::${action}#orders`),
            "Source::kafka-cluster:DescribeGroup#orders",
        ],
        "a delivery stream that may not reach its cluster": [
            [role, delivery(), roleGrants(allow([...READ_TOPIC, "kafka-cluster:DescribeGroup"]))],
            "Source::kafka:DescribeCluster#orders",
            "Source::kafka:GetBootstrapBrokers#orders",
            "Source::kafka-cluster:Connect#orders",
        ],
        "a network and a secret of a mapping": [
            [...wiredFunction(), ...selfManaged(signedIn, inNetwork)],
            "Source::secretsmanager:GetSecretValue#kafka-AbCdEf",
            ...interfaces,
        ],
        "a network and the secrets of a pipe": [
            [role, selfManagedPipe],
            "Source::secretsmanager:GetSecretValue#kafka-AbCdEf",
            "Source::secretsmanager:GetSecretValue#root-AbCdEf",
            ...interfaces,
        ],
        "the secret of a broker that a pipe reads": [
            [
                role,
                pipe(arnOf("mq", "broker:orders:b-1"), {
                    rabbitmqBrokerParameters: { queueName: "placed", credentials: { basicAuth: SECRET } },
                }),
                roleGrants(allow(["mq:DescribeBroker", ...INTERFACES])),
            ],
            "Source::secretsmanager:GetSecretValue#kafka-AbCdEf",
        ],
    },
    missing: [[...wiredFunction(), ...selfManaged(signedIn)], "Source::secretsmanager:GetSecretValue#kafka-AbCdEf"],
    undecided: {
        "a cluster that is still to be made": [
            [role, delivery({ mskClusterArn: UNKNOWN })],
            "Source::the source of 'delivery'",
        ],
        "a role of elsewhere": [[delivery()], "Source::role"],
        "a secret that is still to be made": [
            [...wiredFunction(), ...selfManaged({ type: "BASIC_AUTH", uri: UNKNOWN })],
            "Source::the access of 'source'",
        ],
    },
});
