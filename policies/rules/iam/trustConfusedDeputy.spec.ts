import { describeRule } from "../../testing/describeRule";
import { trustingRole } from "../../testing/documents";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { iamTrustConfusedDeputy } from "./trustConfusedDeputy";

const service = (Service: unknown, Condition?: object) => ({
    Effect: "Allow",
    Action: "sts:AssumeRole",
    Principal: { Service },
    Condition,
});
const GITHUB = "token.actions.githubusercontent.com";
const provider = (Federated: string, conditions: object) => ({
    Effect: "Allow",
    Action: "sts:AssumeRoleWithWebIdentity",
    Principal: { Federated },
    Condition: conditions,
});
const github = (sub: string, operator = "StringEquals") =>
    provider(`arn:aws:iam::111122223333:oidc-provider/${GITHUB}`, {
        StringEquals: { [`${GITHUB}:aud`]: "sts.amazonaws.com" },
        [operator === "StringEquals" ? "StringEqualsIgnoreCase" : operator]: { [`${GITHUB}:sub`]: sub },
    });
const open = (statement: object) => subjectsOf("aws:iam/role:Role")({ assumeRolePolicy: { Statement: [statement] } });

describeRule(iamTrustConfusedDeputy, {
    passes: {
        "a service bound to the account": trustingRole(
            service("firehose.amazonaws.com", { StringEquals: { "aws:SourceAccount": "111122223333" } }),
        ),
        "a service bound to ARNs": trustingRole(
            service("scheduler.amazonaws.com", {
                ArnLike: { "AWS:SourceArn": "arn:aws:scheduler:eu-west-1:111122223333:*" },
            }),
        ),
        "Lambda, whose trust carries no source": trustingRole(service("lambda.amazonaws.com")),
        "services whose logging roles cannot have a source": trustingRole(
            service(["apigateway.amazonaws.com", "cloudtrail.amazonaws.com"]),
        ),
        "services for which AWS documents no source": trustingRole(
            service(["ec2.amazonaws.com", "glue.amazonaws.com"]),
        ),
        "a service bound to a bucket or an API, which have no account in their ARNs": trustingRole(
            service("events.amazonaws.com", { ArnLike: { "aws:SourceArn": "arn:aws:s3:::lake" } }),
            service("logs.amazonaws.com", {
                ArnLike: { "aws:SourceArn": "arn:aws:apigateway:eu-west-1::/restapis/a1b2c3/*" },
            }),
        ),
        "a branch of a repository": trustingRole(github("repo:acme/shop:ref:refs/heads/main")),
        "all of an owner's repositories": trustingRole(github("repo:acme/*", "StringLike")),
        "a namespace of a cluster": trustingRole(
            provider("arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/1", {
                StringEquals: { "oidc.eks.eu-west-1.amazonaws.com/id/1:aud": "sts.amazonaws.com" },
                StringLike: { "oidc.eks.eu-west-1.amazonaws.com/id/1:sub": "system:serviceaccount:shop:*" },
            }),
        ),
        "the signed-in users of an identity pool": trustingRole(
            provider("cognito-identity.amazonaws.com", {
                StringEquals: { "cognito-identity.amazonaws.com:aud": "eu-west-1:1" },
                "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "authenticated" },
            }),
        ),
        "an application at Google": trustingRole(
            provider("accounts.google.com", { StringEquals: { "accounts.google.com:aud": "1" } }),
        ),
        "a SAML provider with its audience": trustingRole(
            provider("arn:aws:iam::111122223333:saml-provider/corp", {
                StringEquals: { "SAML:aud": "https://signin.aws.amazon.com/saml" },
            }),
        ),
    },
    violates: {
        "one service of several": [
            trustingRole(service(["lambda.amazonaws.com", "states.amazonaws.com"])),
            "Service::states.amazonaws.com",
        ],
        "services of media, migration and administration": [
            trustingRole(service(["mediaconvert.amazonaws.com", "dms.amazonaws.com", "ssm.amazonaws.com"])),
            "Service::mediaconvert.amazonaws.com",
            "Service::dms.amazonaws.com",
            "Service::ssm.amazonaws.com",
        ],
        "a source that is any": [
            trustingRole(service("events.amazonaws.com", { ArnLike: { "aws:SourceArn": "*" } })),
            "Service::events.amazonaws.com",
        ],
        "a source of any account": [
            trustingRole(
                service("firehose.amazonaws.com", { ArnLike: { "aws:SourceArn": "arn:aws:firehose:*:*:*" } }),
                service("events.amazonaws.com", { ArnLike: { "aws:SourceArn": "arn:aws:s3:::lake-*" } }),
            ),
            "Service::firehose.amazonaws.com",
            "Service::events.amazonaws.com",
        ],
        "services in other spellings": [
            trustingRole(
                service(["states.eu-west-1.amazonaws.com", "Firehose.amazonaws.com", "events.amazonaws.com.cn"]),
            ),
            "Service::states.amazonaws.com",
            "Service::firehose.amazonaws.com",
            "Service::events.amazonaws.com",
        ],
        "any audience": [
            trustingRole(
                provider(`arn:aws:iam::111122223333:oidc-provider/${GITHUB}`, {
                    StringLike: { [`${GITHUB}:aud`]: "sts.*", [`${GITHUB}:sub`]: "repo:acme/shop:*" },
                }),
            ),
            `Federated::${GITHUB}:aud`,
        ],
        "a provider without conditions": [
            trustingRole(provider(`arn:aws:iam::111122223333:oidc-provider/${GITHUB}`, {})),
            `Federated::${GITHUB}:aud`,
            `Federated::${GITHUB}:sub`,
        ],
        "any repository": [trustingRole(github("repo:*", "StringLike")), `Federated::${GITHUB}:sub#repo:*`],
        "owners whose name begins alike": [
            trustingRole(github("repo:acme*", "StringLike")),
            `Federated::${GITHUB}:sub#repo:acme*`,
        ],
        "any user of an identity pool, signed in or not": [
            trustingRole(
                provider("cognito-identity.amazonaws.com", {
                    StringEquals: { "cognito-identity.amazonaws.com:aud": "eu-west-1:1" },
                }),
            ),
            "Federated::cognito-identity.amazonaws.com:amr",
        ],
        "a SAML provider without audience": [
            trustingRole(provider("arn:aws:iam::111122223333:saml-provider/corp", {})),
            "Federated::SAML:aud",
        ],
    },
    missing: [trustingRole(service("firehose.amazonaws.com")), "Service::firehose.amazonaws.com"],
    undecided: {
        "an unknown account": [
            open(service("firehose.amazonaws.com", { StringEquals: { "aws:SourceAccount": UNKNOWN } })),
            "Service::firehose.amazonaws.com",
        ],
        "an unknown service": [open(service(UNKNOWN)), "Principal::##1"],
    },
    configured: {
        "services of one's own choice": [
            { services: ["lambda.amazonaws.com"] },
            trustingRole(service(["lambda.amazonaws.com", "states.amazonaws.com"])),
            "Service::lambda.amazonaws.com",
        ],
    },
});
