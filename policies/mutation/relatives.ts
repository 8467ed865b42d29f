/** Rules that the mutations found cannot tell apart: each says something true of the mutant that is its own to say. */
export interface Relation {
    /** Ids of the rules that are mutated. */
    readonly of: readonly string[];
    /** Ids of the rules that then find something as well. */
    readonly relatives: readonly string[];
    readonly reason: string;
}

/** Every relation between rules; one that no mutation shows any more fails the test. */
export const relations: readonly Relation[] = [
    {
        of: ["iam-admin-wildcard"],
        relatives: [
            "iam-action-wildcard",
            "iam-credentials-exposure",
            "iam-data-exfiltration",
            "iam-kms-decrypt-scoped",
            "iam-pass-role-scoped",
            "iam-permissions-management",
            "iam-privilege-escalation",
            "iam-write-constrained",
        ],
        reason: "A statement that allows every action, or every one but a few, allows actions of each kind that a rule of its own refuses.",
    },
    {
        of: [
            "iam-admin-wildcard",
            "iam-credentials-exposure",
            "iam-data-exfiltration",
            "iam-kms-decrypt-scoped",
            "iam-pass-role-scoped",
            "iam-permissions-management",
            "iam-privilege-escalation",
            "iam-write-constrained",
        ],
        relatives: ["iam-resource-wildcard"],
        reason: "What is dangerous on every resource is an action that could have been limited to one.",
    },
    {
        of: ["iam-credentials-exposure", "iam-permissions-management", "iam-privilege-escalation"],
        relatives: ["iam-write-constrained"],
        reason: "To hand out permissions or credentials is to write.",
    },
    {
        of: ["iam-kms-decrypt-scoped", "iam-pass-role-scoped"],
        relatives: ["iam-write-constrained"],
        reason: "AWS counts decryption, and the passing of a role, among what writes.",
    },
    {
        of: ["iam-privilege-escalation"],
        relatives: ["iam-credentials-exposure"],
        reason: "An access key for another user is a credential, and makes one that user.",
    },
    {
        of: ["iam-admin-wildcard"],
        relatives: ["iam-not-action"],
        reason: "All actions but one are almost all, and said by what is left out.",
    },
    {
        of: ["iam-resource-data-own", "lambda-source-readable"],
        relatives: ["kms-key-admits-users"],
        reason: "A key's policy that admits somebody else, or nobody, does not admit those who use what the key encrypts.",
    },
    {
        of: ["lambda-queue-visibility-sufficient", "lambda-api-timeout-bounded"],
        relatives: ["lambda-queue-visibility-sufficient", "lambda-api-timeout-bounded"],
        reason: "One function answers an API and reads a queue: when it runs longer, neither waits long enough.",
    },
    {
        of: ["iam-document-valid"],
        relatives: ["iam-sender-admitted"],
        reason: "A permission that AWS does not take admits nobody.",
    },
    {
        of: ["kms-key-admits-users"],
        relatives: ["logs-group-encrypted", "sns-topic-encrypted"],
        reason: "AWS's own key is none of the account's, and admits no other service.",
    },
    {
        of: ["s3-access-logged", "s3-bucket-encrypted"],
        relatives: ["s3-access-logged", "s3-bucket-encrypted"],
        reason: "That a bucket takes logs, which excuses it from both, its policy tells where what sends them is in another layer.",
    },
    {
        of: ["sqs-policy-private"],
        relatives: ["iam-action-wildcard", "sqs-tls-only"],
        reason: "The one statement of a queue's policy refuses plain HTTP to everybody; to allow instead what it refuses opens the queue, by all actions.",
    },
    {
        of: ["sns-policy-private"],
        relatives: ["sns-tls-only"],
        reason: "The statement of a topic's policy that is about everybody refuses plain HTTP; to allow instead what it refuses opens the topic.",
    },
    {
        of: ["iam-resource-data-own", "kms-policy-closed"],
        relatives: ["iam-action-wildcard"],
        reason: "The account itself may do everything with its key; anybody else who may has a wildcard too many.",
    },
    {
        of: ["lambda-tracing-permitted"],
        relatives: ["iam-function-undergranted"],
        reason: "Without its role's policy a function lacks the traces and the logs.",
    },
    {
        of: ["sqs-failures-kept", "iam-function-overgranted"],
        relatives: ["sqs-failures-kept", "iam-function-overgranted"],
        reason: "Without its destination a function may still write to a queue that it no longer needs, and that keeps nobody's failures.",
    },
    {
        of: ["lambda-function-alarmed", "lambda-async-failure-kept"],
        relatives: ["iam-function-overgranted", "lambda-function-alarmed", "lambda-async-failure-kept"],
        reason: "A function of which the name is gone is neither what its alarms watch, nor what has the destination, nor what its role was granted things for.",
    },
    {
        of: ["waf-acl-nonempty"],
        relatives: ["waf-bad-inputs-blocked"],
        reason: "A web ACL without rules has no rule against bad inputs.",
    },
];

/** Ids of the rules that may find something as well when a rule is mutated. */
export function relativesOf(rule: string): ReadonlySet<string> {
    return new Set(relations.filter(({ of }) => of.includes(rule)).flatMap(({ relatives }) => relatives));
}
