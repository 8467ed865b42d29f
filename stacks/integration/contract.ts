import { dataContract } from "../data/contract";
import { foundationContract } from "../foundation/contract";
import { identityContract } from "../identity/contract";
import { defineContract, value } from "../shared/contract";
import { functionPlaceholder, type PublishedFunction } from "../shared/publishedFunction";
import { streamingContract } from "../streaming/contract";

/** How the world reaches the platform. */
export const integrationContract = defineContract({
    layer: "integration",
    description: "REST API for orders and events",
    reads: {
        foundation: foundationContract,
        identity: identityContract,
        data: dataContract,
        streaming: streamingContract,
    },
    publishes: {
        api: value("The REST API", {
            id: "0000000000",
            name: "orders-0000000",
            stage: "v1",
            url: "https://0000000000.execute-api.eu-west-1.amazonaws.com/v1",
        }),
        placeOrder: value("The function that places orders", functionPlaceholder("place-order")),
        collectEvents: value<readonly PublishedFunction[]>(
            "The function that takes events into the clickstream: one, or none where there is no clickstream",
            [functionPlaceholder("collect-events")],
        ),
        readOrder: value("The function that reads orders", functionPlaceholder("read-order")),
    },
});
