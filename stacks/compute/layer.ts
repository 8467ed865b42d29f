import { FailureQueue } from "../../components/compute/failureQueue";
import { ServerlessFunction, type ServerlessFunctionArgs } from "../../components/compute/serverlessFunction";
import { StreamEventSource } from "../../components/compute/streamEventSource";
import { BucketAccess } from "../../components/data/bucketAccess";
import { TableAccess } from "../../components/data/tableAccess";
import { DeliveryAccess } from "../../components/streaming/deliveryAccess";
import { StreamAccess } from "../../components/streaming/streamAccess";
import { functionPlatform } from "../shared/functionPlatform";
import type { Layer } from "../shared/layer";
import { publishedFunction } from "../shared/publishedFunction";
import { clickstreamOf } from "../streaming/clickstream";
import { streamingContract } from "../streaming/contract";
import type { computeContract } from "./contract";

/**
 * Builds the compute layer: the consumers of the orders table's stream and of the clickstream, and the queue for what can never be delivered. What
 * could not be delivered for too long goes into the lake, as it came.
 */
export const computeLayer: Layer<typeof computeContract> = ({ foundation, data, streaming }, { layer, platform }) => {
    const failures = new FailureQueue("failures", { keyArn: foundation.keys.messaging });
    const lake = new BucketAccess("lake", data.lake);
    const maximumRecordAgeSeconds = layer.streamRecordAgeHours * 3600;

    /** A consumer that hands what it reads to a delivery stream, and to the queue what can never be delivered. */
    const consumer = (
        name: string,
        args: Pick<ServerlessFunctionArgs, "function" | "description">,
        delivery: DeliveryAccess,
    ) => {
        const fn = new ServerlessFunction(name, {
            ...args,
            platform: functionPlatform(foundation, platform),
            timeoutSeconds: 60,
            ...(layer.reservedConcurrency === 0 ? {} : { reservedConcurrency: layer.reservedConcurrency }),
        });
        fn.link("FAILURE_QUEUE_URL", failures, "send");
        fn.link("DELIVERY_STREAM", delivery, "put");
        return fn;
    };

    const deliverOrderChanges = consumer(
        "deliver-order-changes",
        {
            function: "deliverOrderChanges",
            description: "Hands changes of orders to the delivery stream in full batches",
        },
        new DeliveryAccess("order-delivery", streaming.orderDelivery),
    );
    new StreamEventSource("orders-stream", {
        function: deliverOrderChanges,
        streamArn: data.ordersTable.streamArn,
        readGrant: new TableAccess("orders", data.ordersTable).grant(deliverOrderChanges, "readStream"),
        failureBucket: lake,
        maximumRecordAgeSeconds,
    });

    /** The consumer of the clickstream. */
    const eventsConsumer = () => {
        const clickstream = clickstreamOf(streamingContract, streaming, "clickstream");
        const deliverEvents = consumer(
            "deliver-events",
            { function: "deliverEvents", description: "Hands events of the clickstream to the delivery stream" },
            new DeliveryAccess("event-delivery", clickstreamOf(streamingContract, streaming, "eventDelivery")),
        );
        new StreamEventSource("clickstream", {
            function: deliverEvents,
            streamArn: clickstream.arn,
            readGrant: new StreamAccess("clickstream", clickstream).grant(deliverEvents, "read"),
            failureBucket: lake,
            maximumRecordAgeSeconds,
        });
        return deliverEvents;
    };
    return {
        deliverOrderChanges: publishedFunction(deliverOrderChanges),
        deliverEvents: platform.clickstream === "None" ? [] : [publishedFunction(eventsConsumer())],
        failureQueue: { name: failures.queueName, arn: failures.queueArn, url: failures.queueUrl },
    };
};
