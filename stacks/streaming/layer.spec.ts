import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { clickstreamOf } from "./clickstream";
import { streamingContract } from "./contract";
import { streamingLayer } from "./layer";
import { grantedBy } from "../../components/shared/testing/grants";
import { inputsOf, installMocks, resourcesOfType, settled, valueOf } from "../../components/shared/testing/mocks";
import { dataContract } from "../data/contract";
import { foundationContract } from "../foundation/contract";
import { placeholdersOf } from "../shared/testing/placeholders";
import { sharedConfig } from "../shared/testing/sharedConfig";

const CONFIG: Parameters<typeof streamingLayer>[1] = {
    ...sharedConfig,
    layer: { bufferSeconds: 300, bufferMebibytes: 64 },
};
const KEY = foundationContract.publishes.keys.placeholder.streaming;

describe("streaming layer", () => {
    let published: ReturnType<typeof streamingLayer>;

    beforeEach(() => {
        installMocks();
        published = streamingLayer(
            { foundation: placeholdersOf(foundationContract), data: placeholdersOf(dataContract) },
            CONFIG,
        );
    });

    it("publishes the clickstream, the deliveries of its events and of orders and its transform", async () => {
        assert.deepEqual(await valueOf({ ...published }), {
            clickstream: [
                {
                    name: "clickstream",
                    arn: "arn:aws:kinesis:eu-west-1:111122223333:stream/clickstream",
                    keyArn: KEY,
                },
            ],
            eventDelivery: [
                {
                    name: "events",
                    arn: "arn:aws:firehose:eu-west-1:111122223333:deliverystream/events",
                    bufferSeconds: 300,
                },
            ],
            orderDelivery: {
                name: "order-changes",
                arn: "arn:aws:firehose:eu-west-1:111122223333:deliverystream/order-changes",
                bufferSeconds: 300,
            },
            transformOrderChange: {
                name: "transform-order-change",
                arn: "arn:aws:lambda:eu-west-1:111122223333:function:transform-order-change",
                logGroup: "transform-order-change-logs",
                failureQueue: "transform-order-change-failures",
            },
        });
    });

    it("delivers through the live version of the transform into the lake", async () => {
        await settled();
        const alias = "arn:aws:lambda:eu-west-1:111122223333:function:transform-order-change-live";
        const delivery = inputsOf("aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream", "order-changes");
        const { bucketArn, bufferingInterval, bufferingSize, processingConfiguration } =
            delivery.extendedS3Configuration;
        assert.deepEqual(
            [bucketArn, bufferingInterval, bufferingSize, delivery.serverSideEncryption.keyArn],
            [dataContract.publishes.lake.placeholder.arn, 300, 64, KEY],
        );
        const [{ parameters }] = processingConfiguration.processors;
        assert.deepEqual(parameters[0], { parameterName: "LambdaArn", parameterValue: alias });
        assert.deepEqual(grantedBy("order-changes-function-transform"), [
            {
                Effect: "Allow",
                Action: ["lambda:InvokeFunction", "lambda:GetFunctionConfiguration"],
                Resource: alias,
            },
        ]);
    });

    it("keeps clicks as long as set, and lets delivery errors be read as long as other logs", async () => {
        await settled();
        const { retentionPeriod, kmsKeyId } = inputsOf("aws:kinesis/stream:Stream", "clickstream");
        assert.deepEqual({ retentionPeriod, kmsKeyId }, { retentionPeriod: 168, kmsKeyId: KEY });
        assert.deepEqual(inputsOf("aws:cloudwatch/logGroup:LogGroup", "order-changes-logs"), {
            retentionInDays: 14,
            kmsKeyId: foundationContract.publishes.keys.placeholder.logs,
        });
    });

    it("makes and publishes no clickstream where the environment has none", async () => {
        await settled();
        installMocks();
        const { clickstream, eventDelivery } = streamingLayer(
            { foundation: placeholdersOf(foundationContract), data: placeholdersOf(dataContract) },
            { ...CONFIG, platform: { ...CONFIG.platform, clickstream: "None" } },
        );
        await settled();
        assert.deepEqual([clickstream, eventDelivery], [[], []]);
        const deliveries = resourcesOfType("aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream");
        assert.deepEqual(
            deliveries.map(({ name }) => name),
            ["order-changes"],
        );
        assert.deepEqual(resourcesOfType("aws:kinesis/stream:Stream"), []);
    });
});

describe("clickstreamOf", () => {
    const { placeholder } = streamingContract.publishes.clickstream;
    const from = (clickstream: typeof placeholder) => {
        const outputs = { ...placeholdersOf(streamingContract), clickstream: pulumi.output(clickstream) };
        return valueOf(clickstreamOf(streamingContract, outputs as never, "clickstream"));
    };
    const made = [{ ...placeholder[0], name: "clickstream-1234567" }];

    it("is the stream, or what to do when it is not made yet", async () => {
        installMocks();
        assert.deepEqual(await from(made), made[0]);
        await assert.rejects(from([]), /layer 'streaming' has not made yet\. Bring that layer up first/);
    });

    it("is a placeholder in a preview, until it is made", async () => {
        installMocks({ preview: true });
        assert.deepEqual(await from(made), made[0]);
        assert.deepEqual(await from([]), placeholder[0]);
    });
});
