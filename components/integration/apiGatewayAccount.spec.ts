import assert from "node:assert/strict";
import type * as pulumi from "@pulumi/pulumi";
import { ApiGatewayAccount, type ApiGatewayAccountArgs } from "./apiGatewayAccount";
import { declaredDependencies } from "../shared/testing/dependencies";
import { assertOwnsChildren } from "../shared/testing/children";
import { inputsOf, installMocks, settled } from "../shared/testing/mocks";

const make = (opts = {}, transform?: ApiGatewayAccountArgs["transform"]) =>
    new ApiGatewayAccount("api-logging", { permissionsBoundaryArn: "boundary", transform }, opts);

describe("ApiGatewayAccount", () => {
    beforeEach(() => installMocks());

    it("lets API Gateway alone assume the role, without a source that it does not send", async () => {
        make();
        await settled();
        const { assumeRolePolicy, permissionsBoundary } = inputsOf("aws:iam/role:Role", "api-logging");
        assert.deepEqual(JSON.parse(assumeRolePolicy), {
            Version: "2012-10-17",
            Statement: [
                { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "apigateway.amazonaws.com" } },
            ],
        });
        assert.equal(permissionsBoundary, "boundary");
    });

    for (const partition of ["aws", "aws-us-gov"]) {
        it(`gives it the permissions that AWS names, in the partition ${partition}`, async () => {
            const answer = { partition, dnsSuffix: "amazonaws.com", id: partition };
            installMocks({ calls: { "aws:index/getPartition:getPartition": () => answer } });
            make();
            await settled();
            assert.deepEqual(inputsOf("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "api-logging-logs"), {
                role: "api-logging",
                policyArn: `arn:${partition}:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs`,
            });
        });
    }

    it("sets the role once it can write", async () => {
        const waitsFor = await declaredDependencies(make);
        assert.deepEqual(inputsOf("aws:apigateway/account:Account", "api-logging"), {
            cloudwatchRoleArn: "arn:aws:iam::111122223333:role/api-logging",
        });
        assert.deepEqual(waitsFor.get("aws:apigateway/account:Account api-logging"), [
            "aws:iam/rolePolicyAttachment:RolePolicyAttachment api-logging-logs",
        ]);
    });

    it("leaves the setting alone when it goes, which may name another environment's role by then", async () => {
        const retained: string[] = [];
        const transformation: pulumi.ResourceTransformation = ({ type, opts }) => {
            if (opts.retainOnDelete === true) retained.push(type);
            return undefined;
        };
        make({ transformations: [transformation] });
        await settled();
        assert.deepEqual(retained, ["aws:apigateway/account:Account"]);
    });

    it("owns its children and lets each be transformed", () => assertOwnsChildren(make));
});
