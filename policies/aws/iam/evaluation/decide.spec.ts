import assert from "node:assert/strict";
import { resourcesOf, type Subject } from "../../../testing/harness";
import { ACCOUNT, documentOf, roleWith } from "../../../testing/roles";
import { decide } from "./decide";
import { landscapeOf } from "./landscape";
import type { AccessRequest } from "./request";

const ROLE = `arn:aws:iam::${ACCOUNT}:role/reader`;
const ROOT = `arn:aws:iam::${ACCOUNT}:root`;
const STRANGER = "arn:aws:iam::444455556666:role/stranger";
const TABLE = `arn:aws:dynamodb:eu-west-1:${ACCOUNT}:table/orders`;
const KEY = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1b9aae36-4026-2019-bcbc-e88fe190a82a`;
const READS = { Effect: "Allow", Action: "dynamodb:GetItem", Resource: TABLE };
const DECRYPTS = { Effect: "Allow", Action: "kms:Decrypt", Resource: KEY };

const table: Subject = { type: "aws:dynamodb/table:Table", name: "orders", props: {}, outputs: { arn: TABLE } };
const tablePolicy = (...statements: readonly object[]): Subject => ({
    type: "aws:dynamodb/resourcePolicy:ResourcePolicy",
    props: { resourceArn: TABLE, policy: documentOf(...statements) },
});
const key = (...statements: readonly object[]): Subject => ({
    type: "aws:kms/key:Key",
    props: { policy: documentOf(...statements) },
    outputs: { arn: KEY },
});
const reader = (...statements: readonly object[]) => roleWith("reader", { policies: [documentOf(...statements)] });

/** `allowed`, `denied explicitly`, `denied`, or why nobody can say. */
function answer(subjects: readonly Subject[], asked: Partial<AccessRequest> = {}): string {
    const request = { principal: ROLE, action: "dynamodb:GetItem", resource: TABLE, ...asked };
    const found = decide(landscapeOf(resourcesOf([table, ...subjects])), request);
    if (found.verdict === "undecided") return found.because;
    return found.verdict === "denied" && found.isExplicit ? "denied explicitly" : found.verdict;
}

const decrypting = { action: "kms:Decrypt", resource: KEY };
const assuming = { action: "sts:AssumeRole", resource: ROLE };

describe("who may do what", () => {
    it("is what an own policy allows, in whatever session", () => {
        assert.equal(answer(reader(READS)), "allowed");
        assert.equal(
            answer(reader(READS), { principal: `arn:aws:sts::${ACCOUNT}:assumed-role/reader/any` }),
            "allowed",
        );
        assert.equal(answer(reader(READS), { action: "dynamodb:PutItem" }), "denied");
        assert.equal(answer(reader({ ...READS, Effect: "Deny" }, READS)), "denied explicitly");
        assert.equal(
            answer([...reader(READS), tablePolicy({ ...READS, Effect: "Deny", Principal: "*" })]),
            "denied explicitly",
        );
    });

    it("counts policies that are attached, and a user's", () => {
        const arn = `arn:aws:iam::${ACCOUNT}:policy/own`;
        const own: Subject = { type: "aws:iam/policy:Policy", props: { policy: documentOf(READS) }, outputs: { arn } };
        assert.equal(answer([...roleWith("reader", { attached: [arn] }), own]), "allowed");
        const user = `arn:aws:iam::${ACCOUNT}:user/ann`;
        const users: Subject[] = [
            { type: "aws:iam/user:User", name: "ann", props: {}, outputs: { name: "ann", arn: user } },
            { type: "aws:iam/userPolicy:UserPolicy", props: { user: "ann", policy: documentOf(READS) } },
        ];
        assert.equal(answer(users, { principal: user }), "allowed");
        const group: Subject = {
            type: "aws:iam/userGroupMembership:UserGroupMembership",
            props: { user: "ann", groups: ["all"] },
        };
        assert.equal(answer([...users, group], { principal: user, action: "dynamodb:PutItem" }), "groups of 'ann'");
    });

    it("is not known by a policy that is not in the states, nor by one that cannot be read", () => {
        const foreign = "arn:aws:iam::aws:policy/AmazonDynamoDBReadOnlyAccess";
        const with_ = (more: object) => roleWith("reader", { policies: [documentOf(READS)], ...more });
        assert.equal(answer(with_({ attached: [foreign] })), `policy of ${foreign}`);
        assert.match(answer(with_({ policies: ["{"] })), /not valid JSON/);
        assert.equal(
            answer([...with_({ attached: [foreign] }), tablePolicy({ ...READS, Effect: "Deny", Principal: "*" })]),
            "denied explicitly",
        );
        const strange = { ...READS, Condition: { StringResembles: { "aws:PrincipalTag/team": "x" } } };
        assert.equal(
            answer(reader(strange), { context: { "aws:PrincipalTag/team": "x" } }),
            "condition StringResembles on aws:PrincipalTag/team",
        );
    });

    it("needs a word of the key's policy, be it for the account", () => {
        const delegating = { Effect: "Allow", Principal: { AWS: ROOT }, Action: "kms:*", Resource: "*" };
        assert.equal(answer([...reader(DECRYPTS), key(delegating)], decrypting), "allowed");
        assert.equal(answer([...reader(), key(delegating)], decrypting), "denied");
        assert.equal(
            answer([...reader(DECRYPTS), key({ ...delegating, Principal: { AWS: STRANGER } })], decrypting),
            "denied",
        );
        assert.equal(answer([...reader(), key({ ...delegating, Principal: { AWS: ROLE } })], decrypting), "allowed");
        assert.equal(answer(reader(DECRYPTS), decrypting), `policy of ${KEY}`);
        assert.equal(answer([key(delegating)], { ...decrypting, principal: ROOT }), "allowed");
    });

    it("of a role is assuming it only by its trust policy", () => {
        const trusting = (Principal: unknown) =>
            roleWith("reader", { trust: documentOf({ Effect: "Allow", Action: "sts:AssumeRole", Principal }) });
        const caller = (...statements: readonly object[]) =>
            roleWith("caller", { policies: [documentOf(...statements)] });
        const assumes = { Effect: "Allow", Action: "sts:AssumeRole", Resource: "*" };
        const principal = `arn:aws:iam::${ACCOUNT}:role/caller`;
        const lambda = "lambda.amazonaws.com";
        assert.equal(answer(trusting({ Service: lambda }), { ...assuming, principal: lambda }), "allowed");
        assert.equal(
            answer(trusting({ Service: lambda }), { ...assuming, principal: "events.amazonaws.com" }),
            "denied",
        );
        assert.equal(answer([...trusting({ AWS: principal }), ...caller()], { ...assuming, principal }), "allowed");
        assert.equal(answer([...trusting({ AWS: ROOT }), ...caller(assumes)], { ...assuming, principal }), "allowed");
        assert.equal(answer([...trusting({ AWS: ROOT }), ...caller()], { ...assuming, principal }), "denied");
        assert.equal(
            answer([...trusting({ Service: lambda }), ...caller(assumes)], { ...assuming, principal }),
            "denied",
        );
        const passes = { Effect: "Allow", Action: "iam:PassRole", Resource: ROLE };
        assert.equal(
            answer([...trusting({ Service: lambda }), ...caller(passes)], {
                action: "iam:PassRole",
                resource: ROLE,
                principal,
            }),
            "allowed",
        );
        const provider = `arn:aws:iam::${ACCOUNT}:oidc-provider/token.actions.githubusercontent.com`;
        const federated = documentOf({
            Effect: "Allow",
            Action: "sts:AssumeRoleWithWebIdentity",
            Principal: { Federated: provider },
        });
        assert.equal(
            answer(roleWith("reader", { trust: federated }), {
                ...assuming,
                action: "sts:AssumeRoleWithWebIdentity",
                principal: provider,
            }),
            "allowed",
        );
    });

    it("of another account is not known where the resource lets it in, and denied where not", () => {
        const open = tablePolicy({ ...READS, Principal: { AWS: STRANGER } });
        assert.equal(answer([open], { principal: STRANGER }), `policies of ${STRANGER}`);
        assert.equal(answer([tablePolicy({ ...READS, Principal: { AWS: ROLE } })], { principal: STRANGER }), "denied");
        const elsewhere = TABLE.replace(ACCOUNT, "444455556666");
        assert.equal(answer(reader({ ...READS, Resource: "*" }), { resource: elsewhere }), "denied");
        const bucket = { action: "s3:ListBucket", resource: "arn:aws:s3:::anybodys" };
        assert.equal(
            answer(reader({ ...READS, Action: "*", Resource: "*" }), bucket),
            "account of arn:aws:s3:::anybodys",
        );
    });

    it("of somebody of the account whom the states do not show is what resources give directly", () => {
        const principal = `arn:aws:iam::${ACCOUNT}:role/of-a-person`;
        assert.equal(answer([], { principal }), `policies of ${principal}`);
        const denying = tablePolicy({ ...READS, Effect: "Deny", Principal: { AWS: ROOT } });
        assert.equal(answer([denying], { principal }), "denied explicitly");
    });

    it("of the account's root user is everything, unless it is denied", () => {
        assert.equal(answer([], { principal: ROOT }), "allowed");
        const denying = tablePolicy({ ...READS, Effect: "Deny", Principal: { AWS: ROOT } });
        assert.equal(answer([denying], { principal: ROOT }), "denied explicitly");
    });

    it("excepts by NotPrincipal whom it names with the account, and nobody with a boundary", () => {
        const only = (...AWS: readonly string[]) => tablePolicy({ ...READS, Effect: "Deny", NotPrincipal: { AWS } });
        assert.equal(answer([...reader(READS), only(ROLE, ROOT)]), "allowed");
        assert.equal(answer([...reader(READS), only(STRANGER)]), "denied explicitly");
        assert.equal(answer([...reader(READS), only(ROLE)]), `NotPrincipal with no account beside ${ROLE}`);
        const bounded = roleWith("reader", { policies: [documentOf(READS)], boundary: documentOf(READS) });
        assert.equal(answer([...bounded, only(ROLE, ROOT)]), "denied explicitly");
        assert.equal(
            answer([tablePolicy({ ...READS, NotPrincipal: { Service: "lambda.amazonaws.com" } })], {
                principal: "events.amazonaws.com",
            }),
            "allowed",
        );
    });

    it("is of a function what permissions say of the version that is called", () => {
        const arn = `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:place`;
        const subjects: Subject[] = [
            { type: "aws:lambda/function:Function", props: { name: "place" }, outputs: { arn } },
            {
                type: "aws:lambda/permission:Permission",
                props: {
                    function: "place",
                    qualifier: "live",
                    action: "lambda:InvokeFunction",
                    principal: "apigateway.amazonaws.com",
                    sourceArn: "arn:aws:execute-api:*",
                },
            },
        ];
        const invoking = {
            principal: "apigateway.amazonaws.com",
            action: "lambda:InvokeFunction",
            context: { "aws:SourceArn": "arn:aws:execute-api:eu-west-1:111122223333:a1/v1/GET/orders" },
        };
        assert.equal(answer(subjects, { ...invoking, resource: `${arn}:live` }), "allowed");
        assert.equal(answer(subjects, { ...invoking, resource: arn }), "denied");
        assert.equal(answer(subjects, { ...invoking, resource: `${arn}:live`, context: {} }), "denied");
    });

    it("is of an API what its policy says in short", () => {
        const executionArn = `arn:aws:execute-api:eu-west-1:${ACCOUNT}:a1`;
        const policy = documentOf({
            Effect: "Allow",
            Principal: "*",
            Action: "execute-api:Invoke",
            Resource: "execute-api:/v1/GET/*",
        });
        const api: Subject = { type: "aws:apigateway/restApi:RestApi", props: { policy }, outputs: { executionArn } };
        const invoking = { principal: "*", action: "execute-api:Invoke" };
        assert.equal(answer([api], { ...invoking, resource: `${executionArn}/v1/GET/orders` }), "allowed");
        assert.equal(answer([api], { ...invoking, resource: `${executionArn}/v1/POST/orders` }), "denied");
    });

    it("reads variables in policies of the version that has them", () => {
        const resource = `${TABLE}/index/\${aws:PrincipalTag/team}`;
        const asked = { resource: `${TABLE}/index/a`, context: { "aws:PrincipalTag/team": "a" } };
        const old = JSON.stringify({ Statement: [{ ...READS, Resource: resource }] });
        assert.equal(answer(reader({ ...READS, Resource: resource }), asked), "allowed");
        assert.equal(answer(roleWith("reader", { policies: [old] }), asked), "denied");
    });
});
