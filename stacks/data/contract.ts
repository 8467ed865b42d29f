import { foundationContract } from "../foundation/contract";
import { defineContract, value } from "../shared/contract";

const keyArn = foundationContract.publishes.keys.placeholder.data;

/** Where the platform keeps things. */
export const dataContract = defineContract({
    layer: "data",
    description: "Orders table with its stream, idempotency table, lake bucket",
    reads: { foundation: foundationContract },
    publishes: {
        ordersTable: value("The orders table and its stream of changes", {
            name: "orders-0000000",
            arn: "arn:aws:dynamodb:eu-west-1:111122223333:table/orders-0000000",
            streamArn: "arn:aws:dynamodb:eu-west-1:111122223333:table/orders-0000000/stream/2026-01-01T00:00:00.000",
            keyArn,
        }),
        idempotencyTable: value("Remembers what was answered to which idempotency key", {
            name: "idempotency-0000000",
            arn: "arn:aws:dynamodb:eu-west-1:111122223333:table/idempotency-0000000",
            keyArn,
        }),
        lake: value("The data lake's bucket", { name: "lake-0000000", arn: "arn:aws:s3:::lake-0000000", keyArn }),
    },
});
