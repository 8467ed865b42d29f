import assert from "node:assert/strict";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AccessPart, Permission } from "./access/permission";
import { EXIT } from "./errors";
import { platform } from "./testing/command";

/** Without any way to AWS credentials. */
const stranger: NodeJS.ProcessEnv = {
    ...process.env,
    AWS_CONFIG_FILE: join(tmpdir(), "nobody"),
    AWS_SHARED_CREDENTIALS_FILE: join(tmpdir(), "nobody"),
    AWS_EC2_METADATA_DISABLED: "true",
};

/** Roles that deploy have permissions on the table, and none on what is in it. */
function ofData({ actions }: Permission): boolean {
    return actions.some((action) => /:(\*|.*(Item|Records|Query|Scan|ShardIterator).*)$/.test(action));
}

describe("platform access", function () {
    this.timeout(300_000);

    it("says who may do what to the table of orders in dev, without credentials", async () => {
        const { code, stdout, stderr } = await platform(["access", "dev", "--resource", "table orders", "--json"], {
            env: stranger,
        });
        assert.equal(code, EXIT.ok, stderr);
        const { environment, permissions, undecided } = JSON.parse(stdout) as AccessPart & { environment: string };
        assert.equal(environment, "dev");
        assert.deepEqual(
            permissions.filter(ofData).map(({ principal, usedBy, effect, actions, resource, conditions, through }) => ({
                principal,
                usedBy,
                effect,
                actions,
                resource: resource.replace(/\d{4}-.*/, "…"),
                conditions,
                through,
            })),
            [
                {
                    principal: "role deliver-order-changes",
                    usedBy: ["function deliver-order-changes"],
                    effect: "allow",
                    actions: ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"],
                    resource: "table orders/stream/…",
                    conditions: [],
                    through: ["role policy deliver-order-changes-orders-readStream"],
                },
                {
                    principal: "role place-order",
                    usedBy: ["function place-order"],
                    effect: "allow",
                    actions: ["dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:PutItem"],
                    resource: "table orders",
                    conditions: [],
                    through: ["role policy place-order-orders-putItem", "role policy place-order-orders-readItem"],
                },
                {
                    principal: "role read-order",
                    usedBy: ["function read-order"],
                    effect: "allow",
                    actions: ["dynamodb:BatchGetItem", "dynamodb:GetItem"],
                    resource: "table orders",
                    conditions: [],
                    through: ["role policy read-order-orders-readItem"],
                },
                // Follows an order through an environment that can be thrown away.
                {
                    principal: "role trail",
                    usedBy: [],
                    effect: "allow",
                    actions: ["dynamodb:GetItem"],
                    resource: "arn:aws:dynamodb:eu-west-1:111122223333:table/orders-dev-???????",
                    conditions: [],
                    through: ["policy trail-data"],
                },
            ],
        );
        const policy = "arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs";
        assert.deepEqual(undecided, [{ principal: "role api-logging", because: `policy of ${policy}` }]);
    });
});
