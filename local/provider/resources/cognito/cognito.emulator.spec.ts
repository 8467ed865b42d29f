import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import {
    AdminCreateUserCommand,
    AdminSetUserPasswordCommand,
    DescribeResourceServerCommand,
    DescribeUserPoolClientCommand,
    DescribeUserPoolCommand,
    DescribeUserPoolDomainCommand,
    GetUserPoolMfaConfigCommand,
    InitiateAuthCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Clients } from "../../clients";
import type { LiveContext, Props } from "../../row";
import { emulatorClients, exerciseRow, type Make } from "../../testing/exercise";
import { mirrored } from "../../testing/mirrored";
import { cognitoRows } from ".";
import { userPool } from "./userPool";

const cognito = (clients: Clients) => clients.cognito();
/** The emulator keeps the first name of a pool, and each pool that is made here has the attribute `plan`. */
const poolIn = ({ UserPool: pool }: any) => {
    assert.equal(pool.Name, "people");
    assert.ok(pool.SchemaAttributes.some(({ Name }: any) => Name === "custom:plan"));
    return { ...pool, ...pool.Policies };
};
const UNSET = {
    accountRecoverySetting: {},
    adminCreateUserConfig: { allowAdminCreateUserOnly: false },
    autoVerifiedAttributes: [],
    emailConfiguration: { EmailSendingAccount: "COGNITO_DEFAULT" },
    softwareTokenMfaConfiguration: { Enabled: false },
    userPoolAddOns: { AdvancedSecurityMode: "OFF" },
    userPoolTier: "ESSENTIALS",
    passwordPolicy: {
        minimumLength: 8,
        requireLowercase: true,
        requireNumbers: true,
        requireSymbols: true,
        requireUppercase: true,
        temporaryPasswordValidityDays: 7,
    },
};
const makePool = (make: Make) => make(userPool.type, { usernameAttributes: ["email"] });

describe("Cognito rows against the emulator", function () {
    this.timeout(120_000);

    it("keep a user pool", () =>
        exerciseRow(cognitoRows, {
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
            ...mirrored(
                {
                    of: [
                        "accountRecoverySetting",
                        "adminCreateUserConfig",
                        "autoVerifiedAttributes",
                        "emailConfiguration",
                        "mfaConfiguration",
                        "passwordPolicy",
                        "softwareTokenMfaConfiguration",
                        "tags",
                        "userAttributeUpdateSettings",
                        "userPoolAddOns",
                        "userPoolTier",
                        "usernameAttributes",
                        "usernameConfiguration",
                    ],
                    names: { fromEmailAddress: "From" },
                    unset: UNSET,
                },
                [cognito, DescribeUserPoolCommand, (UserPoolId) => ({ UserPoolId }), poolIn],
                [cognito, GetUserPoolMfaConfigCommand, (UserPoolId) => ({ UserPoolId })],
            ),
            update: {
                inputs: {
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
            },
            replaceOn: {
                usernameAttributes: ["phone_number"],
                usernameConfiguration: { caseSensitive: true },
                aliasAttributes: ["email"],
            },
            outputs: ({ id, state }) => {
                assert.match(id, /^eu-west-1_[A-Za-z0-9]{9}$/);
                assert.equal(state.arn, `arn:aws:cognito-idp:eu-west-1:000000000000:userpool/${id}`);
                assert.equal(state.endpoint, `cognito-idp.eu-west-1.amazonaws.com/${id}`);
            },
            untold: ["schemas"],
        }));

    it("add attributes to a user pool, and refuse to change one", async () => {
        const clients = await emulatorClients();
        const context = { ...WHERE, clients, made: () => undefined } as unknown as LiveContext;
        const live = userPool.live!;
        const plan = { name: "plan", attributeDataType: "String" };
        const [bare, extended] = [{ name: "people" }, { name: "people", schemas: [plan] }];
        const { id } = await live.create(context, bare);
        try {
            await live.update!(context, id, extended, bare);
            const { UserPool } = await clients.cognito().send(new DescribeUserPoolCommand({ UserPoolId: id }));
            assert.ok(UserPool!.SchemaAttributes!.some(({ Name }) => Name === "custom:plan"));
            const changed = { ...bare, schemas: [{ ...plan, attributeDataType: "Number" }] };
            await assert.rejects(live.update!(context, id, changed, extended), /'plan' cannot be changed/);
        } finally {
            await live.delete(context, id, bare);
        }
    });

    it("rename a user pool in place", async () => {
        const sent: Props[] = [];
        const cognito = {
            send: ({ input }: { input: Props }) => Promise.resolve(sent.push(input) && { UserPool: {} }),
        };
        const context = { ...WHERE, clients: { cognito: () => cognito } } as unknown as LiveContext;
        await userPool.live!.update!(context, "eu-west-1_renamed", { name: "people" }, { name: "orders" });
        assert.equal(sent[0].PoolName, "people");
    });

    it("keep a protected user pool", () =>
        assert.rejects(
            () => userPool.live!.delete(WHERE as LiveContext, "eu-west-1_protected", { deletionProtection: "ACTIVE" }),
            /protected against deletion/,
        ));

    it("keep a client through which a person signs in", () =>
        exerciseRow(cognitoRows, {
            type: "aws:cognito/userPoolClient:UserPoolClient",
            importable: false,
            inputs: async (make) => ({
                userPoolId: (await makePool(make)).id,
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
            readBack: async (clients, id, { userPoolId: UserPoolId }) => {
                const answer = await clients
                    .cognito()
                    .send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId: id }));
                const client = answer.UserPoolClient!;
                const claims = await signIn(clients, UserPoolId, id);
                assert.equal(claims.aud, id);
                return {
                    callbacks: client.CallbackURLs,
                    logouts: client.LogoutURLs,
                    flows: client.AllowedOAuthFlows,
                    scopes: client.AllowedOAuthScopes,
                    errors: client.PreventUserExistenceErrors,
                    minutes: (claims.exp - claims.iat) / 60,
                };
            },
            shows: {
                callbacks: ["https://console.example.com/signed-in"],
                logouts: ["https://console.example.com/"],
                flows: ["code"],
                scopes: ["openid", "email"],
                errors: "ENABLED",
                minutes: 30,
            },
            update: {
                inputs: {
                    allowedOauthFlowsUserPoolClient: undefined,
                    allowedOauthFlows: undefined,
                    allowedOauthScopes: undefined,
                    callbackUrls: undefined,
                    logoutUrls: undefined,
                    preventUserExistenceErrors: undefined,
                    idTokenValidity: undefined,
                    tokenValidityUnits: undefined,
                },
                shows: { callbacks: [], logouts: [], flows: [], scopes: [], errors: "LEGACY", minutes: 60 },
            },
            replaceOn: { generateSecret: true, userPoolId: "another" },
            outputs: ({ id, state }) => {
                assert.match(id, /^[A-Za-z0-9]{26}$/);
                assert.equal(state.clientSecret, "");
            },
        }));

    it("keep a domain", () => {
        const domain = `people-${randomUUID()}`;
        return exerciseRow(cognitoRows, {
            type: "aws:cognito/userPoolDomain:UserPoolDomain",
            inputs: async (make) => ({ userPoolId: (await makePool(make)).id, domain }),
            readBack: async (clients, id) => {
                const { DomainDescription } = await clients
                    .cognito()
                    .send(new DescribeUserPoolDomainCommand({ Domain: id }));
                return DomainDescription?.Domain && [DomainDescription.Domain, DomainDescription.ManagedLoginVersion];
            },
            shows: [domain, 1],
            update: { inputs: { managedLoginVersion: 2 }, shows: [domain, 2] },
            replaceOn: { domain: "another", userPoolId: "another" },
        });
    });

    it("keep a resource server", () =>
        exerciseRow(cognitoRows, {
            type: "aws:cognito/resourceServer:ResourceServer",
            inputs: async (make) => ({
                userPoolId: (await makePool(make)).id,
                identifier: "orders",
                name: "Orders",
                scopes: [{ scopeName: "read", scopeDescription: "Read orders" }],
            }),
            readBack: async (clients, id) => {
                const [UserPoolId, Identifier] = id.split("|");
                const { ResourceServer } = await clients
                    .cognito()
                    .send(new DescribeResourceServerCommand({ UserPoolId, Identifier }));
                return [ResourceServer!.Name, ResourceServer!.Scopes];
            },
            shows: ["Orders", [{ ScopeName: "read", ScopeDescription: "Read orders" }]],
            update: { inputs: { name: "All orders", scopes: undefined }, shows: ["All orders", []] },
            replaceOn: { identifier: "another", userPoolId: "another" },
            outputs: ({ state }) => assert.deepEqual(state.scopeIdentifiers, ["orders/read"]),
        }));
});

const WHERE = { partition: "aws", region: "eu-west-1", accountId: "000000000000" } as Partial<LiveContext>;

/** Makes an account, signs in by password and returns what the ID token claims. */
async function signIn(clients: Clients, UserPoolId: string, ClientId: string) {
    const [Username, Password] = [`${randomUUID()}@example.com`, "Correct-Horse-7-Battery"];
    const cognito = clients.cognito();
    await cognito.send(new AdminCreateUserCommand({ UserPoolId, Username, MessageAction: "SUPPRESS" }));
    await cognito.send(new AdminSetUserPasswordCommand({ UserPoolId, Username, Password, Permanent: true }));
    const { AuthenticationResult } = await cognito.send(
        new InitiateAuthCommand({
            ClientId,
            AuthFlow: "USER_PASSWORD_AUTH",
            AuthParameters: { USERNAME: Username, PASSWORD: Password },
        }),
    );
    const [, claims] = AuthenticationResult!.IdToken!.split(".");
    return JSON.parse(Buffer.from(claims, "base64url").toString()) as { aud: string; iat: number; exp: number };
}
