import assert from "node:assert/strict";
import * as iam from "@aws-sdk/client-iam";
import type { Clients } from "../../clients";
import { describeRows, emulatorClients, type Make } from "../../testing/exercise";
import { policyOf, trustIn } from "../../testing/policyDocument";
import { policy } from ".";

const ROLE = "aws:iam/role:Role";
const POLICY = "aws:iam/policy:Policy";

const Resource = "arn:aws:dynamodb:eu-west-1:000000000000:table/orders";
/** Permission for one action on one table. */
const permission = (Action: string) => policyOf({ Effect: "Allow", Action, Resource });

const makeRole = (make: Make) => make(ROLE, { assumeRolePolicy: trustIn("lambda") });
const makePolicy = (make: Make) => make(POLICY, { policy: permission("dynamodb:GetItem") });

describeRows("the rows of IAM", {
    "keep a role": {
        type: ROLE,
        inputs: async (make) => ({
            assumeRolePolicy: trustIn("lambda"),
            description: "Runs orders",
            permissionsBoundary: (await makePolicy(make)).id,
            tags: { layer: "compute", owner: "orders" },
        }),
        looks: [[iam.GetRoleCommand, "Role"]],
        names: {
            assumeRolePolicy: "AssumeRolePolicyDocument",
            permissionsBoundary: "PermissionsBoundary.PermissionsBoundaryArn",
        },
        update: {
            assumeRolePolicy: trustIn("firehose"),
            description: undefined,
            maxSessionDuration: 7200,
            permissionsBoundary: undefined,
            tags: { layer: "streaming" },
        },
        outputs: ({ id, state }) => {
            assert.match(id, /^subject-.{8}-[0-9a-f]{7}$/);
            assert.equal(state.arn, `arn:aws:iam::000000000000:role/${id}`);
            assert.match(state.uniqueId, /^AROA/);
        },
    },
    "detach what is attached to a role when they are told to": {
        type: ROLE,
        inputs: { assumeRolePolicy: trustIn("lambda"), forceDetachPolicies: true },
        async readBack(clients, RoleName) {
            const client = clients.iam();
            await client.send(new iam.GetRoleCommand({ RoleName }));
            const PolicyDocument = permission("dynamodb:GetItem");
            await client.send(new iam.PutRolePolicyCommand({ RoleName, PolicyName: "inline", PolicyDocument }));
            const PolicyArn = "arn:aws:iam::aws:policy/ReadOnlyAccess";
            await client.send(new iam.AttachRolePolicyCommand({ RoleName, PolicyArn }));
            return "attached";
        },
        shows: "attached",
    },
    "keep an inline policy": {
        type: "aws:iam/rolePolicy:RolePolicy",
        inputs: async (make) => ({ role: (await makeRole(make)).id, policy: permission("dynamodb:GetItem") }),
        looks: [iam.GetRolePolicyCommand],
        names: { policy: "PolicyDocument", role: "RoleName" },
        update: { policy: permission("dynamodb:PutItem") },
    },
    "keep a managed policy": {
        type: POLICY,
        inputs: {
            policy: permission("dynamodb:GetItem"),
            description: "Bounds functions",
            tags: { owner: "platform" },
        },
        looks: [[iam.GetPolicyCommand, "Policy"]],
        unseen: ["policy"],
        readBack: documentInForce,
        shows: permission("dynamodb:GetItem"),
        update: { policy: permission("dynamodb:PutItem"), tags: { owner: "data", cost: "1" } },
        updated: permission("dynamodb:PutItem"),
    },
    "keep an attachment": {
        type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
        inputs: async (make) => ({ policyArn: (await makePolicy(make)).id, role: (await makeRole(make)).id }),
        looks: [
            [
                iam.ListAttachedRolePoliciesCommand,
                ({ AttachedPolicies }, { policyArn }) =>
                    AttachedPolicies.find(({ PolicyArn }: any) => PolicyArn === policyArn),
            ],
        ],
    },
});

describe("the row of managed policies", function () {
    this.timeout(120_000);

    it("keeps one through more updates than IAM keeps versions", async () => {
        const { live } = policy;
        const clients = await emulatorClients();
        const where = { partition: "aws", accountId: "000000000000" };
        const context = { ...where, clients, hex: () => "0", made: () => undefined } as any;
        const inputs = (action: string) => ({ name: "versioned", path: "/", policy: permission(action) });
        const { id } = await live!.create(context, inputs("dynamodb:GetItem"));
        try {
            for (let update = 1; update <= 7; update++) {
                const [old, now] = [inputs(`dynamodb:Old${update}`), inputs(`dynamodb:New${update}`)];
                await live!.update!(context, id, now, old);
                assert.equal(await documentInForce(clients, id), permission(`dynamodb:New${update}`));
            }
            const { Versions } = await clients.iam().send(new iam.ListPolicyVersionsCommand({ PolicyArn: id }));
            assert.equal(Versions!.length, 5);
        } finally {
            await live!.delete(context, id, {});
        }
    });
});

async function documentInForce(clients: Clients, PolicyArn: string): Promise<string> {
    const { Policy } = await clients.iam().send(new iam.GetPolicyCommand({ PolicyArn }));
    const VersionId = Policy!.DefaultVersionId;
    const { PolicyVersion } = await clients.iam().send(new iam.GetPolicyVersionCommand({ PolicyArn, VersionId }));
    return decodeURIComponent(PolicyVersion!.Document!);
}
