import { describeRule } from "../../testing/describeRule";
import { documentText } from "../../testing/documents";
import { subjectsOf, UNKNOWN, type Subject } from "../../testing/harness";
import { iamResourceDataOwn } from "./resourceDataOwn";

const own = subjectsOf("aws:sqs/queue:Queue")(
    {},
    { name: "other", outputs: { arn: "arn:aws:sqs:eu-west-1:111122223333:orders" } },
);
const statement = (change: object) => ({
    Sid: "Partner",
    Effect: "Allow",
    Principal: { AWS: "arn:aws:iam::444455556666:role/reader" },
    Action: "dynamodb:GetItem",
    Resource: "*",
    ...change,
});
const of = (type: string, change: object = {}): Subject[] => [
    own,
    subjectsOf(type)({ policy: documentText(statement(change)) }),
];
const table = (change?: object) => of("aws:dynamodb/resourcePolicy:ResourcePolicy", change);
const ID = "Data::444455556666#Partner";

describeRule(iamResourceDataOwn, {
    passes: {
        "a role of the own account": table({ Principal: { AWS: "arn:aws:iam::111122223333:role/reader" } }),
        "the own account by its number": table({ Principal: { AWS: "111122223333" } }),
        "everybody of the own account": table({
            Principal: "*",
            Condition: { StringEquals: { "aws:PrincipalAccount": "111122223333" } },
        }),
        "everybody of an organization, whose accounts are known": table({
            Principal: "*",
            Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } },
        }),
        "another account that only writes": of("aws:sqs/queuePolicy:QueuePolicy", { Action: "sqs:SendMessage" }),
        "a denial": table({ Effect: "Deny" }),
        "a service": table({ Principal: { Service: "backup.amazonaws.com" } }),
        "a principal that is gone": table({ Principal: { AWS: "AROAIOSFODNN7EXAMPLE" } }),
    },
    violates: {
        "an account by its number, by a wildcard": [
            table({ Principal: { AWS: "444455556666" }, Action: "dynamodb:Get*" }),
            ID,
        ],
        "all actions but one": [
            of("aws:kinesis/resourcePolicy:ResourcePolicy", { Action: undefined, NotAction: "kinesis:DeleteStream" }),
            ID,
        ],
        "objects, messages, secrets and keys": [
            [
                ...of("aws:s3/bucketPolicy:BucketPolicy", { Action: ["s3:PutObject", "s3:GetObject"] }),
                ...of("aws:sqs/queuePolicy:QueuePolicy", { Action: "sqs:ReceiveMessage" }).slice(1),
                ...of("aws:secretsmanager/secretPolicy:SecretPolicy", {
                    Action: "secretsmanager:GetSecretValue",
                }).slice(1),
                ...of("aws:kms/keyPolicy:KeyPolicy", { Action: "kms:Decrypt" }).slice(1),
            ],
            ID,
            ID,
            ID,
            ID,
        ],
        "everybody of another account": [
            table({ Principal: "*", Condition: { StringEquals: { "aws:PrincipalAccount": "444455556666" } } }),
            ID,
        ],
        "one of several, of another partition": [
            table({
                Principal: {
                    AWS: ["arn:aws-cn:iam::111122223333:role/a", "arn:aws-cn:iam::444455556666:user/reader"],
                },
            }),
            ID,
        ],
    },
    missing: [table(), ID],
    undecided: {
        "an own account that is not known yet": [table().slice(1), "Data::444455556666"],
        "an unknown action": [
            [
                own,
                subjectsOf("aws:dynamodb/resourcePolicy:ResourcePolicy")({
                    policy: { Statement: [statement({ Action: UNKNOWN })] },
                }),
            ],
            "Data::#Partner",
        ],
    },
    configured: {
        "accounts of one's own choice": [{ accounts: ["444455556666"] }, table()],
    },
});
