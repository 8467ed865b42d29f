import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { inputsOf, installMocks, resourcesOfType, settled, valueOf } from "./mocks";

describe("mocks", () => {
    beforeEach(() => installMocks());

    it("record inputs and answer with outputs of the right shape", async () => {
        const table = new aws.dynamodb.Table("orders", { hashKey: "id" });
        assert.equal(await valueOf(table.arn), "arn:aws:dynamodb:eu-west-1:111122223333:table/orders");
        assert.deepEqual(inputsOf("aws:dynamodb/table:Table", "orders"), { hashKey: "id" });
    });

    it("forget what an earlier test made", () => {
        assert.deepEqual(resourcesOfType("aws:dynamodb/table:Table"), []);
    });

    it("fail on an invoke that nobody described", async () => {
        await assert.rejects(valueOf(aws.getRegionsOutput({}).names), /No mock for the invoke aws:index\/getRegions/);
    });

    it("fail when such an invoke feeds a resource only", async () => {
        new aws.sqs.Queue("queue", { name: aws.getRegionsOutput({}).names[0] });
        await assert.rejects(settled(), /No mock for the invoke aws:index\/getRegions/);
    });

    it("answer invokes that the test describes", async () => {
        installMocks({ calls: { "aws:index/getRegions:getRegions": () => ({ names: ["eu-west-1"] }) } });
        assert.deepEqual(await valueOf(aws.getRegionsOutput({}).names), ["eu-west-1"]);
    });

    it("say which resources there are when the one asked for is not", async () => {
        new aws.sqs.Queue("failures");
        await settled();
        assert.throws(() => inputsOf("aws:sqs/queue:Queue", "failure"), /named 'failure'; there are: failures/);
    });
});
