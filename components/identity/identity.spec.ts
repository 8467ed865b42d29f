import assert from "node:assert/strict";
import { PermissionsBoundary } from "./permissionsBoundary";
import { RequestsBoundary } from "./requestsBoundary";
import { ServiceRole } from "./serviceRole";
import { policyDocument, viaService } from "./statement";
import { UserPool, type UserPoolArgs } from "./userPool";
import { assertOwnsChildren } from "../shared/testing/children";
import { inputsOf, installMocks, settled, valueOf } from "../shared/testing/mocks";

describe("policyDocument", () => {
    beforeEach(() => installMocks());

    it("writes exact actions on exact resources under conditions", async () => {
        const document = policyDocument([
            { actions: ["kms:Decrypt"], resources: ["arn:key"], conditions: viaService("dynamodb", "eu-west-1") },
            { actions: ["s3:GetObject", "s3:PutObject"], resources: ["arn:a/*", "arn:b/*"] },
        ]);
        assert.deepEqual(JSON.parse(await valueOf(document)), {
            Version: "2012-10-17",
            Statement: [
                {
                    Effect: "Allow",
                    Action: ["kms:Decrypt"],
                    Resource: "arn:key",
                    Condition: { StringEquals: { "kms:ViaService": "dynamodb.eu-west-1.amazonaws.com" } },
                },
                { Effect: "Allow", Action: ["s3:GetObject", "s3:PutObject"], Resource: ["arn:a/*", "arn:b/*"] },
            ],
        });
    });

    it("refuses wildcards in actions, where nobody has checked types", () => {
        assert.throws(
            // @ts-expect-error The compiler takes only what the boundary allows.
            () => policyDocument([{ actions: ["s3:Get*"], resources: ["arn:a"] }]),
            /exact actions, not 's3:Get\*'/,
        );
    });
});

describe("ServiceRole", () => {
    beforeEach(() => installMocks());

    it("trusts one service, for one account when that is known", async () => {
        new ServiceRole("delivery", {
            service: "firehose.amazonaws.com",
            description: "Delivers",
            permissionsBoundaryArn: "boundary",
            sourceAccount: "111122223333",
        });
        await settled();
        const { assumeRolePolicy, ...rest } = inputsOf("aws:iam/role:Role", "delivery");
        assert.deepEqual(rest, { description: "Delivers", permissionsBoundary: "boundary", maxSessionDuration: 3600 });
        assert.deepEqual(JSON.parse(assumeRolePolicy).Statement, [
            {
                Effect: "Allow",
                Action: "sts:AssumeRole",
                Principal: { Service: "firehose.amazonaws.com" },
                Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
            },
        ]);
    });
});

describe("PermissionsBoundary", () => {
    beforeEach(() => installMocks());

    it("caps roles to data of this account: nothing of IAM, no key policies, no wildcards in actions", async () => {
        new PermissionsBoundary("boundary");
        await settled();
        const { Statement } = JSON.parse(inputsOf("aws:iam/policy:Policy", "boundary").policy);
        const actions: string[] = Statement.flatMap((statement: { Action: string[] }) => statement.Action);
        assert.deepEqual(
            actions.filter(
                (action) => action.includes("*") || /^(iam|sts|organizations|sso):|PutKeyPolicy/.test(action),
            ),
            [],
        );
        assert.deepEqual(Statement[0].Condition, { StringEquals: { "aws:ResourceAccount": "111122223333" } });
    });

    it("owns its children and lets each be transformed", () =>
        assertOwnsChildren((opts, transform) => new PermissionsBoundary("boundary", { transform }, opts)));
});

describe("RequestsBoundary", () => {
    beforeEach(() => installMocks());

    it("owns its children", () =>
        assertOwnsChildren((opts, transform) => new RequestsBoundary("boundary", { document: "{}", transform }, opts)));
});

describe("UserPool", () => {
    const ARGS: UserPoolArgs = {
        passwordMinimumLength: 14,
        mfa: "ON",
        deletionProtection: true,
        callbackUrls: ["https://orders.example.com/signed-in"],
    };
    beforeEach(() => installMocks());

    it("asks for strong passwords and a second factor, and protects itself", async () => {
        new UserPool("people", ARGS);
        await settled();
        const pool = inputsOf("aws:cognito/userPool:UserPool", "people");
        assert.equal(pool.deletionProtection, "ACTIVE");
        assert.equal(pool.mfaConfiguration, "ON");
        assert.deepEqual(pool.softwareTokenMfaConfiguration, { enabled: true });
        assert.equal(pool.passwordPolicy.minimumLength, 14);
        assert.deepEqual(pool.userPoolAddOns, { advancedSecurityMode: "ENFORCED" });
    });

    it("gives the console a public client: SRP and code grant only, no secret, no hint who has an account", async () => {
        new UserPool("people", { ...ARGS, mfa: "OFF" });
        await settled();
        const client = inputsOf("aws:cognito/userPoolClient:UserPoolClient", "people-console");
        assert.deepEqual(client.explicitAuthFlows, ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]);
        assert.deepEqual(client.allowedOauthFlows, ["code"]);
        assert.equal(client.generateSecret, false);
        assert.equal(client.preventUserExistenceErrors, "ENABLED");
        assert.deepEqual(client.writeAttributes, ["email", "name"]);
        assert.equal("softwareTokenMfaConfiguration" in inputsOf("aws:cognito/userPool:UserPool", "people"), false);
    });

    it("owns its children and lets each be transformed", () =>
        assertOwnsChildren((opts, transform) => new UserPool("people", { ...ARGS, transform }, opts)));

    it("has a domain to sign in at that is no other pool's, without words that Cognito refuses", async () => {
        const { signInUrl } = new UserPool("people", ARGS);
        const { domain, userPoolId } = await settled().then(() =>
            inputsOf("aws:cognito/userPoolDomain:UserPoolDomain", "people"),
        );
        assert.match(domain, /^people-[0-9a-f]{12}$/);
        assert.equal(userPoolId, "people-id");
        assert.equal(await valueOf(signInUrl), `https://${domain}.auth.eu-west-1.amazoncognito.com`);
        for (const name of ["People", "aws-people", "p".repeat(51)])
            assert.throws(() => new UserPool(name, ARGS), /the name begins that of a domain/);
    });

    it("leaves mail to Cognito unless an identity of SES is there", async () => {
        new UserPool("people", ARGS);
        await settled();
        assert.equal("emailConfiguration" in inputsOf("aws:cognito/userPool:UserPool", "people"), false);
        const mail = { sourceArn: "arn:aws:ses:eu-west-1:111122223333:identity/a.com", fromEmailAddress: "a@b.com" };
        assert.throws(
            () => new UserPool("people", { ...ARGS, mail }),
            /mail sends as 'a@b\.com', for which .* 'a\.com'/,
        );
    });

    it("refuses short passwords and plain HTTP", () => {
        assert.throws(
            () => new UserPool("people", { ...ARGS, passwordMinimumLength: 8 }),
            /'people': passwordMinimumLength/,
        );
        assert.throws(
            () => new UserPool("people", { ...ARGS, callbackUrls: ["http://orders.example.com"] }),
            /not 'http:\/\/orders/,
        );
    });
});
