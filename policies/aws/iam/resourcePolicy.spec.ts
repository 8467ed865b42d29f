import * as fc from "fast-check";
import { iamActionWildcard } from "../../rules/iam/actionWildcard";
import { iamDocumentValid } from "../../rules/iam/documentValid";
import { iamNotAction } from "../../rules/iam/notAction";
import { iamResourceConfusedDeputy } from "../../rules/iam/resourceConfusedDeputy";
import { iamResourceDataOwn } from "../../rules/iam/resourceDataOwn";
import { iamResourcePolicyPrivate } from "../../rules/iam/resourcePolicyPrivate";
import { kmsPolicyClosed } from "../../rules/kms/policyClosed";
import { s3PolicyForeignLimited } from "../../rules/s3/policyForeignLimited";
import { s3PolicyPrivate } from "../../rules/s3/policyPrivate";
import { snsPolicyPrivate } from "../../rules/sns/policyPrivate";
import { sqsPolicyPrivate } from "../../rules/sqs/policyPrivate";
import { run, subjectsOf } from "../../testing/harness";
import { assertNoFindingIsLost, assertSpellingIsFree } from "../../testing/properties";
import { listOf, type PlainStatement } from "../../testing/spellings";

const RULES = [
    iamActionWildcard,
    iamDocumentValid,
    iamNotAction,
    iamResourceConfusedDeputy,
    iamResourceDataOwn,
    iamResourcePolicyPrivate,
    kmsPolicyClosed,
    s3PolicyForeignLimited,
    s3PolicyPrivate,
    snsPolicyPrivate,
    sqsPolicyPrivate,
];

/** Places of one policy, each with rules of its own. */
const PLACES = [
    "aws:ecr/repositoryPolicy:RepositoryPolicy",
    "aws:kms/keyPolicy:KeyPolicy",
    "aws:s3/bucketPolicy:BucketPolicy",
    "aws:sns/topicPolicy:TopicPolicy",
    "aws:sqs/queuePolicy:QueuePolicy",
    "aws:vpclattice/authPolicy:AuthPolicy",
].map((type) => subjectsOf(type));
const queue = subjectsOf("aws:sqs/queue:Queue")(
    {},
    { name: "queue", outputs: { arn: "arn:aws:sqs:eu-west-1:111122223333:orders" } },
);

const principal = fc.oneof(
    listOf(
        "*",
        "arn:aws:iam::111122223333:root",
        "arn:aws:iam::444455556666:root",
        "arn:aws:iam::444455556666:role/a",
    ).map((AWS) => ({ AWS })),
    listOf("events.amazonaws.com", "s3.amazonaws.com", "backup.amazonaws.com").map((Service) => ({ Service })),
    fc.constant({ AWS: ["*"], Service: ["sns.amazonaws.com"] }),
);
const condition = fc.constantFrom<NonNullable<PlainStatement["Condition"]>>(
    { StringEquals: { "aws:SourceAccount": ["111122223333"] } },
    { StringEquals: { "aws:PrincipalOrgID": ["o-a1b2c3d4e5"] } },
    { StringEquals: { "aws:PrincipalAccount": ["111122223333", "444455556666"] } },
    { StringLike: { "aws:PrincipalOrgID": ["*"] } },
    { ArnLike: { "aws:SourceArn": ["arn:aws:events:eu-west-1:111122223333:rule/orders"] } },
    { ArnLike: { "aws:SourceArn": ["arn:aws:s3:*:*:*", "arn:aws:s3:::lake"] } },
    { StringNotEquals: { "aws:SourceVpce": ["vpce-0a1b2c3d"] } },
    { StringEqualsIfExists: { "aws:SourceAccount": ["111122223333"] } },
    { IpAddress: { "aws:SourceIp": ["192.0.2.0/24"] } },
);
const plain: fc.Arbitrary<PlainStatement> = fc
    .record({
        Sid: fc.constantFrom("A", "B", "C"),
        Effect: fc.constantFrom("Allow" as const, "Allow" as const, "Allow" as const, "Deny" as const),
        actions: listOf("*", "s3:*", "s3:GetObject", "s3:PutBucketPolicy", "kms:Decrypt", "kms:*", "sqs:*Message"),
        negated: fc.constantFrom(false, false, false, true),
        Resource: listOf("*", "arn:aws:s3:::lake", "arn:aws:s3:::lake/*"),
        Principal: principal as fc.Arbitrary<Record<string, string[]>>,
        Condition: fc.option(condition, { nil: undefined }),
    })
    .map(({ actions, negated, ...rest }) => ({ ...rest, [negated ? "NotAction" : "Action"]: actions }));

/** What the rules find in each place: what they let pass does not count, nor how they say it. */
function findingsOf(policy: unknown): string[] {
    const { entries } = run({ rules: RULES, subjects: [queue, ...PLACES.map((place) => place({ policy }))] });
    const found = entries.map(({ rule, urn, finding }) => `${rule} ${urn} ${finding.verdict} ${finding.id}`);
    return [...new Set(found)].sort();
}

describe("resource policies", () => {
    it("of equivalent spelling give the same findings", () => {
        assertSpellingIsFree(plain, findingsOf, 300);
    });

    it("lose no finding by another statement", () => {
        assertNoFindingIsLost(plain, findingsOf, 300);
    });
});
