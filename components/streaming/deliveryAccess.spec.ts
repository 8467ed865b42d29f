import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { DeliveryAccess, deliveryStatements } from "./deliveryAccess";
import { grantedBy, testGrantee } from "../shared/testing/grants";
import { installMocks, settled, valueOf } from "../shared/testing/mocks";

const DELIVERY = {
    name: "order-changes-1",
    arn: "arn:aws:firehose:eu-west-1:111122223333:deliverystream/order-changes-1",
};

describe("delivery verbs", () => {
    beforeEach(() => installMocks());

    it("put gives exactly what it takes", async () => {
        const statements = deliveryStatements(DELIVERY, "put");
        assert.deepEqual(await valueOf(statements), [
            { actions: ["firehose:PutRecord", "firehose:PutRecordBatch"], resources: [DELIVERY.arn] },
        ]);
    });
});

describe("DeliveryAccess", () => {
    beforeEach(() => installMocks());

    it("grants on what another layer published", async () => {
        new DeliveryAccess("order-delivery", pulumi.output(DELIVERY)).grant(testGrantee(), "put");
        await settled();
        assert.deepEqual(grantedBy("worker-order-delivery-put"), [
            {
                Effect: "Allow",
                Action: ["firehose:PutRecord", "firehose:PutRecordBatch"],
                Resource: DELIVERY.arn,
            },
        ]);
    });
});
