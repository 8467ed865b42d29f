import { documentText } from "../../testing/documents";
import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN, type Subject } from "../../testing/harness";
import { account, allow, both, deny, KEY, key, keyOf, PLACE, QUEUE, queue, ROLE } from "../../testing/keys";
import { kmsKeyAdmitsUsers } from "./keyAdmitsUsers";

const STREAM = `arn:aws:kinesis:${PLACE}:stream/clicks`;
const TABLE = `arn:aws:dynamodb:${PLACE}:table/orders`;
const alias = subjectsOf("aws:kms/alias:Alias")(
    { targetKeyId: "1" },
    { name: "alias", outputs: { name: "alias/data", arn: `arn:aws:kms:${PLACE}:alias/data` } },
);
const stream = (props: Subject["props"] = { encryptionType: "KMS", kmsKeyId: KEY }) =>
    subjectsOf("aws:kinesis/stream:Stream")(props, { name: "clicks", outputs: { arn: STREAM } });
const table = subjectsOf("aws:dynamodb/table:Table")(
    { serverSideEncryption: { enabled: true, kmsKeyArn: KEY } },
    { name: "table", outputs: { arn: TABLE } },
);
const lake = subjectsOf("aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration")(
    {
        bucket: "lake",
        rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: KEY } }],
    },
    { name: "lake" },
);
const role = subjectsOf("aws:iam/role:Role")({}, { name: "worker", outputs: { name: "worker", arn: ROLE } });
const grants = (
    ...statements: readonly (readonly [action: unknown, resource: unknown, condition?: object])[]
): Subject[] => [
    role,
    subjectsOf("aws:iam/rolePolicy:RolePolicy")(
        {
            role: "worker",
            policy: documentText(
                ...statements.map(([Action, Resource, Condition]) => ({
                    Effect: "Allow",
                    Action,
                    Resource,
                    Condition,
                })),
            ),
        },
        { name: "grants" },
    ),
];
/** The worker under a boundary, with what it is allowed to do with the queue's key. */
const bounded = (...statements: readonly object[]): Subject[] => {
    const [, policy] = grants(send, ["kms:*", KEY]);
    const [arn, policyOf] = ["arn:aws:iam::111122223333:policy/boundary", subjectsOf("aws:iam/policy:Policy")];
    return [
        subjectsOf("aws:iam/role:Role")(
            { permissionsBoundary: arn },
            { name: "worker", outputs: { name: "worker", arn: ROLE } },
        ),
        policy,
        policyOf({ policy: documentText(...statements) }, { name: "boundary", outputs: { arn } }),
    ];
};
const send = ["sqs:SendMessage", QUEUE] as const;
const via = (service: string) => ({ StringEquals: { "kms:ViaService": `${service}.eu-west-1.amazonaws.com` } });

describeRule(kmsKeyAdmitsUsers, {
    passes: {
        "a role that may use the key by its own policy": [
            keyOf(account),
            queue(),
            ...grants(send, [["kms:GenerateDataKey", "kms:Decrypt"], KEY, via("sqs")]),
        ],
        "a role that the key names": [keyOf(allow({ AWS: ROLE })), queue(), ...grants(send)],
        "a role with a grant": [
            keyOf(account),
            stream(),
            ...grants(["kinesis:GetRecords", STREAM]),
            subjectsOf("aws:kms/grant:Grant")(
                { keyId: "1", granteePrincipal: ROLE, operations: ["Decrypt"] },
                { name: "grant" },
            ),
        ],
        "callers of the account who come by the service": [
            keyOf(
                allow("*", "kms:*", {
                    StringEquals: { "kms:CallerAccount": "111122223333", ...via("sqs").StringEquals },
                }),
            ),
            queue(),
            ...grants(send),
        ],
        "a key by its alias, with AWS's default policy": [
            key(),
            alias,
            queue("alias/data"),
            ...grants(send, ["kms:*", KEY]),
        ],
        "AWS's key, for roles": [queue("alias/aws/sqs"), ...grants(send)],
        "a stream that is not encrypted": [stream({ kmsKeyId: KEY }), ...grants(["kinesis:GetRecords", STREAM])],
        "a sender whom a denial leaves out": [
            keyOf(
                account,
                deny("kms:*", { Principal: "*" }, { StringNotEquals: { "aws:PrincipalArn": [ROLE] } }),
                deny("kms:*", { NotPrincipal: { AWS: ROLE } }),
                deny("kms:*", { Principal: "*" }, { Bool: { "aws:SecureTransport": "false" } }),
                deny("kms:*", { Principal: "*" }, { StringNotEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }),
                deny("kms:ScheduleKeyDeletion"),
                deny("kms:Decrypt", { Principal: { AWS: `${ROLE}-2` } }),
            ),
            queue(),
            ...grants(send, ["kms:*", KEY]),
        ],
        "a sender whose boundary leaves it the key": [
            keyOf(account),
            queue(),
            ...bounded({ Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: "*" }),
        ],
        "a table's stream": [keyOf(account), table, ...grants(["dynamodb:GetRecords", `${TABLE}/stream/*`])],
        "managed policies that are not to be seen": [
            keyOf(account),
            queue(),
            ...grants(send),
            subjectsOf("aws:iam/rolePolicyAttachment:RolePolicyAttachment")(
                { role: "worker", policyArn: "arn:aws:iam::aws:policy/PowerUserAccess" },
                { name: "attached" },
            ),
        ],
        "objects, with a key that is limited to the bucket's": [
            keyOf(account),
            lake,
            ...grants(
                ["s3:GetObject", "arn:aws:s3:::lake/orders/*"],
                [
                    "kms:Decrypt",
                    KEY,
                    { StringLike: { "kms:EncryptionContext:aws:s3:arn": "arn:aws:s3:::lake/orders/*" } },
                ],
            ),
        ],
    },
    violates: {
        "a sender that may only read": [
            [keyOf(account), queue(), ...grants(send, ["kms:Decrypt", KEY])],
            "User::worker#kms:GenerateDataKey",
        ],
        "a sender with another key": [
            [keyOf(account), queue(), ...grants(send, ["kms:*", `${KEY}2`])],
            ...both("worker"),
        ],
        "permissions that come by another service": [
            [keyOf(account), queue(), ...grants(send, ["kms:*", KEY, via("sns")])],
            ...both("worker"),
        ],
        "permissions for another queue": [
            [
                keyOf(account),
                queue(),
                ...grants(send, [
                    "kms:*",
                    KEY,
                    { StringEquals: { "kms:EncryptionContext:aws:sqs:arn": `${QUEUE}-2` } },
                ]),
            ],
            ...both("worker"),
        ],
        "a denial of the key's policy": [
            [keyOf(account, deny("kms:Decrypt")), queue(), ...grants(send, ["kms:*", KEY])],
            "User::worker#kms:Decrypt",
        ],
        "a denial of all who are not named": [
            [
                keyOf(
                    account,
                    deny("kms:Decrypt", { Principal: "*" }, { ArnNotLike: { "aws:PrincipalArn": [`${ROLE}-*`] } }),
                    deny("kms:GenerateDataKey", { NotPrincipal: { AWS: `${ROLE}-2` } }),
                ),
                queue(),
                ...grants(send, ["kms:*", KEY]),
            ],
            ...both("worker"),
        ],
        "a denial of whatever does not come by one service": [
            [
                keyOf(account, deny("kms:Decrypt", { Principal: "*" }, { StringNotEquals: via("sns").StringEquals })),
                queue(),
                ...grants(send, ["kms:*", KEY]),
            ],
            "User::worker#kms:Decrypt",
        ],
        "a denial of the role's own policies": [
            [
                keyOf(account),
                queue(),
                ...grants(send, ["kms:*", KEY]),
                subjectsOf("aws:iam/rolePolicy:RolePolicy")(
                    { role: "worker", policy: documentText(deny("kms:GenerateDataKey", {})) },
                    { name: "denials" },
                ),
            ],
            "User::worker#kms:GenerateDataKey",
        ],
        "a boundary that leaves less": [
            [keyOf(account), queue(), ...bounded({ Effect: "Allow", Action: "kms:Decrypt", Resource: "*" })],
            "User::worker#kms:GenerateDataKey",
        ],
        "a boundary under which a role is that the key names": [
            [
                keyOf(allow({ AWS: ROLE }, "kms:*")),
                queue(),
                ...bounded(
                    { Effect: "Allow", Action: "kms:*", Resource: "*" },
                    { Effect: "Deny", Action: "kms:Decrypt", Resource: KEY },
                ),
            ],
            "User::worker#kms:Decrypt",
        ],
        "a key that leaves nothing to the account": [
            [keyOf(allow({ AWS: `${ROLE}-2` })), queue(), ...grants(send, ["kms:*", KEY])],
            ...both("worker"),
        ],
        "readers of a stream, of a table and of a bucket": [
            [
                keyOf(account),
                stream(),
                table,
                lake,
                ...grants(
                    ["kinesis:Get*", STREAM],
                    ["dynamodb:Query", `${TABLE}*`],
                    ["s3:GetObject", "arn:aws:s3:::lake/*"],
                ),
            ],
            "User::worker#kms:Decrypt",
            "User::worker#kms:Decrypt",
            "User::worker#kms:Decrypt",
        ],
    },
    missing: [[key(), queue(), ...grants(send)], ...both("worker")],
    undecided: {
        "an unknown key": [[queue(UNKNOWN)], "key"],
        "an unknown policy": [
            [key(UNKNOWN), queue(), ...grants(["sqs:ReceiveMessage", QUEUE])],
            "User::worker#kms:Decrypt",
        ],
        "an unknown policy of the role": [
            [
                keyOf(account),
                stream(),
                ...grants(["kinesis:GetRecords", STREAM]),
                subjectsOf("aws:iam/rolePolicy:RolePolicy")({ role: "worker", policy: UNKNOWN }, { name: "other" }),
            ],
            "User::worker#kms:Decrypt",
        ],
    },
});
