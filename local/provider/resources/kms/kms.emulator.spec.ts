import * as kms from "@aws-sdk/client-kms";
import assert from "node:assert/strict";
import { describeRows } from "../../testing/exercise";
import { policyOf } from "../../testing/policyDocument";

const KEY = "aws:kms/key:Key";
const Principal = { AWS: "arn:aws:iam::000000000000:root" };
const policy = (Sid: string) => policyOf({ Sid, Effect: "Allow", Principal, Action: "kms:*", Resource: "*" });

describeRows("the rows of KMS", {
    "make a key": {
        type: KEY,
        inputs: {
            description: "Orders",
            deletionWindowInDays: 7,
            enableKeyRotation: true,
            policy: policy("One"),
            tags: { owner: "orders" },
        },
        looks: [
            [kms.DescribeKeyCommand, ({ KeyMetadata: key }) => (key.KeyState === "PendingDeletion" ? undefined : key)],
            kms.GetKeyRotationStatusCommand,
            kms.GetKeyPolicyCommand,
            kms.ListResourceTagsCommand,
        ],
        names: { enableKeyRotation: "KeyRotationEnabled", isEnabled: "Enabled" },
        unseen: ["deletionWindowInDays"],
        unset: { isEnabled: true, keyUsage: "ENCRYPT_DECRYPT" },
        update: {
            description: "Lake",
            isEnabled: false,
            enableKeyRotation: false,
            policy: policy("Two"),
            tags: undefined,
        },
        replacement: { keyUsage: "SIGN_VERIFY" },
        outputs: ({ id, state }) => {
            assert.equal(state.keyId, id);
            assert.equal(state.arn, `arn:aws:kms:eu-west-1:000000000000:key/${id}`);
        },
        untold: ["deletionWindowInDays", "bypassPolicyLockoutSafetyCheck"],
    },
    "make an alias, with the prefix that KMS wants": {
        type: "aws:kms/alias:Alias",
        inputs: async (make) => ({ targetKeyId: (await make(KEY, {})).state.arn }),
        async readBack(clients, id, state) {
            const { Aliases = [] } = await clients.kms().send(new kms.ListAliasesCommand({}));
            const target = Aliases.find(({ AliasName }) => AliasName === id)?.TargetKeyId;
            return target && state.targetKeyArn.endsWith(target) && state.targetKeyId.endsWith(target);
        },
        shows: true,
        update: async (_given, make) => ({ targetKeyId: (await make(KEY, {})).id }),
        outputs: ({ id, state }) => {
            assert.match(id, /^alias\/subject-/);
            assert.equal(state.arn, `arn:aws:kms:eu-west-1:000000000000:${id}`);
        },
    },
});
