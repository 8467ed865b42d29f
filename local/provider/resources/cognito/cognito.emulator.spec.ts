import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import * as cognito from "@aws-sdk/client-cognito-identity-provider";
import type { LiveContext, Props } from "../../row";
import { describeRows, emulatorClients, type Make } from "../../testing/exercise";
import { signIn } from "../../testing/signIn";
import { userPool } from "./userPool";

const UNSET = {
    emailConfiguration: { EmailSendingAccount: "COGNITO_DEFAULT" },
    userPoolAddOns: { AdvancedSecurityMode: "OFF" },
    userPoolTier: "ESSENTIALS",
    passwordPolicy: {
        MinimumLength: 8,
        RequireLowercase: true,
        RequireNumbers: true,
        RequireSymbols: true,
        RequireUppercase: true,
        TemporaryPasswordValidityDays: 7,
    },
};
const makePool = async (make: Make) => (await make(userPool.type, { usernameAttributes: ["email"] })).id;

describeRows("the rows of Cognito", {
    "keep a user pool": {
        type: userPool.type,
        inputs: {
            name: "people",
            usernameAttributes: ["email"],
            usernameConfiguration: { caseSensitive: false },
            autoVerifiedAttributes: ["email"],
            userAttributeUpdateSettings: { attributesRequireVerificationBeforeUpdates: ["email"] },
            accountRecoverySetting: { recoveryMechanisms: [{ name: "verified_email", priority: 1 }] },
            adminCreateUserConfig: {
                allowAdminCreateUserOnly: true,
                inviteMessageTemplate: {
                    emailSubject: "Welcome",
                    emailMessage: "You are {username}, with {####}",
                    smsMessage: "{username} {####}",
                },
            },
            passwordPolicy: {
                minimumLength: 14,
                requireLowercase: true,
                requireUppercase: true,
                requireNumbers: true,
                requireSymbols: false,
                temporaryPasswordValidityDays: 3,
                passwordHistorySize: 5,
            },
            mfaConfiguration: "OPTIONAL",
            softwareTokenMfaConfiguration: { enabled: true },
            emailConfiguration: {
                emailSendingAccount: "DEVELOPER",
                sourceArn: "arn:aws:ses:eu-west-1:000000000000:identity/example.com",
                fromEmailAddress: "Orders <no-reply@example.com>",
            },
            userPoolTier: "PLUS",
            userPoolAddOns: { advancedSecurityMode: "ENFORCED" },
            schemas: [{ name: "plan", attributeDataType: "String", mutable: true }],
            tags: { layer: "identity", owner: "people" },
        },
        looks: [
            [
                cognito.DescribeUserPoolCommand,
                ({ UserPool: pool }) => {
                    // The emulator keeps the first name of a pool.
                    assert.equal(pool.Name, "people");
                    assert.ok(pool.SchemaAttributes.some(({ Name }: any) => Name === "custom:plan"));
                    return { ...pool, ...pool.Policies };
                },
            ],
            cognito.GetUserPoolMfaConfigCommand,
        ],
        names: { fromEmailAddress: "From", tags: "UserPoolTags" },
        unset: UNSET,
        unseen: ["name", "schemas"],
        update: {
            name: "renamed",
            accountRecoverySetting: undefined,
            adminCreateUserConfig: undefined,
            autoVerifiedAttributes: undefined,
            emailConfiguration: undefined,
            passwordPolicy: undefined,
            mfaConfiguration: undefined,
            softwareTokenMfaConfiguration: undefined,
            userPoolTier: undefined,
            userPoolAddOns: undefined,
            tags: { layer: "people" },
        },
        replacement: { usernameAttributes: ["phone_number"] },
        outputs: ({ id, state }) => {
            assert.match(id, /^eu-west-1_[A-Za-z0-9]{9}$/);
            assert.equal(state.arn, `arn:aws:cognito-idp:eu-west-1:000000000000:userpool/${id}`);
            assert.equal(state.endpoint, `cognito-idp.eu-west-1.amazonaws.com/${id}`);
        },
        untold: ["schemas"],
    },
    "keep a client through which a person signs in": {
        type: "aws:cognito/userPoolClient:UserPoolClient",
        importable: false,
        inputs: async (make) => ({
            userPoolId: await makePool(make),
            generateSecret: false,
            explicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
            allowedOauthFlowsUserPoolClient: true,
            allowedOauthFlows: ["code"],
            allowedOauthScopes: ["openid", "email"],
            callbackUrls: ["https://console.example.com/signed-in"],
            logoutUrls: ["https://console.example.com/"],
            preventUserExistenceErrors: "ENABLED",
            idTokenValidity: 30,
            tokenValidityUnits: { idToken: "minutes" },
        }),
        looks: [[cognito.DescribeUserPoolClientCommand, "UserPoolClient"]],
        unseen: ["generateSecret"],
        unset: { idTokenValidity: 1, preventUserExistenceErrors: "LEGACY" },
        readBack: async (clients, id, { userPoolId }) => {
            const token = await signIn(clients, userPoolId, id, `${randomUUID()}@example.com`);
            const claims = JSON.parse(Buffer.from(token.split(".")[1], "base64url").toString());
            assert.equal(claims.aud, id);
            return (claims.exp - claims.iat) / 60;
        },
        shows: 30,
        update: {
            allowedOauthFlowsUserPoolClient: undefined,
            allowedOauthFlows: undefined,
            allowedOauthScopes: undefined,
            callbackUrls: undefined,
            logoutUrls: undefined,
            preventUserExistenceErrors: undefined,
            idTokenValidity: undefined,
            tokenValidityUnits: undefined,
        },
        updated: 60,
        outputs: ({ id, state }) => {
            assert.match(id, /^[A-Za-z0-9]{26}$/);
            assert.equal(state.clientSecret, "");
        },
    },
    "keep a domain": {
        type: "aws:cognito/userPoolDomain:UserPoolDomain",
        inputs: async (make) => ({ userPoolId: await makePool(make), domain: `people-${randomUUID()}` }),
        looks: [
            [
                cognito.DescribeUserPoolDomainCommand,
                ({ DomainDescription: found }) => (found?.Domain === undefined ? undefined : found),
            ],
        ],
        unset: { managedLoginVersion: 1 },
        update: { managedLoginVersion: 2 },
    },
    "keep a resource server": {
        type: "aws:cognito/resourceServer:ResourceServer",
        inputs: async (make) => ({
            userPoolId: await makePool(make),
            identifier: "orders",
            name: "Orders",
            scopes: [{ scopeName: "read", scopeDescription: "Read orders" }],
        }),
        looks: [[cognito.DescribeResourceServerCommand, "ResourceServer"]],
        update: { name: "All orders", scopes: undefined },
        outputs: ({ state }) => assert.deepEqual(state.scopeIdentifiers, ["orders/read"]),
    },
});

describe("the row of user pools", function () {
    this.timeout(120_000);

    it("adds attributes to a user pool, and refuses to change one", async () => {
        const clients = await emulatorClients();
        const context = { ...WHERE, clients, made: () => undefined } as unknown as LiveContext;
        const live = userPool.live!;
        const plan = { name: "plan", attributeDataType: "String" };
        const [bare, extended] = [{ name: "people" }, { name: "people", schemas: [plan] }];
        const { id } = await live.create(context, bare);
        try {
            await live.update!(context, id, extended, bare);
            const { UserPool } = await clients.cognito().send(new cognito.DescribeUserPoolCommand({ UserPoolId: id }));
            assert.ok(UserPool!.SchemaAttributes!.some(({ Name }) => Name === "custom:plan"));
            const changed = { ...bare, schemas: [{ ...plan, attributeDataType: "Number" }] };
            await assert.rejects(live.update!(context, id, changed, extended), /'plan' cannot be changed/);
        } finally {
            await live.delete(context, id, bare);
        }
    });

    it("renames a user pool in place", async () => {
        const sent: Props[] = [];
        const client = {
            send: ({ input }: { input: Props }) => Promise.resolve(sent.push(input) && { UserPool: {} }),
        };
        const context = { ...WHERE, clients: { cognito: () => client } } as unknown as LiveContext;
        await userPool.live!.update!(context, "eu-west-1_renamed", { name: "people" }, { name: "orders" });
        assert.equal(sent[0].PoolName, "people");
    });

    it("keeps a protected user pool", () =>
        assert.rejects(
            () => userPool.live!.delete(WHERE as LiveContext, "eu-west-1_protected", { deletionProtection: "ACTIVE" }),
            /protected against deletion/,
        ));
});

const WHERE = { partition: "aws", region: "eu-west-1", accountId: "000000000000" } as Partial<LiveContext>;
