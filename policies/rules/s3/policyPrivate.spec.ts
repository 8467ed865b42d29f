import { describeRule } from "../../testing/describeRule";
import { documentText } from "../../testing/documents";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { s3PolicyPrivate } from "./policyPrivate";

const bucket = subjectsOf("aws:s3/bucket:Bucket");
const policy = (...statements: object[]) =>
    subjectsOf("aws:s3/bucketPolicy:BucketPolicy")({ bucket: "lake", policy: documentText(...statements) });
const open = (statement: unknown) =>
    subjectsOf("aws:s3/bucketPolicy:BucketPolicy")({ bucket: "lake", policy: { Statement: [statement] } });
const read = { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::lake/*" };
const when = (Condition: object) => policy({ ...read, Condition });

describeRule(s3PolicyPrivate, {
    passes: {
        "a role": policy({ ...read, Principal: { AWS: "arn:aws:iam::111122223333:role/reader" } }),
        "a service": policy({ ...read, Principal: { Service: "cloudfront.amazonaws.com" } }),
        "a denial of everybody": policy({ ...read, Effect: "Deny" }),
        "a denial of everybody but some": policy({
            ...read,
            Effect: "Deny",
            Principal: undefined,
            NotPrincipal: { AWS: "1" },
        }),
        "everybody of an organization": when({ StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }),
        "everybody from a network": when({ IpAddress: { "aws:SourceIp": ["203.0.113.0/24"] } }),
        "everybody from a VPC": when({ StringEquals: { "aws:SourceVpce": "vpce-0a1b2c3d" } }),
        "everybody from one address": when({ IpAddress: { "aws:SourceIp": "203.0.113.7" } }),
        "everybody by access points of an account": when({
            ArnLike: { "s3:DataAccessPointArn": "arn:aws:s3:*:111122223333:accesspoint/*" },
        }),
        "an organization by an operator that holds without the key, which is asked for": [
            when({
                "ForAllValues:StringLike": { "aws:PrincipalOrgPaths": "o-a1b2c3d4e5/r-ab12/*" },
                Null: { "aws:PrincipalOrgPaths": "false" },
            }),
            when({
                StringEqualsIfExists: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" },
                Null: { "AWS:PrincipalOrgID": [false] },
            }),
        ],
        "a bucket without a policy": bucket({}),
    },
    violates: {
        everybody: [policy(read), "Principal::*##1"],
        "everybody in an object, of a statement with a name": [
            policy({ ...read, Sid: "Site", Principal: { AWS: ["*"] } }),
            "Principal::*#Site",
        ],
        "everybody in the deprecated property": [
            bucket({ policy: documentText({ ...read, Sid: "Site" }) }),
            "Principal::*#Site",
        ],
        "everybody but one": [
            policy({
                ...read,
                Sid: "Site",
                Principal: undefined,
                NotPrincipal: { AWS: "arn:aws:iam::111122223333:root" },
            }),
            "Principal::*#Site",
        ],
        "everybody from everywhere": [
            policy({
                ...read,
                Sid: "Site",
                Condition: { IpAddress: { "aws:SourceIp": ["203.0.113.0/24", "0.0.0.0/0"] } },
            }),
            "Principal::*#Site",
        ],
        "everybody from each half of everywhere": [
            when({ IpAddress: { "aws:SourceIp": ["0.0.0.0/1", "128.0.0.0/1"] } }),
            "Principal::*##1",
        ],
        "everybody from any VPC": [when({ StringLike: { "aws:SourceVpc": "vpc-*" } }), "Principal::*##1"],
        "everybody from any endpoint": [when({ StringLike: { "aws:SourceVpce": "vpce-*" } }), "Principal::*##1"],
        "everybody by anybody's access points": [
            when({ ArnLike: { "s3:DataAccessPointArn": "arn:aws:s3:*:*:accesspoint/*" } }),
            "Principal::*##1",
        ],
        "everybody by access points of many accounts": [
            when({ StringLike: { "s3:DataAccessPointAccount": "1*" } }),
            "Principal::*##1",
        ],
        "a condition that holds without the key": [
            policy({
                ...read,
                Sid: "Site",
                Condition: { StringEqualsIfExists: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } },
            }),
            "Principal::*#Site",
        ],
        "a condition that holds without the key, while another is asked for": [
            when({
                StringEqualsIfExists: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" },
                Null: { "aws:PrincipalOrgPaths": "false" },
            }),
            "Principal::*##1",
        ],
        "a condition on those who have no organization": [
            when({
                StringEqualsIfExists: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" },
                Null: { "aws:PrincipalOrgID": "true" },
            }),
            "Principal::*##1",
        ],
        "any organization": [when({ Null: { "aws:PrincipalOrgID": "false" } }), "Principal::*##1"],
        "a condition on what callers choose": [
            policy({ ...read, Sid: "Site", Condition: { StringLike: { "aws:Referer": "https://example.com/*" } } }),
            "Principal::*#Site",
        ],
        "everybody, with unknown resources": [open({ ...read, Sid: "Site", Resource: UNKNOWN }), "Principal::*#Site"],
    },
    missing: [policy({ ...read, Sid: "Site", Condition: {} }), "Principal::*#Site"],
    undecided: {
        "an unknown document": [bucket({ policy: UNKNOWN }), "Document::policy"],
        "an unknown principal": [open({ ...read, Sid: "Site", Principal: { AWS: UNKNOWN } }), "Principal::*#Site"],
        "a key of which nobody knows whether it is asked for": [
            open({
                ...read,
                Sid: "Site",
                Condition: {
                    StringEqualsIfExists: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" },
                    Null: { "aws:PrincipalOrgID": UNKNOWN },
                },
            }),
            "Principal::*#Site",
        ],
        "an unknown condition": [
            open({ ...read, Sid: "Site", Condition: { StringEquals: { "aws:PrincipalOrgID": UNKNOWN } } }),
            "Principal::*#Site",
        ],
    },
});
