import { describeRule } from "../../testing/describeRule";
import { documentText } from "../../testing/documents";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { snsPolicyPrivate } from "./policyPrivate";

const topic = subjectsOf("aws:sns/topic:Topic");
const policyOf = subjectsOf("aws:sns/topicPolicy:TopicPolicy", { arn: "arn:aws:sns:eu-west-1:111122223333:alarms" });
const publish = { Sid: "In", Effect: "Allow", Principal: { AWS: "*" }, Action: "sns:Publish", Resource: "*" };
const policy = (more: object) => policyOf({ policy: documentText({ ...publish, ...more }) });

describeRule(snsPolicyPrivate, {
    passes: {
        "the policy that AWS gives": policy({ Condition: { StringEquals: { "AWS:SourceOwner": "111122223333" } } }),
        "a service": policy({ Principal: { Service: "cloudwatch.amazonaws.com" } }),
        "one rule of an account": policy({
            Condition: { ArnEquals: { "aws:SourceArn": "arn:aws:events:eu-west-1:111122223333:rule/orders" } },
        }),
        "a topic without a policy": topic({}),
    },
    violates: {
        everybody: [policy({}), "Principal::*#In"],
        "everybody in the topic's own property": [topic({ policy: documentText(publish) }), "Principal::*#In"],
        "a condition on the protocol": [
            policy({ Condition: { StringEquals: { "SNS:Protocol": "https" } } }),
            "Principal::*#In",
        ],
        "sources of any account": [
            policy({ Condition: { ArnLike: { "aws:SourceArn": "arn:aws:s3:*:*:*" } } }),
            "Principal::*#In",
        ],
    },
    missing: [policy({ Condition: undefined }), "Principal::*#In"],
    undecided: {
        "an unknown document": [policyOf({ policy: UNKNOWN }), "Document::policy"],
        "an unknown condition": [
            policyOf({
                policy: { Statement: [{ ...publish, Condition: { ArnEquals: { "aws:SourceArn": UNKNOWN } } }] },
            }),
            "Principal::*#In",
        ],
    },
});
