import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { sqsPolicyPrivate } from "./policyPrivate";

const queue = subjectsOf("aws:sqs/queue:Queue");
const policyOf = subjectsOf("aws:sqs/queuePolicy:QueuePolicy", { queueUrl: "https://q" });
const send = { Sid: "In", Effect: "Allow", Principal: "*", Action: "sqs:SendMessage", Resource: "*" };
const policy = (more: object) => policyOf({ policy: JSON.stringify({ Statement: { ...send, ...more } }) });
const TOPIC = { ArnEquals: { "aws:SourceArn": "arn:aws:sns:eu-west-1:111122223333:orders" } };

describeRule(sqsPolicyPrivate, {
    passes: {
        "everybody, by one topic": policy({ Condition: TOPIC }),
        "a denial": policy({ Effect: "Deny" }),
        "no policy": queue({}),
    },
    violates: {
        everybody: [policy({}), "Principal::*#In"],
        "everybody in the queue's own property": [
            queue({ policy: JSON.stringify({ Statement: send }) }),
            "Principal::*#In",
        ],
        "topics of any account": [
            policy({ Condition: { ArnLike: { "aws:SourceArn": "arn:aws:sns:*:*:*" } } }),
            "Principal::*#In",
        ],
    },
    missing: [policy({ Condition: {} }), "Principal::*#In"],
    undecided: { "an unknown document": [policyOf({ policy: UNKNOWN }), "Document::policy"] },
});
