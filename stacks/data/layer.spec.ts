import assert from "node:assert/strict";
import { dataLayer } from "./layer";
import { inputsOf, installMocks, resourcesOfType, settled, valueOf } from "../../components/shared/testing/mocks";
import { foundationContract } from "../foundation/contract";
import { placeholdersOf } from "../shared/testing/placeholders";
import { sharedConfig } from "../shared/testing/sharedConfig";

const CONFIG: Parameters<typeof dataLayer>[1] = {
    ...sharedConfig,
    layer: { recoveryDays: 35, lakeColdAfterDays: 90, idempotencyThroughput: "OnDemand" },
};
const KEY = foundationContract.publishes.keys.placeholder.data;
const LIFECYCLE = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";

function build(layer: Partial<typeof CONFIG.layer> = {}): ReturnType<typeof dataLayer> {
    return dataLayer(
        { foundation: placeholdersOf(foundationContract) },
        { ...CONFIG, layer: { ...CONFIG.layer, ...layer } },
    );
}

describe("data layer", () => {
    beforeEach(() => installMocks());

    it("publishes the tables, the stream of orders and the lake", async () => {
        const arn = "arn:aws:dynamodb:eu-west-1:111122223333:table";
        assert.deepEqual(await valueOf({ ...build() }), {
            ordersTable: {
                name: "orders",
                arn: `${arn}/orders`,
                streamArn: `${arn}/orders/stream/2026-01-01T00:00:00.000`,
                keyArn: KEY,
            },
            idempotencyTable: { name: "idempotency", arn: `${arn}/idempotency`, keyArn: KEY },
            lake: { name: "lake", arn: "arn:aws:s3:::lake", keyArn: KEY },
        });
    });

    it("keys orders by customer and order, and streams both images", async () => {
        build();
        await settled();
        const orders = inputsOf("aws:dynamodb/table:Table", "orders");
        assert.deepEqual(
            [orders.hashKey, orders.rangeKey, orders.streamEnabled, orders.streamViewType],
            ["customerId", "orderId", true, "NEW_AND_OLD_IMAGES"],
        );
        assert.deepEqual(
            [orders.deletionProtectionEnabled, orders.pointInTimeRecovery, orders.serverSideEncryption],
            [true, { enabled: true, recoveryPeriodInDays: 35 }, { enabled: true, kmsKeyArn: KEY }],
        );
    });

    it("lets idempotency records expire, and streams none", async () => {
        build();
        await settled();
        const { hashKey, ttl, streamEnabled } = inputsOf("aws:dynamodb/table:Table", "idempotency");
        assert.deepEqual(
            { hashKey, ttl, streamEnabled },
            { hashKey: "id", ttl: { enabled: true, attributeName: "expiration" }, streamEnabled: undefined },
        );
    });

    it("scales the capacity for idempotency records between limits, where they are set; orders stay on demand", async () => {
        build({ idempotencyThroughput: { read: { min: 5, max: 50 }, write: { min: 10, max: 100 } } });
        await settled();
        const modeOf = (name: string) => inputsOf("aws:dynamodb/table:Table", name).billingMode;
        assert.deepEqual([modeOf("orders"), modeOf("idempotency")], ["PAY_PER_REQUEST", "PROVISIONED"]);
        const limits = resourcesOfType("aws:appautoscaling/target:Target").map(({ name, inputs }) => [
            name,
            inputs.minCapacity,
            inputs.maxCapacity,
        ]);
        assert.deepEqual(limits.sort(), [
            ["idempotency-read", 5, 50],
            ["idempotency-write", 10, 100],
        ]);
    });

    it("logs access to the lake into the archive and moves objects when that is set", async () => {
        build();
        await settled();
        assert.equal(
            inputsOf("aws:s3/bucketLogging:BucketLogging", "lake-logging").targetBucket,
            foundationContract.publishes.logArchive.placeholder.name,
        );
        const transitions = [{ days: 90, storageClass: "GLACIER_IR" }];
        assert.deepEqual(inputsOf(LIFECYCLE, "lake-lifecycle").rules[0].transitions, transitions);
    });

    it("moves no objects when that is not set", async () => {
        build({ lakeColdAfterDays: 0 });
        await settled();
        assert.equal(inputsOf(LIFECYCLE, "lake-lifecycle").rules[0].transitions, undefined);
    });
});
