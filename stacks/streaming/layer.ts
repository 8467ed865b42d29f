import { ServerlessFunction } from "../../components/compute/serverlessFunction";
import { DataStream } from "../../components/streaming/dataStream";
import { LakeDelivery } from "../../components/streaming/lakeDelivery";
import { functionPlatform } from "../shared/functionPlatform";
import type { Layer } from "../shared/layer";
import { publishedFunction } from "../shared/publishedFunction";
import type { streamingContract } from "./contract";

/** Builds the streaming layer: the clickstream, and the delivery of order changes into the lake. */
export const streamingLayer: Layer<typeof streamingContract> = ({ foundation, data }, { layer, platform }) => {
    const keyArn = foundation.keys.streaming;
    const { clickstream } = platform;
    const transform = new ServerlessFunction("transform-order-change", {
        function: "transformOrderChange",
        description: "Turns changes of orders into lines of the lake",
        platform: functionPlatform(foundation, platform),
        // Firehose waits up to five minutes and tries again after an error; a batch takes far less than one.
        timeoutSeconds: 60,
    });
    const orderDelivery = new LakeDelivery("order-changes", {
        lake: data.lake,
        dataset: "orders",
        keyArn,
        transformFunction: transform.ref,
        bufferSeconds: layer.bufferSeconds,
        bufferMebibytes: layer.bufferMebibytes,
        logs: { keyArn: foundation.keys.logs, retentionDays: platform.logRetentionDays },
        permissionsBoundaryArn: foundation.permissionsBoundaryArn,
    });
    return {
        clickstream: clickstream === "None" ? [] : [new DataStream("clickstream", { keyArn, ...clickstream }).ref],
        orderDelivery: orderDelivery.ref.apply((ref) => ({ ...ref, bufferSeconds: layer.bufferSeconds })),
        transformOrderChange: publishedFunction(transform),
    };
};
