import {
    DescribeKeyCommand,
    GetKeyPolicyCommand,
    GetKeyRotationStatusCommand,
    ListAliasesCommand,
    ListResourceTagsCommand,
} from "@aws-sdk/client-kms";
import assert from "node:assert/strict";
import { exerciseRow } from "../../testing/exercise";
import { kmsRows } from ".";

const KEY = "aws:kms/key:Key";

describe("the rows of KMS", function () {
    this.timeout(120_000);

    it("make a key", () => {
        const policy = (Sid: string) =>
            JSON.stringify({
                Version: "2012-10-17",
                Statement: [
                    {
                        Sid,
                        Effect: "Allow",
                        Principal: { AWS: "arn:aws:iam::000000000000:root" },
                        Action: "kms:*",
                        Resource: "*",
                    },
                ],
            });
        return exerciseRow(kmsRows, {
            type: KEY,
            inputs: {
                description: "Orders",
                deletionWindowInDays: 7,
                enableKeyRotation: true,
                policy: policy("One"),
                tags: { owner: "orders" },
            },
            async readBack(clients, KeyId) {
                const kms = clients.kms();
                const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId }));
                if (KeyMetadata?.KeyState === "PendingDeletion") return undefined;
                const { KeyRotationEnabled } = await kms.send(new GetKeyRotationStatusCommand({ KeyId }));
                const { Policy = "" } = await kms.send(new GetKeyPolicyCommand({ KeyId, PolicyName: "default" }));
                const { Tags } = await kms.send(new ListResourceTagsCommand({ KeyId }));
                return [
                    KeyMetadata?.Description,
                    KeyMetadata?.Enabled,
                    KeyRotationEnabled,
                    JSON.parse(Policy).Statement[0].Sid,
                    Tags,
                ];
            },
            shows: ["Orders", true, true, "One", [{ TagKey: "owner", TagValue: "orders" }]],
            update: {
                inputs: {
                    description: "Lake",
                    isEnabled: false,
                    enableKeyRotation: false,
                    policy: policy("Two"),
                    tags: undefined,
                },
                shows: ["Lake", false, false, "Two", []],
            },
            replaceOn: {
                keyUsage: "SIGN_VERIFY",
                customerMasterKeySpec: "RSA_2048",
                multiRegion: true,
                customKeyStoreId: "cks-0",
                xksKeyId: "0",
            },
            outputs: ({ id, state }) => {
                assert.equal(state.keyId, id);
                assert.equal(state.arn, `arn:aws:kms:eu-west-1:000000000000:key/${id}`);
            },
            untold: ["deletionWindowInDays", "bypassPolicyLockoutSafetyCheck"],
        });
    });

    it("make an alias, with the prefix that KMS wants", async () => {
        let other = "";
        await exerciseRow(kmsRows, {
            type: "aws:kms/alias:Alias",
            inputs: async (make) => {
                other = (await make(KEY, {})).id;
                return { targetKeyId: (await make(KEY, {})).state.arn };
            },
            async readBack(clients, id, state) {
                const { Aliases = [] } = await clients.kms().send(new ListAliasesCommand({}));
                const target = Aliases.find(({ AliasName }) => AliasName === id)?.TargetKeyId;
                return target && state.targetKeyArn.endsWith(target);
            },
            shows: true,
            update: {
                get inputs() {
                    return { targetKeyId: other };
                },
                shows: true,
            },
            replaceOn: { name: "alias/another", namePrefix: "alias/another-" },
            outputs: ({ id, state }) => {
                assert.match(id, /^alias\/subject-/);
                assert.equal(state.arn, `arn:aws:kms:eu-west-1:000000000000:${id}`);
            },
        });
    });
});
