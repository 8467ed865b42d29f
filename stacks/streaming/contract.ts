import type { DeliveryRef } from "../../components/streaming/deliveryAccess";
import type { StreamRef } from "../../components/streaming/streamAccess";
import { dataContract } from "../data/contract";
import { foundationContract } from "../foundation/contract";
import { defineContract, value } from "../shared/contract";
import { functionPlaceholder } from "../shared/publishedFunction";

/** A Firehose stream that may hold records back for so many seconds. */
interface BufferedDelivery extends DeliveryRef {
    readonly bufferSeconds: number;
}

/** How events move. */
export const streamingContract = defineContract({
    layer: "streaming",
    description: "Clickstream, delivery of order changes into the lake",
    reads: { foundation: foundationContract, data: dataContract },
    publishes: {
        clickstream: value<readonly StreamRef[]>(
            "The Kinesis stream of what people do in the console: one, or none where the environment has none (platform:clickstream)",
            [
                {
                    name: "clickstream-0000000",
                    arn: "arn:aws:kinesis:eu-west-1:111122223333:stream/clickstream-0000000",
                    keyArn: foundationContract.publishes.keys.placeholder.streaming,
                },
            ],
        ),
        eventDelivery: value<readonly BufferedDelivery[]>(
            "The Firehose stream that carries events of the clickstream into the lake: one, or none where there is no clickstream",
            [
                {
                    name: "events-0000000",
                    arn: "arn:aws:firehose:eu-west-1:111122223333:deliverystream/events-0000000",
                    bufferSeconds: 60,
                },
            ],
        ),
        orderDelivery: value<BufferedDelivery>("The Firehose stream that carries order changes into the lake", {
            name: "order-changes-0000000",
            arn: "arn:aws:firehose:eu-west-1:111122223333:deliverystream/order-changes-0000000",
            bufferSeconds: 60,
        }),
        transformOrderChange: value(
            "The function that turns order changes into lines of the lake",
            functionPlaceholder("transform-order-change"),
        ),
    },
});
