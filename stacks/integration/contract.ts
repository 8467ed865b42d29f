import { dataContract } from "../data/contract";
import { foundationContract } from "../foundation/contract";
import { identityContract } from "../identity/contract";
import { defineContract, value } from "../shared/contract";
import { functionPlaceholder } from "../shared/publishedFunction";

/** How the world reaches the platform. */
export const integrationContract = defineContract({
    layer: "integration",
    description: "REST API for orders",
    reads: { foundation: foundationContract, identity: identityContract, data: dataContract },
    publishes: {
        api: value("The REST API", {
            id: "0000000000",
            name: "orders-0000000",
            stage: "v1",
            url: "https://0000000000.execute-api.eu-west-1.amazonaws.com/v1",
        }),
        placeOrder: value("The function that places orders", functionPlaceholder("place-order")),
        readOrder: value("The function that reads orders", functionPlaceholder("read-order")),
    },
});
