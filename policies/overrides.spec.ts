import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { judgeWorld } from "./mutation/judgement";
import { rules } from "./rules";
import { madeBy } from "./testing/madeBy";
import { FailureQueue } from "../components/compute/failureQueue";
import { ServerlessFunction, type FunctionPlatform } from "../components/compute/serverlessFunction";
import { QueueEventSource } from "../components/compute/queueEventSource";
import { WorkQueue } from "../components/compute/workQueue";
import { StreamEventSource } from "../components/compute/streamEventSource";
import { BucketAccess } from "../components/data/bucketAccess";
import { DynamoTable } from "../components/data/dynamoTable";
import { ProtectedBucket } from "../components/data/protectedBucket";
import { StateBackend } from "../components/delivery/stateBackend";
import { EncryptionKey } from "../components/foundation/encryptionKey";
import { FlowLogs } from "../components/foundation/flowLogs";
import { LogArchive } from "../components/foundation/logArchive";
import { Network } from "../components/foundation/network";
import { VpcEndpoints } from "../components/foundation/vpcEndpoints";
import { DeploymentRole } from "../components/identity/deploymentRole";
import { PermissionsBoundary } from "../components/identity/permissionsBoundary";
import { RequestsBoundary } from "../components/identity/requestsBoundary";
import { ServiceRole } from "../components/identity/serviceRole";
import { UserPool } from "../components/identity/userPool";
import { ApiGatewayAccount } from "../components/integration/apiGatewayAccount";
import { RestApi } from "../components/integration/restApi";
import { AlarmTopic } from "../components/monitoring/alarmTopic";
import { ApiAlarms } from "../components/monitoring/apiAlarms";
import { DeliveryAlarms } from "../components/monitoring/deliveryAlarms";
import { FailureQueueAlarms } from "../components/monitoring/failureQueueAlarms";
import { FunctionAlarms } from "../components/monitoring/functionAlarms";
import type { Alerting } from "../components/monitoring/resourceAlarms";
import { StreamAlarms } from "../components/monitoring/streamAlarms";
import { TableAlarms } from "../components/monitoring/tableAlarms";
import { componentSources } from "../components/shared/testing/components";
import { DataStream } from "../components/streaming/dataStream";
import { LakeDelivery } from "../components/streaming/lakeDelivery";

const keyArn = "arn:aws:kms:eu-west-1:111122223333:key/data";
const permissionsBoundaryArn = "arn:aws:iam::111122223333:policy/boundary";
const topicArn = "arn:aws:sns:eu-west-1:111122223333:alarms";
const logs = { keyArn, retentionDays: 365 };
const platform: FunctionPlatform = {
    keys: { logs: keyArn, messaging: keyArn },
    permissionsBoundaryArn,
    logRetentionDays: 365,
    logLevel: "INFO",
    memoryMebibytes: 512,
};
const fn = (name: string, transform?: ConstructorParameters<typeof ServerlessFunction>[1]["transform"]) =>
    new ServerlessFunction(name, { function: "readOrder", description: "Reads an order", platform, transform });

/** What is told of no alarm at all. */
const silent: Alerting["transform"] = {
    alarms: (args) => {
        args.alarmActions = [];
    },
};

interface Override {
    /** The rule that has to find it. */
    readonly rule: string;
    /** Makes the component, with the override where it is asked for. */
    readonly make: (insecure: boolean) => pulumi.Resource;
}

const alarms = (make: (transform: Alerting["transform"]) => pulumi.Resource): Override => ({
    rule: "cloudwatch-alarm-acting",
    make: (insecure) => make(insecure ? silent : undefined),
});

/** One insecure override of each component. */
const OVERRIDES: Readonly<Record<string, Override>> = {
    FailureQueue: {
        rule: "sqs-queue-encrypted",
        make: (insecure) =>
            new FailureQueue("failures", {
                keyArn,
                transform: insecure
                    ? {
                          queue: (args) => {
                              delete args.kmsMasterKeyId;
                              args.sqsManagedSseEnabled = false;
                          },
                      }
                    : {},
            }),
    },
    ServerlessFunction: {
        rule: "lambda-tracing-active",
        make: (insecure) =>
            fn("read-order", {
                function: (args) => {
                    if (insecure) args.tracingConfig = { mode: "PassThrough" };
                },
            }),
    },
    WorkQueue: {
        rule: "sqs-failures-kept",
        make: (insecure) =>
            new WorkQueue("reports", {
                keyArn,
                visibilityTimeoutSeconds: 60,
                transform: {
                    queue: (args) => {
                        if (insecure) delete args.redrivePolicy;
                    },
                },
            }),
    },
    QueueEventSource: {
        rule: "lambda-queue-failures-reported",
        make: (insecure) =>
            new QueueEventSource("reports", {
                function: fn("make-report"),
                queue: new WorkQueue("reports", { keyArn, visibilityTimeoutSeconds: 60 }),
                transform: {
                    mapping: (args) => {
                        if (insecure) args.functionResponseTypes = [];
                    },
                },
            }),
    },
    StreamEventSource: {
        rule: "lambda-stream-failure-handled",
        make: (insecure) => {
            const consumer = fn("deliver");
            return new StreamEventSource("changes", {
                function: consumer,
                streamArn: "arn:aws:kinesis:eu-west-1:111122223333:stream/clicks",
                readGrant: consumer,
                failureBucket: new BucketAccess("lake", { name: "lake", arn: "arn:aws:s3:::lake", keyArn }),
                maximumRecordAgeSeconds: 3600,
                transform: {
                    mapping: (args) => {
                        if (insecure) delete args.destinationConfig;
                    },
                },
            });
        },
    },
    DynamoTable: {
        rule: "dynamodb-pitr-enabled",
        make: (insecure) =>
            new DynamoTable("orders", {
                hashKey: "id",
                keyArn,
                recoveryDays: 35,
                deletionProtection: true,
                transform: {
                    table: (args) => {
                        if (insecure) args.pointInTimeRecovery = { enabled: false };
                    },
                },
            }),
    },
    ProtectedBucket: {
        rule: "s3-bucket-encrypted",
        make: (insecure) =>
            new ProtectedBucket("lake", {
                encryption: { keyArn },
                accessLogs: { bucketName: "access-logs" },
                deletionProtection: true,
                transform: {
                    encryption: (args) => {
                        if (insecure) args.rules = [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }];
                    },
                },
            }),
    },
    StateBackend: {
        rule: "s3-versioning-enabled",
        make: (insecure) =>
            new StateBackend("state", {
                keyArn,
                accessLogBucketName: "access-logs",
                transform: {
                    versioning: (args) => {
                        if (insecure) args.versioningConfiguration = { status: "Suspended" };
                    },
                },
            }),
    },
    EncryptionKey: {
        rule: "kms-key-rotation",
        make: (insecure) =>
            new EncryptionKey("data", {
                description: "Data",
                alias: "alias/data",
                deletionProtection: true,
                transform: {
                    key: (args) => {
                        if (insecure) args.enableKeyRotation = false;
                    },
                },
            }),
    },
    FlowLogs: {
        rule: "logs-group-encrypted",
        make: (insecure) =>
            new FlowLogs("flow", {
                vpcId: "vpc",
                ...logs,
                permissionsBoundaryArn,
                transform: {
                    logGroup: (args) => {
                        if (insecure) delete args.kmsKeyId;
                    },
                },
            }),
    },
    LogArchive: {
        rule: "s3-public-access-blocked",
        make: (insecure) =>
            new LogArchive("log-archive", {
                expireAfterDays: 400,
                trailName: "platform",
                deletionProtection: true,
                transform: {
                    publicAccess: (args) => {
                        if (insecure) args.blockPublicPolicy = false;
                    },
                },
            }),
    },
    Network: {
        rule: "ec2-default-group-closed",
        make: (insecure) =>
            new Network("network", {
                cidrBlock: "10.20.0.0/16",
                availabilityZones: 2,
                natGateways: "None",
                interfaceEndpoints: [],
                flowLogs: logs,
                permissionsBoundaryArn,
                transform: {
                    defaultSecurityGroup: (args) => {
                        if (insecure)
                            args.egress = [{ cidrBlocks: ["0.0.0.0/0"], protocol: "-1", fromPort: 0, toPort: 0 }];
                    },
                },
            }),
    },
    VpcEndpoints: {
        rule: "ec2-ingress-restricted",
        make: (insecure) =>
            new VpcEndpoints("network", {
                vpcId: "vpc",
                cidrBlock: "10.20.0.0/16",
                subnetIds: [],
                routeTableIds: [],
                interfaceServices: [],
                transform: {
                    ingressRule: (args) => {
                        if (insecure) Object.assign(args, { cidrIpv4: "0.0.0.0/0", fromPort: 22, toPort: 22 });
                    },
                },
            }),
    },
    DeploymentRole: {
        rule: "iam-trust-ci-narrow",
        make: (insecure) =>
            new DeploymentRole("deploy", {
                description: "Deploys",
                providerArn: "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com",
                repository: "example/platform",
                gitHubEnvironment: "prod",
                policies: { none: "{}" },
                transform: {
                    role: (args) => {
                        if (insecure)
                            args.assumeRolePolicy = pulumi
                                .output(args.assumeRolePolicy)
                                .apply((trust) => JSON.stringify(trust).replace(":environment:prod", ":*"))
                                .apply((trust) => JSON.parse(trust) as string);
                    },
                },
            }),
    },
    PermissionsBoundary: {
        rule: "iam-admin-wildcard",
        make: (insecure) =>
            new PermissionsBoundary("boundary", {
                transform: {
                    policy: (args) => {
                        const all = { Effect: "Allow", Action: "*", Resource: "*" };
                        if (insecure) args.policy = { Version: "2012-10-17", Statement: [all] } as typeof args.policy;
                    },
                },
            }),
    },
    RequestsBoundary: {
        rule: "iam-admin-wildcard",
        make: (insecure) => {
            const allowing = (...statement: [action: string, resource: string]) => {
                const [Action, Resource] = statement;
                return JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action, Resource }] });
            };
            return new RequestsBoundary("requests-boundary", {
                document: allowing("s3:GetObject", "arn:aws:s3:::lake-pr-*/*"),
                transform: {
                    policy: (args) => {
                        if (insecure) args.policy = allowing("*", "*");
                    },
                },
            });
        },
    },
    ServiceRole: {
        rule: "iam-role-boundary-set",
        make: (insecure) =>
            new ServiceRole("worker", {
                service: "lambda.amazonaws.com",
                description: "Works",
                permissionsBoundaryArn,
                transform: {
                    role: (args) => {
                        if (insecure) delete args.permissionsBoundary;
                    },
                },
            }),
    },
    UserPool: {
        rule: "cognito-mfa-enabled",
        make: (insecure) =>
            new UserPool("people", {
                passwordMinimumLength: 14,
                mfa: "ON",
                deletionProtection: true,
                callbackUrls: ["https://orders.example.com/signed-in"],
                transform: {
                    pool: (args) => {
                        if (insecure) args.mfaConfiguration = "OFF";
                    },
                },
            }),
    },
    ApiGatewayAccount: {
        rule: "iam-managed-policy-allowlist",
        make: (insecure) =>
            new ApiGatewayAccount("api-logs", {
                permissionsBoundaryArn,
                transform: {
                    attachment: (args) => {
                        if (insecure) args.policyArn = "arn:aws:iam::aws:policy/AdministratorAccess";
                    },
                },
            }),
    },
    RestApi: {
        rule: "apigateway-stage-tracing",
        make: (insecure) =>
            new RestApi("orders", {
                description: "Orders",
                stage: "v1",
                routes: [{ method: "GET", path: "/orders", function: fn("read-order") }],
                userPoolArn: "arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_people",
                cors: { origins: ["https://orders.example.com"], headers: ["Authorization"] },
                throttling: { rate: 500, burst: 1000 },
                logs: { ...logs, level: "INFO" },
                transform: {
                    stage: (args) => {
                        if (insecure) args.xrayTracingEnabled = false;
                    },
                },
            }),
    },
    AlarmTopic: {
        rule: "sns-topic-encrypted",
        make: (insecure) =>
            new AlarmTopic("alarms", {
                keyArn,
                emails: [],
                transform: {
                    topic: (args) => {
                        if (insecure) delete args.kmsMasterKeyId;
                    },
                },
            }),
    },
    ApiAlarms: alarms((transform) => {
        const of = { apiName: "orders", stageName: "v1", errorPercent: 1, latencyMilliseconds: 2000 };
        return new ApiAlarms("orders", { ...of, topicArn, transform });
    }),
    DeliveryAlarms: alarms((transform) => {
        const of = { deliveryName: "changes", bufferSeconds: 300, lagMinutes: 5 };
        return new DeliveryAlarms("changes", { ...of, topicArn, transform });
    }),
    FailureQueueAlarms: alarms(
        (transform) => new FailureQueueAlarms("failures", { queueName: "failures", topicArn, transform }),
    ),
    FunctionAlarms: alarms(
        (transform) => new FunctionAlarms("read-order", { functionName: "read-order", topicArn, transform }),
    ),
    StreamAlarms: alarms(
        (transform) => new StreamAlarms("clicks", { streamName: "clicks", lagMinutes: 5, topicArn, transform }),
    ),
    TableAlarms: alarms((transform) => new TableAlarms("orders", { tableName: "orders", topicArn, transform })),
    DataStream: {
        rule: "kinesis-stream-encrypted",
        make: (insecure) =>
            new DataStream("clicks", {
                keyArn,
                retentionHours: 168,
                transform: {
                    stream: (args) => {
                        if (insecure) args.encryptionType = "NONE";
                    },
                },
            }),
    },
    LakeDelivery: {
        rule: "firehose-encrypted",
        make: (insecure) =>
            new LakeDelivery("order-changes", {
                lake: { name: "lake", arn: "arn:aws:s3:::lake", keyArn },
                dataset: "orders",
                keyArn,
                transformFunction: fn("transform").ref,
                bufferSeconds: 300,
                bufferMebibytes: 64,
                logs,
                permissionsBoundaryArn,
                transform: {
                    deliveryStream: (args) => {
                        if (insecure) delete args.serverSideEncryption;
                    },
                },
            }),
    },
};

/** Components without a child of which the pack has something to say. */
const WITHOUT_RULE: Readonly<Record<string, string>> = {
    AuditTrail: "no rule is about trails yet, but that their key admits CloudTrail",
    GitHubProvider: "it lets nobody in; whom a role lets in by it is judged at the role",
};

/** What of the rule's findings come of a component. */
async function foundBy(rule: string, make: () => pulumi.Resource): Promise<string[]> {
    const { resources } = await madeBy(make);
    const asked = rules.filter(({ id }) => id === rule);
    assert.equal(asked.length, 1, `there is no rule '${rule}'`);
    const { problems } = judgeWorld(asked, [{ stack: "shop/prod", resources }]);
    return [...problems.values()].map(({ verdict }) => verdict);
}

describe("insecure overrides of components", function () {
    this.timeout(60_000);

    for (const [component, { rule, make }] of Object.entries(OVERRIDES))
        it(`of ${component} are found: ${rule}`, async () => {
            assert.deepEqual(await foundBy(rule, () => make(false)), [], "the component as it is");
            const [verdict] = await foundBy(rule, () => make(true));
            assert.equal(verdict, "violation");
        });

    it("are there for every component", () => {
        const components = componentSources().filter(({ isAbstract }) => !isAbstract);
        assert.deepEqual(
            [...Object.keys(OVERRIDES), ...Object.keys(WITHOUT_RULE)].sort(),
            components.map(({ name }) => name).sort(),
            "add an override of the component, and the rule that finds it",
        );
    });
});
