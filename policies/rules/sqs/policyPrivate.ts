import { judgeOpenStatements } from "../../aws/exposure/openStatement";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** A queue's policy names who may send and receive; everybody is let in only by a condition on who calls. */
export const sqsPolicyPrivate = defineRule({
    id: "sqs-policy-private",
    displayName: "SQS queue policies have no public principal",
    description: "Policies of SQS queues do not allow everybody, unless limited by a condition on the caller.",
    severity: "high",
    tags: ["sqs", "exposure"],
    frameworks: [fsbp("SQS.3"), wellArchitected("SEC03-BP07")],
    remediationSteps:
        "Name the services or roles in Principal, or add a condition on aws:SourceArn or aws:SourceAccount.",
    url: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security-best-practices.html",
    examples: {
        aws: `new aws.sqs.QueuePolicy("orders", {
    queueUrl: queue.url,
    policy: pulumi.jsonStringify({
        Version: "2012-10-17",
        Statement: [
            {
                Effect: "Deny",
                Principal: "*",
                Action: "sqs:*",
                Resource: queue.arn,
                Condition: { Bool: { "aws:SecureTransport": "false" } },
            },
            {
                Effect: "Allow",
                Principal: { Service: "sns.amazonaws.com" },
                Action: "sqs:SendMessage",
                Resource: queue.arn,
                Condition: { ArnEquals: { "aws:SourceArn": topic.arn } },
            },
        ],
    }),
});`,
        component: `new FailureQueue("failed-orders", { keyArn: key.arn });`,
    },
    types: ["aws:sqs/queuePolicy:QueuePolicy", "aws:sqs/queue:Queue"],
    resource(resource: ResourceView, judge) {
        judgeOpenStatements(resource, judge);
    },
});
