import assert from "node:assert/strict";
import { costOf, describeCost } from "./cost";
import { prices, type Price } from "./prices";
import { platformStates, WITH_EVERYTHING } from "../../policies/testing/platform";
import type { StackState } from "../../policies/check/state";

type Row = readonly [type: string, inputs?: Record<string, unknown>, more?: object];

/** A layer's state with these resources, all named `thing`. */
function stateOf(...rows: Row[]): string {
    const resources = rows.map(([type, inputs = {}, more = {}]) => ({
        urn: `urn:pulumi:dev::platform-base::${type}::thing`,
        type,
        custom: true,
        inputs,
        ...more,
    }));
    return JSON.stringify({ version: 3, deployment: { resources } });
}

const costOfOne = (...rows: Row[]) => costOf(new Map([["base", stateOf(...rows)]]), "eu-west-1");

/** What stands, and how many of it. */
const counted = (...rows: Row[]) => costOfOne(...rows).lines.map(({ what, count }) => [what, count]);

/** The platform's layers as state exports. */
async function exportsOf(...asked: Parameters<typeof platformStates>): Promise<Map<string, string>> {
    const text = ({ resources }: StackState) =>
        JSON.stringify({
            deployment: { resources: resources.map((one) => ({ ...one, custom: one.type.startsWith("aws:") })) },
        });
    return new Map((await platformStates(...asked)).map((state) => [state.stack, text(state)]));
}

/** What is charged by the hour. */
function byTheHour({ lines }: ReturnType<typeof costOf>): string[] {
    const hourly = Object.values<Price>(prices).filter(({ per }) => per === "hour");
    return lines.map(({ what }) => what).filter((what) => hourly.some((price) => price.what === what));
}

describe("what environments cost while nothing happens", function () {
    this.timeout(180_000);

    it("dev: below 15 USD a month, nothing by the hour, and nothing of which that is not known", async () => {
        const report = costOf(await exportsOf("dev"), "eu-west-1");
        assert.ok(report.usd < 15, describeCost(report));
        assert.deepEqual([report.unknown, byTheHour(report)], [[], []]);
    });

    it("prod: what nothing uses yet is not paid for; with everything it is counted", async () => {
        const report = costOf(await exportsOf("prod"), "eu-west-1");
        assert.ok(report.usd < 50, describeCost(report));
        assert.deepEqual(byTheHour(report), ["Kinesis stream on demand"]);
        const { lines, unknown } = costOf(await exportsOf("prod", WITH_EVERYTHING), "eu-west-1");
        const counts = Object.fromEntries(lines.map(({ what, count }) => [what, count]));
        assert.equal(counts["NAT gateway"], 3);
        assert.equal(counts["public IPv4 address"], 3);
        assert.equal(counts["interface endpoint in a zone"], 18);
        assert.equal(counts["Kinesis stream on demand"], 1);
        assert.deepEqual(unknown, []);
    });
});

describe("costOf", () => {
    it("adds up by layer and thing; what is free is free once", () => {
        const alarms = (count: number): Row[] =>
            Array.from({ length: count }, () => ["aws:cloudwatch/metricAlarm:MetricAlarm", { period: 60 }] as const);
        const states = new Map([
            ["one", stateOf(["aws:kms/key:Key"], ["aws:kms/key:Key"], ...alarms(8))],
            ["two", stateOf(...alarms(5), ["aws:ec2/natGateway:NatGateway"])],
        ]);
        const { lines, usd } = costOf(states, "eu-west-1");
        assert.deepEqual(
            lines.map(({ layer, what, count, free, usd: sum }) => [layer, what, count, free, sum]),
            [
                ["one", "KMS key", 2, 0, 2],
                ["one", "CloudWatch alarm metric", 8, 8, 0],
                ["two", "CloudWatch alarm metric", 5, 2, 0.3],
                ["two", "NAT gateway", 1, 0, 35.04],
            ],
        );
        assert.equal(usd, 37.34);
        assert.ok(lines.every(({ source, date }) => source.startsWith("https://aws.amazon.com/") && date !== ""));
    });

    it("leaves out components and what Pulumi keeps for itself", () => {
        const report = costOfOne(
            ["platform:data:DynamoTable", {}, { custom: false }],
            ["awsx:ec2:Vpc", {}, { custom: false }],
            ["pulumi:pulumi:Stack", {}, { custom: false }],
            ["pulumi:providers:aws"],
            ["pulumi:pulumi:StackReference"],
        );
        assert.deepEqual([report.usd, report.unknown], [0, []]);
    });

    it("names what it does not know and counts it not as nothing", () => {
        const report = costOfOne(["aws:dax/cluster:Cluster"], ["random:index/randomId:RandomId"], ["aws:kms/key:Key"]);
        assert.deepEqual(report.unknown, [
            { layer: "base", type: "aws:dax/cluster:Cluster", name: "thing" },
            { layer: "base", type: "random:index/randomId:RandomId", name: "thing" },
        ]);
        const text = describeCost(report);
        assert.match(text, /^total, at least +1\.00$/m);
        assert.match(text, /perhaps charged as well.*\n {2}base: aws:dax\/cluster:Cluster thing\n/);
    });

    it("says of another region that its prices differ", () => {
        const states = new Map([["base", stateOf(["aws:kms/key:Key"])]]);
        assert.match(
            describeCost(costOf(states, "sa-east-1")),
            /The environment is in sa-east-1, whose prices differ\./,
        );
        assert.doesNotMatch(describeCost(costOf(states, "eu-west-1")), /differ/);
    });
});

describe("prices", () => {
    it("are dated, and each is a price for something of its own", () => {
        const all = Object.values<Price>(prices);
        for (const { date, usd } of all) {
            assert.match(date, /^20\d\d-\d\d-\d\d$/);
            assert.ok(usd > 0);
        }
        assert.equal(new Set(all.map(({ what }) => what)).size, all.length);
    });
});

describe("what stands", () => {
    const stream = "aws:kinesis/stream:Stream";
    const table = "aws:dynamodb/table:Table";
    const index = "aws:dynamodb/globalSecondaryIndex:GlobalSecondaryIndex";
    const alarm = "aws:cloudwatch/metricAlarm:MetricAlarm";
    const endpoint = "aws:ec2/vpcEndpoint:VpcEndpoint";
    const policy = "aws:appautoscaling/policy:Policy";
    const targetTracking = { policyType: "TargetTrackingScaling" };
    const provisioned = { billingMode: "PROVISIONED", readCapacity: 5, writeCapacity: 20 };

    for (const [what, row, expected] of [
        [
            "a stream on demand",
            [stream, { streamModeDetails: { streamMode: "ON_DEMAND" }, retentionPeriod: 168 }],
            [["Kinesis stream on demand", 1]],
        ],
        ["each shard of a provisioned stream", [stream, { shardCount: 3 }], [["Kinesis shard", 3]]],
        ["no table on demand", [table, { billingMode: "PAY_PER_REQUEST" }], []],
        [
            "a table's provisioned capacity",
            [table, provisioned],
            [
                ["DynamoDB read capacity unit", 5],
                ["DynamoDB write capacity unit", 20],
            ],
        ],
        [
            "that of a table's indexes, too, also where provisioned is only the default",
            [
                table,
                { readCapacity: 1, writeCapacity: 1, globalSecondaryIndexes: [{ readCapacity: 2, writeCapacity: 3 }] },
            ],
            [
                ["DynamoDB read capacity unit", 3],
                ["DynamoDB write capacity unit", 4],
            ],
        ],
        [
            "that of an index beside its table",
            [index, { provisionedThroughput: { readCapacityUnits: 2, writeCapacityUnits: 3 } }],
            [
                ["DynamoDB read capacity unit", 2],
                ["DynamoDB write capacity unit", 3],
            ],
        ],
        ["no index of a table on demand", [index, { indexName: "byCustomer" }], []],
        ["no gateway endpoint, which is the default", [endpoint, { serviceName: "com.amazonaws.eu-west-1.s3" }], []],
        [
            "an interface endpoint in each zone",
            [endpoint, { vpcEndpointType: "Interface", subnetIds: ["a", "b", "c"] }],
            [["interface endpoint in a zone", 3]],
        ],
        [
            "each metric of an alarm",
            [
                alarm,
                {
                    metricQueries: [
                        { id: "share", expression: "a/b" },
                        { id: "a", metric: { period: 60 } },
                        { id: "b", metric: { period: 60 } },
                    ],
                },
            ],
            [["CloudWatch alarm metric", 2]],
        ],
        [
            "alarms of less than a minute at another price",
            [alarm, { period: 10 }],
            [["CloudWatch alarm metric of less than a minute", 1]],
        ],
        [
            "the alarms that scaling makes for a table",
            [policy, { ...targetTracking, scalableDimension: "dynamodb:table:ReadCapacityUnits" }],
            [["CloudWatch alarm metric", 4]],
        ],
        [
            "and for a service",
            [policy, { ...targetTracking, scalableDimension: "ecs:service:DesiredCount" }],
            [["CloudWatch alarm metric", 2]],
        ],
        [
            "a web ACL and its rules",
            ["aws:wafv2/webAcl:WebAcl", { rules: [{}, {}] }],
            [
                ["WAF web ACL", 1],
                ["WAF rule", 2],
            ],
        ],
        ["an address, used or not", ["aws:ec2/eip:Eip"], [["public IPv4 address", 1]]],
        ["nothing of a function", ["aws:lambda/function:Function", { reservedConcurrentExecutions: 5 }], []],
        ["nothing of a service that is charged by use", ["aws:sqs/queue:Queue"], []],
    ] as const satisfies readonly (readonly [string, Row, readonly unknown[]])[]) {
        it(`is ${what}`, () => {
            assert.deepEqual(counted(row), expected);
            assert.deepEqual(costOfOne(row).unknown, []);
        });
    }

    for (const [what, row] of [
        ["replicas of a provisioned table", [table, { ...provisioned, replicas: [{ regionName: "eu-central-1" }] }]],
        ["shards that keep records for longer than a day", [stream, { shardCount: 1, retentionPeriod: 48 }]],
        ["a stage's cache", ["aws:apigateway/stage:Stage", { cacheClusterEnabled: true }]],
        ["what SnapStart keeps", ["aws:lambda/function:Function", { snapStart: { applyOn: "PublishedVersions" } }]],
        ["provisioned pollers", ["aws:lambda/eventSourceMapping:EventSourceMapping", { provisionedPollerConfig: {} }]],
        ["provisioned concurrency", ["aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig"]],
        ["an endpoint of a load balancer", [endpoint, { vpcEndpointType: "GatewayLoadBalancer" }]],
        ["an alarm on an anomaly", [alarm, { metricQueries: [{ expression: "ANOMALY_DETECTION_BAND(m1)" }] }]],
        [
            "a delivery into a VPC",
            [
                "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",
                { opensearchConfiguration: { vpcConfig: {} } },
            ],
        ],
    ] as const satisfies readonly (readonly [string, Row])[]) {
        it(`is not known of ${what}`, () => assert.equal(costOfOne(row).unknown.length, 1));
    }
});
