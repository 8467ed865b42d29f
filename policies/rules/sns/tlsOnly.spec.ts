import { describeRule } from "../../testing/describeRule";
import { documentText } from "../../testing/documents";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { snsTlsOnly } from "./tlsOnly";

const ARN = "arn:aws:sns:eu-west-1:111122223333:alarms";
const topic = subjectsOf("aws:sns/topic:Topic");
const policyOf = subjectsOf("aws:sns/topicPolicy:TopicPolicy", { arn: ARN });
const alarms = topic({}, { name: "alarms", outputs: { arn: ARN } });
const planned = topic({}, { name: "alarms", outputs: { arn: UNKNOWN } });
const deny = {
    Effect: "Deny",
    Principal: "*",
    Action: "sns:Publish",
    Resource: ARN,
    Condition: { Bool: { "aws:SecureTransport": "false" } },
};
const denied = documentText(deny);

describeRule(snsTlsOnly, {
    passes: {
        "a topic that denies plain HTTP": [alarms, policyOf({ policy: denied })],
        "any action": [alarms, policyOf({ policy: documentText({ ...deny, Action: "sns:*", Resource: "*" }) })],
        "the topic's own property": topic({ policy: denied }),
        "a topic still to be made": [
            planned,
            policyOf({ arn: UNKNOWN, policy: denied }, { name: "policy", references: { arn: ["alarms"] } }),
        ],
    },
    violates: {
        "an empty policy": [subjectsOf("aws:sns/topic:Topic")({ policy: "" }), "policy"],
        "a denial of another action": [
            [alarms, policyOf({ policy: documentText({ ...deny, Action: "sns:Subscribe" }) })],
            "policy#publish",
        ],
        "a permission instead": [
            [alarms, policyOf({ policy: documentText({ ...deny, Effect: "Allow" }) })],
            "policy#publish",
        ],
        "a policy of another topic": [
            [alarms, policyOf({ arn: `${ARN}-2`, policy: denied }, { name: "policy" })],
            "policy",
        ],
    },
    missing: [alarms, "policy"],
    undecided: {
        "an unknown document": [[alarms, policyOf({ policy: UNKNOWN })], "policy"],
        "a policy of nobody knows which topic": [[alarms, policyOf({ arn: UNKNOWN, policy: denied })], "policy"],
    },
});
