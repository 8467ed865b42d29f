import assert from "node:assert/strict";
import { monitoringLayer } from "./layer";
import { inputsOf, installMocks, resourcesOfType, settled, valueOf } from "../../components/shared/testing/mocks";
import { computeContract } from "../compute/contract";
import { dataContract } from "../data/contract";
import { foundationContract } from "../foundation/contract";
import { integrationContract } from "../integration/contract";
import { placeholdersOf } from "../shared/testing/placeholders";
import { sharedConfig } from "../shared/testing/sharedConfig";
import { streamingContract } from "../streaming/contract";

const CONFIG: Parameters<typeof monitoringLayer>[1] = {
    ...sharedConfig,
    layer: {
        alarmEmails: ["on-call@example.com"],
        alarmAfterMinutes: 3,
        lagMinutes: 5,
        apiErrorPercent: 1,
        apiLatencyMilliseconds: 2000,
    },
};
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const TOPIC = "arn:aws:sns:eu-west-1:111122223333:alarms";

const FUNCTIONS = [
    "collect-events",
    "deliver-events",
    "deliver-order-changes",
    "place-order",
    "read-order",
    "transform-order-change",
];

/** Every alarm with what it is about. */
const ALARMS: Readonly<Record<string, object>> = {
    ...Object.fromEntries(
        FUNCTIONS.flatMap((name) => [
            [`${name}-failing`, { FunctionName: `${name}-0000000` }],
            [`${name}-throttled`, { FunctionName: `${name}-0000000` }],
            [`${name}-destination-failures`, { FunctionName: `${name}-0000000` }],
            [`${name}-failures-filled`, { QueueName: `${name}-failures-0000000` }],
        ]),
    ),
    "failures-filled": { QueueName: "failures-0000000" },
    "deliver-events-late": { FunctionName: "deliver-events-0000000" },
    "deliver-order-changes-late": { FunctionName: "deliver-order-changes-0000000" },
    "orders-api-failing": { ApiName: "orders-0000000", Stage: "v1" },
    "orders-api-slow": { ApiName: "orders-0000000", Stage: "v1" },
    "orders-reads-throttled": { TableName: "orders-0000000" },
    "orders-writes-throttled": { TableName: "orders-0000000" },
    "idempotency-reads-throttled": { TableName: "idempotency-0000000" },
    "idempotency-writes-throttled": { TableName: "idempotency-0000000" },
    "clickstream-late": { StreamName: "clickstream-0000000" },
    "clickstream-throttled": { StreamName: "clickstream-0000000" },
    "events-late": { DeliveryStreamName: "events-0000000" },
    "events-blocked": { DeliveryStreamName: "events-0000000" },
    "events-throttled": { DeliveryStreamName: "events-0000000" },
    "order-changes-late": { DeliveryStreamName: "order-changes-0000000" },
    "order-changes-blocked": { DeliveryStreamName: "order-changes-0000000" },
    "order-changes-throttled": { DeliveryStreamName: "order-changes-0000000" },
};

describe("monitoring layer", () => {
    let published: ReturnType<typeof monitoringLayer>;

    const build = (config: typeof CONFIG) =>
        monitoringLayer(
            {
                foundation: placeholdersOf(foundationContract),
                data: placeholdersOf(dataContract),
                streaming: placeholdersOf(streamingContract),
                compute: placeholdersOf(computeContract),
                integration: placeholdersOf(integrationContract),
            },
            config,
        );

    before(async () => {
        installMocks();
        published = build(CONFIG);
        await settled();
    });

    it("publishes the topic", async () => {
        assert.deepEqual(await valueOf({ ...published }), { alarmTopic: { name: "alarms", arn: TOPIC } });
    });

    it("watches every function, failure queue, table and stream, and the API", () => {
        const alarms = resourcesOfType(ALARM).map(({ name, inputs }) => [name, inputs.dimensions]);
        assert.deepEqual(Object.fromEntries(alarms), ALARMS);
        assert.equal(alarms.length, Object.keys(ALARMS).length);
    });

    it("tells the topic, which is under the key for messages and mails to whom the environment names", () => {
        for (const { name, inputs } of resourcesOfType(ALARM)) {
            assert.deepEqual([inputs.alarmActions, inputs.okActions], [[TOPIC], [TOPIC]], name);
        }
        const { kmsMasterKeyId } = inputsOf("aws:sns/topic:Topic", "alarms");
        assert.equal(kmsMasterKeyId, foundationContract.publishes.keys.placeholder.messaging);
        const { endpoint } = inputsOf("aws:sns/topicSubscription:TopicSubscription", "alarms-on-call@example.com");
        assert.equal(endpoint, "on-call@example.com");
    });

    it("follows the environment's settings", () => {
        const thresholds = Object.fromEntries(
            resourcesOfType(ALARM)
                .filter(({ inputs }) => inputs.threshold !== 0)
                .map(({ name, inputs }) => [name, [inputs.threshold, inputs.datapointsToAlarm]]),
        );
        const { bufferSeconds } = streamingContract.publishes.orderDelivery.placeholder;
        assert.deepEqual(thresholds, {
            "orders-api-failing": [0.01, 3],
            "orders-api-slow": [2000, 3],
            "deliver-events-late": [300_000, 1],
            "deliver-order-changes-late": [300_000, 1],
            "clickstream-late": [300_000, 1],
            "events-late": [2 * bufferSeconds + 300, 1],
            "events-blocked": [1, 1],
            "order-changes-late": [2 * bufferSeconds + 300, 1],
            "order-changes-blocked": [1, 1],
        });
        for (const { name, inputs } of resourcesOfType(ALARM).filter(({ inputs: { threshold } }) => threshold === 0)) {
            const isSlow = inputs.period === 60 && !/-(filled|destination-failures)$/.test(name);
            assert.equal(inputs.datapointsToAlarm, isSlow ? 3 : 1, name);
        }
    });

    it("watches no clickstream where there is none", async () => {
        installMocks();
        build({ ...CONFIG, platform: { ...CONFIG.platform, clickstream: "None" } });
        await settled();
        const names = resourcesOfType(ALARM).map(({ name }) => name);
        assert.deepEqual(
            names.sort(),
            Object.keys(ALARMS)
                .filter((name) => !/^(clickstream|events|collect-events|deliver-events)-/.test(name))
                .sort(),
        );
    });
});
