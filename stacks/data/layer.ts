import { DynamoTable } from "../../components/data/dynamoTable";
import { ProtectedBucket } from "../../components/data/protectedBucket";
import { idempotencyTable, ordersTable } from "../../functions/shared/tables";
import type { Layer } from "../shared/layer";
import type { dataContract } from "./contract";

/** Builds the data layer: the tables, with the keys that the functions use, and the lake. */
export const dataLayer: Layer<typeof dataContract> = ({ foundation }, { layer, platform }) => {
    const keyArn = foundation.keys.data;
    const { deletionProtection } = platform;
    const { recoveryDays, lakeColdAfterDays, idempotencyThroughput } = layer;

    const orders = new DynamoTable("orders", { ...ordersTable, keyArn, recoveryDays, deletionProtection });
    const idempotency = new DynamoTable("idempotency", {
        ...idempotencyTable,
        keyArn,
        recoveryDays,
        deletionProtection,
        throughput: idempotencyThroughput === "OnDemand" ? undefined : idempotencyThroughput,
    });
    const lake = new ProtectedBucket("lake", {
        encryption: { keyArn },
        accessLogs: { bucketName: foundation.logArchive.name },
        deletionProtection,
        lifecycle: {
            // Glacier Instant Retrieval: cheapest of the classes that queries can read at once. Small objects stay; see the settings.
            transitions: lakeColdAfterDays === 0 ? [] : [{ afterDays: lakeColdAfterDays, storageClass: "GLACIER_IR" }],
        },
    });
    return {
        ordersTable: orders.ref,
        idempotencyTable: idempotency.ref,
        lake: { name: lake.bucketName, arn: lake.bucketArn, keyArn },
    };
};
