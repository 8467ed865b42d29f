import assert from "node:assert/strict";
import { iamSenderAdmitted } from "../../rules/iam/senderAdmitted";
import { kmsKeyAdmitsUsers } from "../../rules/kms/keyAdmitsUsers";
import { documentText } from "../../testing/documents";
import { run, subjectsOf } from "../../testing/harness";
import { account, allow, deny, keyOf, PLACE, QUEUE, queue, TOPIC } from "../../testing/keys";

const subscription = subjectsOf("aws:sns/topicSubscription:TopicSubscription")(
    { topic: TOPIC, protocol: "sqs", endpoint: QUEUE },
    { name: "subscription" },
);
const SNS = { Service: "sns.amazonaws.com" };

/** Whether a queue lets in what a topic sends to it, by the condition of a policy that says so or refuses it. */
function isLetIn(effect: "Allow" | "Deny", Condition: object): boolean {
    const general = { Effect: "Allow", Principal: SNS, Action: "sqs:SendMessage", Resource: QUEUE };
    const conditional = { ...general, Effect: effect, Condition };
    const policy = documentText(...(effect === "Deny" ? [general, conditional] : [conditional]));
    const waiting = subjectsOf("aws:sqs/queue:Queue")({ policy }, { name: "orders", outputs: { arn: QUEUE } });
    return run({ rules: [iamSenderAdmitted], subjects: [subscription, waiting] }).violations.length === 0;
}

/** Whether a key lets a topic write to a queue, by such a condition. */
function mayEncrypt(effect: "Allow" | "Deny", Condition: object): boolean {
    const statements =
        effect === "Allow" ? [allow(SNS, undefined, Condition)] : [allow(SNS), deny("kms:*", undefined, Condition)];
    const subjects = [keyOf(account, ...statements), queue(), subscription];
    return run({ rules: [kmsKeyAdmitsUsers], subjects }).violations.length === 0;
}

const like = `arn:aws:sns:${PLACE}:in*s`;
const other = TOPIC.replace("incidents", "Incidents");

describe("a condition on the sender", () => {
    /** Whether the topic meets it. */
    const conditions: readonly (readonly [operator: string, value: string, isMet: boolean])[] = [
        ["StringEquals", TOPIC, true],
        ["StringEquals", like, false],
        ["StringEquals", other, false],
        ["stringequals", TOPIC, true],
        ["StringEqualsIgnoreCase", other, true],
        ["StringEqualsIgnoreCase", like, false],
        ["StringLike", like, true],
        ["StringLike", other, false],
        ["ArnEquals", like, true],
        ["ArnEquals", other, false],
        ["ArnLike", like, true],
        ["ArnLikeIfExists", "arn:aws:sns:*:*:INC*", false],
    ];
    for (const [operator, value, isMet] of conditions) {
        const condition = { [operator]: { "aws:SourceArn": value } };
        it(`${operator} '${value}' is ${isMet ? "met" : "not met"}, in what allows and in what refuses`, () => {
            assert.deepEqual([isLetIn("Allow", condition), isLetIn("Deny", condition)], [isMet, !isMet]);
            assert.deepEqual([mayEncrypt("Allow", condition), mayEncrypt("Deny", condition)], [isMet, !isMet]);
        });
    }

    it("refuses all others by a negation, which has wildcards with the same operators", () => {
        const refusing = (operator: string, value: string) =>
            isLetIn("Deny", { [operator]: { "aws:SourceArn": value } });
        assert.equal(refusing("StringNotEquals", TOPIC), true);
        assert.equal(refusing("StringNotEquals", like), false);
        assert.equal(refusing("StringNotLike", like), true);
        assert.equal(refusing("ArnNotEquals", like), true);
        assert.equal(refusing("StringNotEqualsIgnoreCase", other), true);
    });
});

describe("a condition on the objects of a bucket that a key encrypts", () => {
    const lake = "arn:aws:s3:::lake";
    const subjects = (operator: string, value: string) => [
        keyOf(allow({ AWS: "*" }, "kms:*", { [operator]: { "kms:EncryptionContext:aws:s3:arn": value } })),
        subjectsOf("aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2")(
            {
                bucket: "lake",
                rules: [
                    {
                        applyServerSideEncryptionByDefault: {
                            sseAlgorithm: "aws:kms",
                            kmsMasterKeyId: `arn:aws:kms:${PLACE}:key/1`,
                        },
                    },
                ],
            },
            { name: "lake" },
        ),
        subjectsOf("aws:iam/role:Role")(
            {
                inlinePolicies: [
                    {
                        policy: documentText(
                            { Effect: "Allow", Action: "s3:GetObject", Resource: `${lake}/*` },
                            { Effect: "Allow", Action: "kms:Decrypt", Resource: "*" },
                        ),
                    },
                ],
            },
            { name: "reader", outputs: { name: "reader", arn: "arn:aws:iam::111122223333:role/reader" } },
        ),
    ];
    const isMet = (operator: string, value: string) =>
        run({ rules: [kmsKeyAdmitsUsers], subjects: subjects(operator, value) }).violations.length === 0;

    it("is met by an object, or any of them by a wildcard, where it is one", () => {
        assert.equal(isMet("StringLike", `${lake}/*`), true);
        assert.equal(isMet("StringEquals", `${lake}/orders`), true);
        assert.equal(isMet("StringEquals", lake), true);
        assert.equal(isMet("StringEquals", `${lake}/*`), false);
    });
});
