import { describeRule } from "../../testing/describeRule";
import { documentText } from "../../testing/documents";
import { subjectsOf, UNKNOWN, type Subject } from "../../testing/harness";
import { s3PolicyForeignLimited } from "./policyForeignLimited";

const own = subjectsOf("aws:sqs/queue:Queue")(
    {},
    { name: "other", outputs: { arn: "arn:aws:sqs:eu-west-1:111122223333:orders" } },
);
const bucket = subjectsOf("aws:s3/bucket:Bucket");
const policyOf = subjectsOf("aws:s3/bucketPolicy:BucketPolicy", { bucket: "lake" });
const STATEMENT = {
    Sid: "Partner",
    Effect: "Allow",
    Principal: { AWS: "arn:aws:iam::444455556666:root" },
    Action: "s3:PutBucketPolicy",
    Resource: "arn:aws:s3:::lake",
};
const policy = (change: object): Subject[] => [own, policyOf({ policy: documentText({ ...STATEMENT, ...change }) })];
const open = (change: object) => policyOf({ policy: { Statement: [{ ...STATEMENT, ...change }] } });
const id = "Action::s3:PutBucketPolicy#Partner";
const all = ["DeleteBucketPolicy", "PutBucketAcl", "PutBucketPolicy", "PutEncryptionConfiguration", "PutObjectAcl"].map(
    (action) => `Action::s3:${action}#Partner`,
);

describeRule(s3PolicyForeignLimited, {
    passes: {
        "another account that reads and writes": policy({ Action: ["s3:GetObject", "s3:PutObject"] }),
        "a role of the own account": policy({ Principal: { AWS: "arn:aws:iam::111122223333:role/admin" } }),
        "the own account by its number": policy({ Principal: { AWS: "111122223333" } }),
        "everybody of the own account": policy({
            Principal: "*",
            Condition: { StringEquals: { "aws:PrincipalAccount": "111122223333" } },
        }),
        "everybody by access points of the own account": policy({
            Principal: { AWS: "*" },
            Action: "*",
            Condition: { StringEquals: { "s3:DataAccessPointAccount": "111122223333" } },
        }),
        "a service": policy({ Principal: { Service: "config.amazonaws.com" } }),
        "a refusal": policy({ Effect: "Deny" }),
        "a bucket without a policy": bucket({}),
    },
    violates: {
        "one among several": [
            policy({
                Principal: { AWS: ["111122223333", "444455556666"] },
                Action: ["s3:getobject", "S3:putbucketpolicy"],
            }),
            id,
        ],
        "all actions": [policy({ Action: "s3:*" }), ...all],
        "all actions but one": [
            policy({ Action: undefined, NotAction: "s3:PutBucketPolicy" }),
            ...all.filter((each) => each !== id),
        ],
        "everybody by access points of another account": [
            policy({ Principal: "*", Condition: { StringEquals: { "s3:DataAccessPointAccount": "444455556666" } } }),
            id,
        ],
        "everybody of an organization": [
            policy({ Principal: "*", Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } } }),
            id,
        ],
        "a policy in the deprecated property": [[own, bucket({ policy: documentText(STATEMENT) })], id],
        "a role, with unknown resources": [[own, open({ Resource: UNKNOWN })], id],
    },
    missing: [policy({}), id],
    undecided: {
        "an unknown document": [[own, bucket({ policy: UNKNOWN })], "Document::policy"],
        "an unknown principal": [[own, open({ Principal: { AWS: UNKNOWN } })], id],
        "the own account, as long as nothing tells it": [
            policyOf({ policy: documentText(STATEMENT) }, { outputs: { arn: UNKNOWN } }),
            id,
        ],
    },
});
