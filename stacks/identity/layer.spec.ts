import assert from "node:assert/strict";
import { identityLayer } from "./layer";
import { inputsOf, installMocks, resources, settled, valueOf } from "../../components/shared/testing/mocks";
import { sharedConfig } from "../shared/testing/sharedConfig";

const CONFIG: Parameters<typeof identityLayer>[1] = {
    ...sharedConfig,
    platform: { ...sharedConfig.platform, deletionProtection: false },
    layer: { passwordMinimumLength: 16, mfa: "ON", callbackUrls: ["https://orders.example.com/signed-in"] },
};

describe("identity layer", () => {
    beforeEach(() => installMocks());

    it("publishes the user pool and the console's client", async () => {
        assert.deepEqual(await valueOf({ ...identityLayer({}, CONFIG) }), {
            userPool: {
                id: "people-id",
                arn: "arn:aws:cognito:eu-west-1:111122223333:people",
                clientId: "people-console-id",
                signInUrl: "https://people-de29d33aeecb.auth.eu-west-1.amazoncognito.com",
            },
        });
    });

    it("makes the pool, its domain and the client and nothing else: people get no permissions in AWS", async () => {
        identityLayer({}, CONFIG);
        await settled();
        assert.deepEqual(
            resources().map(({ type }) => type),
            [
                "platform:identity:UserPool",
                "aws:cognito/userPool:UserPool",
                "aws:cognito/userPoolDomain:UserPoolDomain",
                "aws:cognito/userPoolClient:UserPoolClient",
            ],
        );
    });

    it("follows the settings", async () => {
        identityLayer({}, { ...CONFIG, platform: { ...CONFIG.platform, deletionProtection: true } });
        await settled();
        const { passwordPolicy, mfaConfiguration, deletionProtection } = inputsOf(
            "aws:cognito/userPool:UserPool",
            "people",
        );
        assert.deepEqual([passwordPolicy.minimumLength, mfaConfiguration, deletionProtection], [16, "ON", "ACTIVE"]);
        const client = inputsOf("aws:cognito/userPoolClient:UserPoolClient", "people-console");
        assert.deepEqual(client.callbackUrls, ["https://orders.example.com/signed-in"]);
        assert.equal(client.userPoolId, "people-id");
    });

    it("sends mail by SES where the environment has an identity of it", async () => {
        const mail = {
            sourceArn: "arn:aws:ses:eu-west-1:111122223333:identity/example.com",
            fromEmailAddress: "Orders <no-reply@orders.example.com>",
        };
        identityLayer({}, { ...CONFIG, layer: { ...CONFIG.layer, mail } });
        await settled();
        const { emailConfiguration } = inputsOf("aws:cognito/userPool:UserPool", "people");
        assert.deepEqual(emailConfiguration, { emailSendingAccount: "DEVELOPER", ...mail });
    });

    it("protects the pool where the environment asks for it only", async () => {
        identityLayer({}, { ...CONFIG, layer: { ...CONFIG.layer, mfa: "OFF" } });
        await settled();
        const pool = inputsOf("aws:cognito/userPool:UserPool", "people");
        assert.deepEqual([pool.deletionProtection, pool.mfaConfiguration], ["INACTIVE", "OFF"]);
    });
});
