import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { ApiAlarms } from "./apiAlarms";
import { DeliveryAlarms } from "./deliveryAlarms";
import { FailureQueueAlarms } from "./failureQueueAlarms";
import { FunctionAlarms } from "./functionAlarms";
import type { Alerting } from "./resourceAlarms";
import { StreamAlarms } from "./streamAlarms";
import { TableAlarms } from "./tableAlarms";
import { assertOwnsChildren } from "../shared/testing/children";
import { installMocks, resourcesOfType, settled } from "../shared/testing/mocks";

const topicArn = "arn:aws:sns:eu-west-1:111122223333:alarms";
const ALERTING = { topicArn, afterMinutes: 3 };

type Create = (opts?: pulumi.ComponentResourceOptions, transform?: Alerting["transform"]) => pulumi.ComponentResource;

/** What every alarm has that waits for three minutes. */
const COMMON = {
    period: 60,
    evaluationPeriods: 15,
    datapointsToAlarm: 3,
    comparisonOperator: "GreaterThanThreshold",
    treatMissingData: "notBreaching",
    alarmActions: [topicArn],
    okActions: [topicArn],
};

const about =
    (namespace: string, dimensions: object) => (metricName: string, statistic: string, threshold: number) => ({
        ...COMMON,
        namespace,
        dimensions,
        metricName,
        statistic,
        threshold,
    });
const ofFunction = about("AWS/Lambda", { FunctionName: "fn-1" });
const ofStream = about("AWS/Kinesis", { StreamName: "clicks-1" });
/** Of three values, each of five minutes. */
const ofDelivery = (...metric: Parameters<typeof ofStream>) => ({
    ...about("AWS/Firehose", { DeliveryStreamName: "changes-1" })(...metric),
    period: 300,
    evaluationPeriods: 3,
    datapointsToAlarm: 1,
});
const ofApi = about("AWS/ApiGateway", { ApiName: "orders-1", Stage: "v1" });
const ofTable = about("AWS/DynamoDB", { TableName: "orders-1" });

const CASES: readonly [title: string, create: Create, alarms: Readonly<Record<string, object>>][] = [
    [
        "FunctionAlarms: a function that fails or is throttled, and at once what is lost",
        (opts, transform) => new FunctionAlarms("fn", { functionName: "fn-1", ...ALERTING, transform }, opts),
        {
            "fn-failing": ofFunction("Errors", "Sum", 0),
            "fn-throttled": ofFunction("Throttles", "Sum", 0),
            "fn-destination-failures": { ...ofFunction("DestinationDeliveryFailures", "Sum", 0), datapointsToAlarm: 1 },
        },
    ],
    [
        "FunctionAlarms: a consumer that is behind its stream",
        (opts, transform) =>
            new FunctionAlarms("fn", { functionName: "fn-1", lagMinutes: 5, ...ALERTING, transform }, opts),
        {
            "fn-failing": ofFunction("Errors", "Sum", 0),
            "fn-throttled": ofFunction("Throttles", "Sum", 0),
            "fn-destination-failures": { ...ofFunction("DestinationDeliveryFailures", "Sum", 0), datapointsToAlarm: 1 },
            "fn-late": { ...ofFunction("IteratorAge", "Maximum", 300_000), datapointsToAlarm: 1 },
        },
    ],
    [
        "FailureQueueAlarms: at once, and until the queue is seen empty",
        (opts, transform) => new FailureQueueAlarms("failures", { queueName: "failures-1", topicArn, transform }, opts),
        {
            "failures-filled": {
                namespace: "AWS/SQS",
                dimensions: { QueueName: "failures-1" },
                metricName: "ApproximateNumberOfMessagesVisible",
                statistic: "Maximum",
                threshold: 0,
                period: 60,
                evaluationPeriods: 1,
                datapointsToAlarm: 1,
                comparisonOperator: "GreaterThanThreshold",
                treatMissingData: "ignore",
                alarmActions: [topicArn],
                okActions: [topicArn],
            },
        },
    ],
    [
        "StreamAlarms: a reader that is late, and records that are refused",
        (opts, transform) =>
            new StreamAlarms("clicks", { streamName: "clicks-1", lagMinutes: 5, ...ALERTING, transform }, opts),
        {
            "clicks-late": {
                ...ofStream("GetRecords.IteratorAgeMilliseconds", "Maximum", 300_000),
                datapointsToAlarm: 1,
            },
            "clicks-throttled": ofStream("WriteProvisionedThroughputExceeded", "Sum", 0),
        },
    ],
    [
        "DeliveryAlarms: records older than both buffers and the lag, in seconds, and not one write that succeeds",
        (opts, transform) =>
            new DeliveryAlarms(
                "changes",
                { deliveryName: "changes-1", bufferSeconds: pulumi.output(300), lagMinutes: 5, ...ALERTING, transform },
                opts,
            ),
        {
            "changes-late": ofDelivery("DeliveryToS3.DataFreshness", "Maximum", 900),
            "changes-blocked": {
                ...ofDelivery("DeliveryToS3.Success", "Maximum", 1),
                comparisonOperator: "LessThanThreshold",
            },
            "changes-throttled": ofDelivery("ThrottledRecords", "Sum", 0),
        },
    ],
    [
        "ApiAlarms: a share of errors, and a percentile",
        (opts, transform) =>
            new ApiAlarms(
                "api",
                {
                    apiName: "orders-1",
                    stageName: "v1",
                    errorPercent: 0.5,
                    latencyMilliseconds: 2000,
                    ...ALERTING,
                    transform,
                },
                opts,
            ),
        {
            "api-failing": ofApi("5XXError", "Average", 0.005),
            "api-slow": {
                ...COMMON,
                namespace: "AWS/ApiGateway",
                dimensions: { ApiName: "orders-1", Stage: "v1" },
                metricName: "Latency",
                extendedStatistic: "p99",
                threshold: 2000,
            },
        },
    ],
    [
        "TableAlarms: reads and writes that are refused",
        (opts, transform) => new TableAlarms("orders", { tableName: "orders-1", ...ALERTING, transform }, opts),
        {
            "orders-reads-throttled": ofTable("ReadThrottleEvents", "Sum", 0),
            "orders-writes-throttled": ofTable("WriteThrottleEvents", "Sum", 0),
        },
    ],
];

async function made(create: Create): Promise<Record<string, Record<string, unknown>>> {
    installMocks();
    create();
    await settled();
    return Object.fromEntries(
        resourcesOfType("aws:cloudwatch/metricAlarm:MetricAlarm").map(({ name, inputs }) => [name, inputs]),
    );
}

describe("alarms", () => {
    for (const [title, create, alarms] of CASES) {
        it(title, async () => {
            const told = Object.entries(await made(create)).map(([name, { alarmDescription, ...inputs }]) => {
                // What is wrong, and what to do.
                assert.match(String(alarmDescription), /^.+\. [A-Z].+\.$/, name);
                return [name, inputs];
            });
            assert.deepEqual(Object.fromEntries(told), alarms);
        });

        it(`${title}: belong to the component and can be transformed`, () => {
            installMocks();
            return assertOwnsChildren(create);
        });
    }

    it("that are called otherwise now take over the deployed ones of their former names", () => {
        installMocks();
        const aliases: Record<string, unknown> = {};
        const note: pulumi.ResourceTransformation = ({ name, opts }) => {
            if (opts.aliases !== undefined) aliases[name] = opts.aliases;
            return undefined;
        };
        new FunctionAlarms("fn", { functionName: "fn-1", ...ALERTING }, { transformations: [note] });
        assert.deepEqual(aliases, { "fn-destination-failures": [{ name: "fn-losing" }] });
    });

    it("wait for as many longer periods as the minutes reach into, but lag alone is waited for", async () => {
        const alarms = await made(
            () =>
                new DeliveryAlarms("changes", {
                    deliveryName: "changes-1",
                    bufferSeconds: 60,
                    lagMinutes: 5,
                    topicArn,
                    afterMinutes: 11,
                }),
        );
        assert.deepEqual(
            ["blocked", "throttled", "late"].map((problem) => alarms[`changes-${problem}`]?.datapointsToAlarm),
            [3, 3, 1],
        );
    });

    it("tell after one minute when nothing is said", async () => {
        const alarms = await made(() => new TableAlarms("orders", { tableName: "orders-1", topicArn }));
        assert.equal(alarms["orders-reads-throttled"]?.datapointsToAlarm, 1);
    });

    const api = { apiName: "a", stageName: "v1", errorPercent: 1, latencyMilliseconds: 1, ...ALERTING };
    const delivery = { deliveryName: "d", bufferSeconds: 60, lagMinutes: 1, ...ALERTING };
    const refusals: readonly [create: Create, message: RegExp][] = [
        [
            () => new TableAlarms("x", { tableName: "t", topicArn, afterMinutes: 16 }),
            /TableAlarms 'x': afterMinutes must be a whole number from 1 to 15/,
        ],
        [() => new TableAlarms("x", { tableName: "t", topicArn, afterMinutes: 0 }), /from 1 to 15/],
        [
            () => new FunctionAlarms("x", { functionName: "f", lagMinutes: 0, ...ALERTING }),
            /FunctionAlarms 'x': lagMinutes must be a whole number from 1 to 525600/,
        ],
        [
            () => new StreamAlarms("x", { streamName: "s", lagMinutes: 1.5, ...ALERTING }),
            /StreamAlarms 'x': lagMinutes must be/,
        ],
        [
            () => new DeliveryAlarms("x", { ...delivery, lagMinutes: 1441 }),
            /DeliveryAlarms 'x': lagMinutes must be a whole number from 1 to 1440/,
        ],
        [
            () => new ApiAlarms("x", { ...api, errorPercent: 100 }),
            /ApiAlarms 'x': errorPercent must be a number from 0 to below 100/,
        ],
        [() => new ApiAlarms("x", { ...api, errorPercent: NaN }), /errorPercent/],
        [
            () => new ApiAlarms("x", { ...api, latencyMilliseconds: 29_001 }),
            /ApiAlarms 'x': latencyMilliseconds must be a whole number from 1 to 29000/,
        ],
    ];
    for (const [create, message] of refusals) {
        it(`are refused when they could never, or would always, be on: ${message.source}`, () => {
            installMocks();
            assert.throws(() => create(), message);
        });
    }
});
