import assert from "node:assert/strict";
import { EncryptionKey, type EncryptionKeyArgs } from "./encryptionKey";
import { alarmsUse, logGroupsUse, trailUse } from "./keyUse";
import { assertOwnsChildren } from "../shared/testing/children";
import { inputsOf, installMocks, settled, valueOf } from "../shared/testing/mocks";

const ARGS: EncryptionKeyArgs = {
    description: "Log groups",
    alias: "alias/platform/dev/logs",
    deletionProtection: true,
};
const IAM = {
    Sid: "IamOfThisAccount",
    Effect: "Allow",
    Principal: { AWS: "arn:aws:iam::111122223333:root" },
    Action: "kms:*",
    Resource: "*",
};

function policyOf(name: string): { Version: string; Statement: unknown[] } {
    return JSON.parse(inputsOf("aws:kms/key:Key", name).policy);
}

describe("EncryptionKey", () => {
    beforeEach(() => installMocks());

    it("rotates every year, waits a month before it goes, and leaves permissions to IAM", async () => {
        const key = new EncryptionKey("logs", ARGS);
        await settled();
        const { policy, ...inputs } = inputsOf("aws:kms/key:Key", "logs");
        assert.deepEqual(inputs, {
            description: "Log groups",
            enableKeyRotation: true,
            rotationPeriodInDays: 365,
            deletionWindowInDays: 30,
        });
        assert.deepEqual(JSON.parse(policy), { Version: "2012-10-17", Statement: [IAM] });
        assert.deepEqual(inputsOf("aws:kms/alias:Alias", "logs-alias"), {
            name: "alias/platform/dev/logs",
            targetKeyId: "logs",
        });
        assert.equal(await valueOf(key.keyArn), "arn:aws:kms:eu-west-1:111122223333:key/logs");
    });

    it("goes after a week when it is not protected", async () => {
        new EncryptionKey("logs", { ...ARGS, deletionProtection: false });
        await settled();
        assert.equal(inputsOf("aws:kms/key:Key", "logs").deletionWindowInDays, 7);
    });

    it("admits CloudWatch Logs for this account's log groups", async () => {
        new EncryptionKey("logs", { ...ARGS, uses: (location) => [logGroupsUse(location)] });
        await settled();
        assert.deepEqual(policyOf("logs").Statement, [
            IAM,
            {
                Sid: "LogGroupsOfThisAccount",
                Effect: "Allow",
                Principal: { Service: "logs.eu-west-1.amazonaws.com" },
                Action: [
                    "kms:Encrypt",
                    "kms:Decrypt",
                    "kms:ReEncryptFrom",
                    "kms:ReEncryptTo",
                    "kms:GenerateDataKey",
                    "kms:GenerateDataKeyWithoutPlaintext",
                    "kms:DescribeKey",
                ],
                Resource: "*",
                Condition: {
                    ArnLike: {
                        "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:eu-west-1:111122223333:log-group:*",
                    },
                },
            },
        ]);
    });

    it("admits the alarms of this account", async () => {
        new EncryptionKey("messaging", { ...ARGS, uses: (location) => [alarmsUse(location)] });
        await settled();
        assert.deepEqual(policyOf("messaging").Statement, [
            IAM,
            {
                Sid: "AlarmsOfThisAccount",
                Effect: "Allow",
                Principal: { Service: "cloudwatch.amazonaws.com" },
                Action: ["kms:Decrypt", "kms:GenerateDataKey"],
                Resource: "*",
                Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
            },
        ]);
    });

    it("admits CloudTrail for one trail of this account", async () => {
        new EncryptionKey("logs", { ...ARGS, uses: (location) => trailUse(location, "platform-dev") });
        await settled();
        const ofTrail = {
            "aws:SourceArn": "arn:aws:cloudtrail:eu-west-1:111122223333:trail/platform-dev",
        };
        const trail = { Effect: "Allow", Principal: { Service: "cloudtrail.amazonaws.com" }, Resource: "*" };
        assert.deepEqual(policyOf("logs").Statement, [
            IAM,
            {
                ...trail,
                Sid: "TrailEncrypts",
                Action: ["kms:GenerateDataKey"],
                Condition: {
                    StringEquals: ofTrail,
                    StringLike: {
                        "kms:EncryptionContext:aws:cloudtrail:arn": "arn:aws:cloudtrail:*:111122223333:trail/*",
                    },
                },
            },
            {
                ...trail,
                Sid: "TrailDescribes",
                Action: ["kms:DescribeKey"],
                Condition: { StringEquals: ofTrail },
            },
        ]);
    });

    it("owns its children and lets each be transformed", () =>
        assertOwnsChildren((opts, transform) => new EncryptionKey("logs", { ...ARGS, transform }, opts)));

    for (const alias of ["logs", "alias/", "alias/aws/s3", "alias/über", `alias/${"x".repeat(251)}`]) {
        it(`refuses the alias '${alias.slice(0, 20)}'`, () => {
            assert.throws(() => new EncryptionKey("logs", { ...ARGS, alias }), /EncryptionKey 'logs': alias 'a?l/);
        });
    }
});
