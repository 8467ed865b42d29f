import assert from "node:assert/strict";
import { FailureQueue } from "./failureQueue";
import { queueStatements, type QueueVerb } from "./queueAccess";
import { ServiceRole } from "../identity/serviceRole";
import { assertOwnsChildren } from "../shared/testing/children";
import { inputsOf, installMocks, settled, valueOf } from "../shared/testing/mocks";

const QUEUE = {
    name: "q",
    arn: "arn:aws:sqs:eu-west-1:1:q",
    url: "https://sqs/q",
    keyArn: "arn:aws:kms:eu-west-1:1:key/k",
};

function keyFor(...actions: string[]): object {
    return {
        actions,
        resources: [QUEUE.keyArn],
        conditions: {
            StringEquals: { "kms:ViaService": "sqs.eu-west-1.amazonaws.com" },
            StringLike: { "kms:EncryptionContext:aws:sqs:arn": [QUEUE.arn] },
        },
    };
}

describe("queue verbs", () => {
    beforeEach(() => installMocks());

    const expected: Record<QueueVerb, object[]> = {
        send: [{ actions: ["sqs:SendMessage"], resources: [QUEUE.arn] }, keyFor("kms:GenerateDataKey", "kms:Decrypt")],
        receive: [
            {
                actions: [
                    "sqs:ReceiveMessage",
                    "sqs:DeleteMessage",
                    "sqs:ChangeMessageVisibility",
                    "sqs:GetQueueAttributes",
                ],
                resources: [QUEUE.arn],
            },
            keyFor("kms:Decrypt"),
        ],
    };
    for (const [verb, statements] of Object.entries(expected)) {
        it(`${verb} gives exactly what it takes`, async () => {
            const given = queueStatements(QUEUE, verb as QueueVerb);
            assert.deepEqual(await valueOf(given), statements);
        });
    }
});

describe("FailureQueue", () => {
    beforeEach(() => installMocks());

    it("is encrypted, keeps messages for fourteen days and refuses plain HTTP", async () => {
        new FailureQueue("failures", { keyArn: QUEUE.keyArn });
        await settled();
        assert.deepEqual(inputsOf("aws:sqs/queue:Queue", "failures"), {
            messageRetentionSeconds: 1_209_600,
            kmsMasterKeyId: QUEUE.keyArn,
            kmsDataKeyReusePeriodSeconds: 3600,
        });
        const [statement] = JSON.parse(inputsOf("aws:sqs/queuePolicy:QueuePolicy", "failures-tls").policy).Statement;
        assert.equal(statement.Effect, "Deny");
        assert.deepEqual(statement.Condition, { Bool: { "aws:SecureTransport": "false" } });
    });

    it("admits whom it is told to, beside refusing plain HTTP", async () => {
        new FailureQueue("failures", {
            keyArn: QUEUE.keyArn,
            policyStatements: (queueArn) => [
                {
                    sid: "Alarms",
                    effect: "Allow",
                    principal: { Service: "sns.amazonaws.com" },
                    actions: ["sqs:SendMessage"],
                    resources: [queueArn],
                    conditions: { ArnEquals: { "aws:SourceArn": "arn:aws:sns:eu-west-1:111122223333:alarms" } },
                },
            ],
        });
        await settled();
        const { policy } = inputsOf("aws:sqs/queuePolicy:QueuePolicy", "failures-tls");
        const [tls, alarms, ...others] = JSON.parse(policy).Statement;
        assert.deepEqual([tls.Sid, others], ["TlsOnly", []]);
        assert.deepEqual(alarms, {
            Sid: "Alarms",
            Effect: "Allow",
            Principal: { Service: "sns.amazonaws.com" },
            Action: ["sqs:SendMessage"],
            Resource: ["arn:aws:sqs:eu-west-1:111122223333:failures"],
            Condition: { ArnEquals: { "aws:SourceArn": "arn:aws:sns:eu-west-1:111122223333:alarms" } },
        });
    });

    it("grants by a policy of the grantee's role", async () => {
        const role = new ServiceRole("worker", {
            service: "lambda.amazonaws.com",
            description: "d",
            permissionsBoundaryArn: "boundary",
        });
        new FailureQueue("failures", { keyArn: QUEUE.keyArn }).grant(role, "send");
        await settled();
        const { role: attachedTo, policy } = inputsOf("aws:iam/rolePolicy:RolePolicy", "worker-failures-send");
        assert.equal(attachedTo, "worker");
        assert.equal(JSON.parse(policy).Statement[0].Resource, "arn:aws:sqs:eu-west-1:111122223333:failures");
    });

    it("owns its children and lets each be transformed", () =>
        assertOwnsChildren((opts, transform) => new FailureQueue("failures", { keyArn: "k", transform }, opts)));
});
