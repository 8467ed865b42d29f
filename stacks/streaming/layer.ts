import { ServerlessFunction } from "../../components/compute/serverlessFunction";
import { DataStream } from "../../components/streaming/dataStream";
import { LakeDelivery } from "../../components/streaming/lakeDelivery";
import { functionPlatform } from "../shared/functionPlatform";
import type { Layer } from "../shared/layer";
import { publishedFunction } from "../shared/publishedFunction";
import type { streamingContract } from "./contract";

/** Builds the streaming layer: the clickstream, and the deliveries of its events and of order changes into the lake. */
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
    const delivery = {
        lake: data.lake,
        keyArn,
        bufferSeconds: layer.bufferSeconds,
        bufferMebibytes: layer.bufferMebibytes,
        logs: { keyArn: foundation.keys.logs, retentionDays: platform.logRetentionDays },
        permissionsBoundaryArn: foundation.permissionsBoundaryArn,
    };
    const published = ({ ref }: LakeDelivery) =>
        ref.apply((known) => ({ ...known, bufferSeconds: layer.bufferSeconds }));
    const orderDelivery = new LakeDelivery("order-changes", {
        ...delivery,
        dataset: "orders",
        transformFunction: transform.ref,
    });
    return {
        ...(clickstream === "None"
            ? { clickstream: [], eventDelivery: [] }
            : {
                  clickstream: [new DataStream("clickstream", { keyArn, ...clickstream }).ref],
                  eventDelivery: [published(new LakeDelivery("events", { ...delivery, dataset: "events" }))],
              }),
        orderDelivery: published(orderDelivery),
        transformOrderChange: publishedFunction(transform),
    };
};
