import assert from "node:assert/strict";
import {
    AttachRolePolicyCommand,
    GetPolicyCommand,
    GetPolicyVersionCommand,
    GetRoleCommand,
    GetRolePolicyCommand,
    ListAttachedRolePoliciesCommand,
    ListPolicyVersionsCommand,
    PutRolePolicyCommand,
} from "@aws-sdk/client-iam";
import type { Clients } from "../../clients";
import { tagMap } from "../../live";
import { emulatorClients, exerciseRow, type Make } from "../../testing/exercise";
import { iamRows } from ".";

/** Trust in one service. */
const trust = (service: string) => ({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: service } }],
});

/** Permission for one action on one table. */
const permission = (action: string) => ({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: action, Resource: "arn:aws:dynamodb:eu-west-1:000000000000:table/orders" }],
});

const text = JSON.stringify;
const parse = (document: string | undefined): unknown => JSON.parse(decodeURIComponent(document!));

const makeRole = (make: Make) => make("aws:iam/role:Role", { assumeRolePolicy: text(trust("lambda.amazonaws.com")) });
const makePolicy = (make: Make, action = "dynamodb:GetItem") =>
    make("aws:iam/policy:Policy", { policy: text(permission(action)) });

describe("IAM rows against the emulator", function () {
    this.timeout(120_000);

    it("keep a role", async () => {
        let boundary = "";
        await exerciseRow(iamRows, {
            type: "aws:iam/role:Role",
            inputs: async (make) => {
                boundary = (await makePolicy(make)).id;
                return {
                    assumeRolePolicy: text(trust("lambda.amazonaws.com")),
                    description: "Runs orders",
                    permissionsBoundary: boundary,
                    tags: { layer: "compute", owner: "orders" },
                };
            },
            readBack: async (clients, id) => {
                const { Role } = await clients.iam().send(new GetRoleCommand({ RoleName: id }));
                return {
                    trust: parse(Role!.AssumeRolePolicyDocument),
                    description: Role!.Description,
                    session: Role!.MaxSessionDuration,
                    bounded: Role!.PermissionsBoundary?.PermissionsBoundaryArn === boundary,
                    tags: tagMap(Role!.Tags),
                };
            },
            shows: {
                trust: trust("lambda.amazonaws.com"),
                description: "Runs orders",
                session: 3600,
                bounded: true,
                tags: { layer: "compute", owner: "orders" },
            },
            update: {
                inputs: {
                    assumeRolePolicy: text(trust("firehose.amazonaws.com")),
                    description: undefined,
                    maxSessionDuration: 7200,
                    permissionsBoundary: undefined,
                    tags: { layer: "streaming" },
                },
                shows: {
                    trust: trust("firehose.amazonaws.com"),
                    description: "",
                    session: 7200,
                    bounded: false,
                    tags: { layer: "streaming" },
                },
            },
            replaceOn: { name: "another", namePrefix: "another-", path: "/team/" },
            outputs: ({ id, state }) => {
                assert.match(id, /^subject-.{8}-[0-9a-f]{7}$/);
                assert.equal(state.arn, `arn:aws:iam::000000000000:role/${id}`);
                assert.match(state.uniqueId, /^AROA/);
            },
            untold: ["forceDetachPolicies"],
        });
    });

    it("detach what is attached to a role when they are told to", async () => {
        await exerciseRow(iamRows, {
            type: "aws:iam/role:Role",
            inputs: { assumeRolePolicy: text(trust("lambda.amazonaws.com")), forceDetachPolicies: true },
            readBack: async (clients, id) => {
                await clients.iam().send(new GetRoleCommand({ RoleName: id }));
                await clients.iam().send(
                    new PutRolePolicyCommand({
                        RoleName: id,
                        PolicyName: "inline",
                        PolicyDocument: text(permission("dynamodb:GetItem")),
                    }),
                );
                await clients.iam().send(
                    new AttachRolePolicyCommand({
                        RoleName: id,
                        PolicyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess",
                    }),
                );
                return "attached";
            },
            shows: "attached",
        });
    });

    it("keep an inline policy", () =>
        exerciseRow(iamRows, {
            type: "aws:iam/rolePolicy:RolePolicy",
            inputs: async (make) => ({
                role: (await makeRole(make)).id,
                policy: text(permission("dynamodb:GetItem")),
            }),
            readBack: async (clients, id) => {
                const [RoleName, PolicyName] = id.split(":");
                const { PolicyDocument } = await clients.iam().send(new GetRolePolicyCommand({ RoleName, PolicyName }));
                return parse(PolicyDocument);
            },
            shows: permission("dynamodb:GetItem"),
            update: {
                inputs: { policy: text(permission("dynamodb:PutItem")) },
                shows: permission("dynamodb:PutItem"),
            },
            replaceOn: { name: "another", namePrefix: "another-", role: "another" },
        }));

    it("keep a managed policy through more updates than IAM keeps versions", async () => {
        await exerciseRow(iamRows, {
            type: "aws:iam/policy:Policy",
            inputs: {
                policy: text(permission("dynamodb:GetItem")),
                description: "Bounds functions",
                tags: { owner: "platform" },
            },
            readBack: (clients, id) => policyInForce(clients, id),
            shows: { document: permission("dynamodb:GetItem"), tags: { owner: "platform" } },
            update: {
                inputs: { policy: text(permission("dynamodb:PutItem")), tags: { owner: "data", cost: "1" } },
                shows: { document: permission("dynamodb:PutItem"), tags: { owner: "data", cost: "1" } },
            },
            replaceOn: { name: "another", namePrefix: "another-", path: "/team/", description: "Else" },
        });
        const policy = iamRows.find(({ type }) => type === "aws:iam/policy:Policy")!;
        const clients = await emulatorClients();
        const where = { partition: "aws", accountId: "000000000000" };
        const context = { ...where, clients, hex: () => "0", made: () => undefined } as any;
        const inputs = (action: string) => ({ name: "versioned", path: "/", policy: text(permission(action)) });
        const { id } = await policy.live!.create(context, inputs("dynamodb:GetItem"));
        try {
            for (let update = 1; update <= 7; update++) {
                const [old, now] = [inputs(`dynamodb:Old${update}`), inputs(`dynamodb:New${update}`)];
                await policy.live!.update!(context, id, now, old);
                const { document } = await policyInForce(clients, id);
                assert.deepEqual(document, permission(`dynamodb:New${update}`));
            }
            const { Versions } = await clients.iam().send(new ListPolicyVersionsCommand({ PolicyArn: id }));
            assert.equal(Versions!.length, 5);
        } finally {
            await policy.live!.delete(context, id, {});
        }
    });

    it("keep an attachment", async () => {
        await exerciseRow(iamRows, {
            type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
            inputs: async (make) => ({ policyArn: (await makePolicy(make)).id, role: (await makeRole(make)).id }),
            readBack: async (clients, _id, { role, policyArn }) => {
                const { AttachedPolicies } = await clients
                    .iam()
                    .send(new ListAttachedRolePoliciesCommand({ RoleName: role }));
                return AttachedPolicies!.some(({ PolicyArn }) => PolicyArn === policyArn) ? "attached" : undefined;
            },
            shows: "attached",
            replaceOn: { policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess", role: "another" },
        });
    });
});

async function policyInForce(clients: Clients, arn: string) {
    const { Policy } = await clients.iam().send(new GetPolicyCommand({ PolicyArn: arn }));
    const { PolicyVersion } = await clients
        .iam()
        .send(new GetPolicyVersionCommand({ PolicyArn: arn, VersionId: Policy!.DefaultVersionId }));
    return { document: parse(PolicyVersion!.Document), tags: tagMap(Policy!.Tags) };
}
