import { documentText } from "../../testing/documents";
import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { kmsPolicyClosed } from "./policyClosed";

const key = subjectsOf("aws:kms/key:Key");
const policy = subjectsOf("aws:kms/keyPolicy:KeyPolicy", { keyId: "1" });
const allow = (Principal: unknown, Condition?: object) => ({
    Sid: "Use",
    Effect: "Allow",
    Principal,
    Action: "kms:Decrypt",
    Resource: "*",
    ...(Condition === undefined ? {} : { Condition }),
});
const account = { AWS: "arn:aws:iam::111122223333:root" };
const of = (...statements: object[]) => key({ policy: documentText(...statements) });
const id = "Principal::*#Use";
const callers = { StringEquals: { "kms:CallerAccount": "111122223333" } };

describeRule(kmsPolicyClosed, {
    passes: {
        "an account": of(allow(account)),
        "a service": of(allow({ Service: "logs.eu-west-1.amazonaws.com" })),
        "callers of an account": of(allow("*", callers)),
        "callers of an organization": of(
            allow({ AWS: "*" }, { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }),
        ),
        "a refusal for everybody": of({ ...allow("*"), Effect: "Deny" }),
        "a key without a policy, which admits its account": key({}),
    },
    violates: {
        "everybody, in a list": [of(allow(account), allow({ AWS: ["*"] })), id],
        "everybody who comes by a service": [
            of(allow("*", { StringEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" } })),
            id,
        ],
        "callers of many accounts": [of(allow("*", { StringLike: { "kms:CallerAccount": "1*" } })), id],
        "a policy by itself": [policy({ policy: documentText(allow("*")) }), id],
        "behind a statement that is not known": [key({ policy: { Statement: [UNKNOWN, allow("*")] } }), id],
    },
    missing: [of(allow("*")), id],
    undecided: { "an unknown policy": [key({ policy: UNKNOWN }), "Document::policy"] },
});
