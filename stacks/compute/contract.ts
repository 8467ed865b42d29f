import { dataContract } from "../data/contract";
import { foundationContract } from "../foundation/contract";
import { defineContract, value } from "../shared/contract";
import { functionPlaceholder, type PublishedFunction } from "../shared/publishedFunction";
import { streamingContract } from "../streaming/contract";

/** What reacts to changes. */
export const computeContract = defineContract({
    layer: "compute",
    description: "Consumers of the orders table's stream and of the clickstream, failure queue",
    reads: { foundation: foundationContract, data: dataContract, streaming: streamingContract },
    publishes: {
        deliverOrderChanges: value(
            "The function that hands order changes to the delivery stream",
            functionPlaceholder("deliver-order-changes"),
        ),
        deliverEvents: value<readonly PublishedFunction[]>(
            "The function that hands events of the clickstream to their delivery stream: one, or none where there is no clickstream",
            [functionPlaceholder("deliver-events")],
        ),
        failureQueue: value("Where changes go that no retry can help", {
            name: "failures-0000000",
            arn: "arn:aws:sqs:eu-west-1:111122223333:failures-0000000",
            url: "https://sqs.eu-west-1.amazonaws.com/111122223333/failures-0000000",
        }),
    },
});
