import { describeRule } from "../../testing/describeRule";
import { documentText, rolePolicy, trustingRole } from "../../testing/documents";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { iamDocumentValid } from "./documentValid";

const policy = subjectsOf("aws:iam/policy:Policy");
const queuePolicy = subjectsOf("aws:sqs/queuePolicy:QueuePolicy");

describeRule(iamDocumentValid, {
    passes: {
        "a document": rolePolicy({ Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::a/*" }),
        "a repository's policy, which has no resource": subjectsOf("aws:ecr/repositoryPolicy:RepositoryPolicy")({
            policy: documentText({ Effect: "Allow", Action: "ecr:BatchGetImage", Principal: { AWS: "111122223333" } }),
        }),
        "a permission on a function": subjectsOf("aws:lambda/permission:Permission")({
            action: "lambda:InvokeFunction",
            principal: "*",
            function: "orders",
            principalOrgId: "o-1",
        }),
        "variables in the version that has them": rolePolicy({
            Effect: "Allow",
            Action: "s3:GetObject",
            Resource: "arn:aws:s3:::a/${aws:username}/*",
        }),
        "what an endpoint and a session leave": [
            subjectsOf("aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy")({
                policy: documentText({ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "*" }),
            }),
            subjectsOf("aws:transfer/user:User")({
                policy: documentText({ Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::a/*" }),
            }),
        ],
        "a document as an object": policy({ policy: { Statement: { Effect: "Deny", Action: "*", Resource: "*" } } }),
    },
    violates: {
        "text that is not JSON, as an Output in a template gives": [
            policy({ policy: "Calling [toString] on an [Output<T>] is not supported." }),
            "policy",
        ],
        "JSON that is no document": [policy({ policy: "[]" }), "policy"],
        "an effect in another case": [
            rolePolicy({ Effect: "allow", Action: "s3:GetObject", Resource: "*" }),
            "policy##1",
        ],
        "an identity's statement without action and resource": [
            rolePolicy({ Effect: "Allow" }),
            "policy##1:Action",
            "policy##1:Resource",
        ],
        "empty lists": [
            rolePolicy({ Effect: "Allow", Action: [], Resource: [] }),
            "policy##1:Action",
            "policy##1:Resource",
        ],
        "elements that exclude each other": [
            rolePolicy({ Sid: "a", Effect: "Allow", Action: "s3:*", NotAction: "s3:PutObject", Resource: "*" }),
            "policy#a:Action",
        ],
        "a principal where the policy's holder is one": [
            rolePolicy({ Effect: "Allow", Action: "s3:GetObject", Resource: "*", Principal: "*" }),
            "policy##1:Principal",
        ],
        "a pattern of principals": [
            [
                trustingRole({
                    Effect: "Allow",
                    Action: "sts:AssumeRole",
                    Principal: { AWS: ["arn:aws:iam::111122223333:role/ci", "arn:aws:iam::111122223333:role/*"] },
                }),
            ],
            "assumeRolePolicy##1:Principal",
        ],
        "an endpoint's policy that names nobody, and a session's that does": [
            [
                subjectsOf("aws:ec2/vpcEndpoint:VpcEndpoint")({
                    policy: documentText({ Effect: "Allow", Action: "s3:GetObject" }),
                }),
                subjectsOf("aws:rolesanywhere/profile:Profile")({
                    sessionPolicy: documentText({ Effect: "Allow", Principal: "*", Action: "s3:*", Resource: "*" }),
                }),
            ],
            "policy##1:Resource",
            "policy##1:Principal",
            "sessionPolicy##1:Principal",
        ],
        "a trust policy with a resource and without a principal": [
            trustingRole({ Effect: "Allow", Action: "sts:AssumeRole", Resource: "*" }),
            "assumeRolePolicy##1:Resource",
            "assumeRolePolicy##1:Principal",
        ],
        "a queue's policy without a resource": [
            queuePolicy({ policy: documentText({ Effect: "Allow", Action: "sqs:SendMessage", Principal: "*" }) }),
            "policy##1:Resource",
        ],
        "variables in the old version, which is the default": [
            policy({
                policy: JSON.stringify({
                    Statement: { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::a/${aws:username}" },
                }),
            }),
            "policy##1:Version",
        ],
        "a statement without effect, next to an unknown one": [
            policy({ policy: { Statement: [UNKNOWN, { Sid: "Read", Action: "s3:GetObject", Resource: "*" }] } }),
            "policy#Read",
        ],
    },
    missing: [policy({ policy: "{}" }), "policy"],
    undecided: {
        "an unknown document": [policy({ policy: UNKNOWN }), "policy"],
        "an unknown effect": [
            policy({ policy: { Statement: { Effect: UNKNOWN, Action: "s3:GetObject", Resource: UNKNOWN } } }),
            "policy##1",
        ],
    },
});
