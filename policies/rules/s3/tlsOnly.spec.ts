import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { s3TlsOnly } from "./tlsOnly";

const bucket = subjectsOf("aws:s3/bucket:Bucket");
const policy = (statement: object | object[], overrides: object = {}) =>
    subjectsOf("aws:s3/bucketPolicy:BucketPolicy")({
        bucket: "lake-1",
        policy: JSON.stringify({ Version: "2012-10-17", Statement: statement }),
        ...overrides,
    });
const lake = bucket({}, { name: "lake", outputs: { bucket: "lake-1" } });
const deny = {
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: ["arn:aws:s3:::lake-1", "arn:aws:s3:::lake-1/*"],
    Condition: { Bool: { "aws:SecureTransport": "false" } },
};
const both = ["policy#bucket", "policy#objects"] as const;

describeRule(s3TlsOnly, {
    passes: {
        "a bucket that denies plain HTTP": [lake, policy([deny])],
        "other spellings": [
            lake,
            policy({
                ...deny,
                Principal: { AWS: ["*"] },
                Action: ["*"],
                Condition: { bool: { "AWS:securetransport": [false] } },
            }),
        ],
        "two statements, one for each part": [
            lake,
            policy([
                { ...deny, Resource: "arn:aws:s3:::lake-1" },
                { ...deny, Resource: "arn:aws:s3:::lake-1/*" },
            ]),
        ],
        "two statements, each with the actions of its part": [
            lake,
            policy([
                { ...deny, Action: "s3:*Bucket*", Resource: "arn:aws:s3:::lake-1" },
                { ...deny, Action: "s3:*Object", Resource: "arn:aws:s3:::lake-1/*" },
            ]),
        ],
        "a denial of all but something else": [
            lake,
            policy({ ...deny, Action: undefined, NotAction: "s3:GetBucketLocation" }),
        ],
        "one pattern for both": [lake, policy({ ...deny, Resource: "arn:aws:s3:::lake-1*" })],
        "the deprecated property": bucket({ policy: JSON.stringify({ Statement: deny }) }),
        "a known denial in a document that is not known in another place": [
            lake,
            policy([], { policy: { Statement: [deny, { Effect: "Allow", Resource: UNKNOWN }] } }),
        ],
    },
    violates: {
        "an empty policy": [subjectsOf("aws:s3/bucket:Bucket")({ policy: "" }), "policy"],
        "a policy about something else": [[lake, policy({ ...deny, Condition: undefined })], ...both],
        "a denial of one action": [[lake, policy({ ...deny, Action: "s3:PutObject" })], ...both],
        "a denial of reading only": [
            [lake, policy({ ...deny, Action: ["s3:GetObject", "s3:ListBucket"] })],
            "policy#objects",
        ],
        "a denial of all but writing": [
            [lake, policy({ ...deny, Action: undefined, NotAction: "s3:Put*" })],
            "policy#objects",
        ],
        "a denial for one principal": [
            [lake, policy({ ...deny, Principal: { AWS: "arn:aws:iam::111122223333:root" } })],
            ...both,
        ],
        "a denial of requests with TLS": [
            [lake, policy({ ...deny, Condition: { Bool: { "aws:SecureTransport": "true" } } })],
            ...both,
        ],
        "a denial that depends on something else too": [
            [lake, policy({ ...deny, Condition: { ...deny.Condition, StringEquals: { "aws:PrincipalArn": "x" } } })],
            ...both,
        ],
        "a denial for the objects only": [
            [lake, policy({ ...deny, Resource: "arn:aws:s3:::lake-1/*" })],
            "policy#bucket",
        ],
        "a denial for some objects only": [
            [lake, policy({ ...deny, Resource: ["arn:aws:s3:::lake-1", "arn:aws:s3:::lake-1/private/*"] })],
            "policy#objects",
        ],
        "a permission instead of a denial": [[lake, policy({ ...deny, Effect: "Allow" })], ...both],
    },
    missing: [lake, "policy"],
    undecided: {
        "an unknown document": [[lake, policy([], { policy: UNKNOWN })], "policy"],
        "unknown exceptions of the denial": [
            [lake, policy([], { policy: { Statement: [{ ...deny, Action: undefined, NotAction: UNKNOWN }] } })],
            ...both,
        ],
        "unknown resources of the denial": [
            [lake, policy([], { policy: { Statement: [{ ...deny, Resource: [UNKNOWN, UNKNOWN] }] } })],
            ...both,
        ],
        "a policy of nobody knows which bucket": [[lake, policy([deny], { bucket: UNKNOWN })], "policy"],
    },
});
