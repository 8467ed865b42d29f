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
    examples: ["aws.sqs.QueuePolicy dead-letters", "FailureQueue"],
    types: ["aws:sqs/queuePolicy:QueuePolicy", "aws:sqs/queue:Queue"],
    resource(resource: ResourceView, judge) {
        judgeOpenStatements(resource, judge);
    },
});
