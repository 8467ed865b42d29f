import type { Exemption } from "./framework/exemption";

/** The findings that are let stand, each with its reason. Printed in every run that they apply to. */
export const exemptions: readonly Exemption[] = [
    {
        rule: "iam-resource-wildcard",
        finding: /^Resource::\*#(dynamodb|firehose|kinesis|kms|lambda|logs|s3|sqs):\w+$/,
        resource: "boundary",
        stacks: ["platform-foundation/*"],
        reason: "A permissions boundary grants nothing: it caps roles, whose own policies name their resources, to this account.",
        owner: "platform-team",
        ticket: "docs/decisions/0003-grants.md",
        expires: "2027-11-30",
        maxMatches: 60,
    },
    {
        rule: "s3-bucket-encrypted",
        finding: "rules.sseAlgorithm",
        resource: "log-archive-encryption",
        stacks: ["platform-foundation/*"],
        reason: "S3 cannot deliver server access logs into a bucket under a KMS key; the trail's files have a key of their own.",
        owner: "platform-team",
        ticket: "components/foundation/README.md",
        expires: "2027-11-30",
    },
];
