import { FailureQueue } from "../../components/compute/failureQueue";
import { ServerlessFunction } from "../../components/compute/serverlessFunction";
import { StreamEventSource } from "../../components/compute/streamEventSource";
import { BucketAccess } from "../../components/data/bucketAccess";
import { TableAccess } from "../../components/data/tableAccess";
import { DeliveryAccess } from "../../components/streaming/deliveryAccess";
import { functionPlatform } from "../shared/functionPlatform";
import type { Layer } from "../shared/layer";
import { publishedFunction } from "../shared/publishedFunction";
import type { computeContract } from "./contract";

/**
 * Builds the compute layer: the consumer of the orders table's stream and the queue for changes that can never be delivered. Changes
 * that could not be delivered for too long go into the lake, as they came.
 */
export const computeLayer: Layer<typeof computeContract> = ({ foundation, data, streaming }, { layer, platform }) => {
    const failures = new FailureQueue("failures", { keyArn: foundation.keys.messaging });
    const deliver = new ServerlessFunction("deliver-order-changes", {
        function: "deliverOrderChanges",
        description: "Hands changes of orders to the delivery stream in full batches",
        platform: functionPlatform(foundation, platform),
        timeoutSeconds: 60,
        ...(layer.reservedConcurrency === 0 ? {} : { reservedConcurrency: layer.reservedConcurrency }),
    });
    deliver.link("FAILURE_QUEUE_URL", failures, "send");
    deliver.link("DELIVERY_STREAM", new DeliveryAccess("order-delivery", streaming.orderDelivery), "put");
    new StreamEventSource("orders-stream", {
        function: deliver,
        streamArn: data.ordersTable.streamArn,
        readGrant: new TableAccess("orders", data.ordersTable).grant(deliver, "readStream"),
        failureBucket: new BucketAccess("lake", data.lake),
        maximumRecordAgeSeconds: layer.streamRecordAgeHours * 3600,
    });
    return {
        deliverOrderChanges: publishedFunction(deliver),
        failureQueue: { name: failures.queueName, arn: failures.queueArn, url: failures.queueUrl },
    };
};
