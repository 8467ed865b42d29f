import { judgeOpenStatements } from "../../aws/exposure/openStatement";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** A topic's policy names who may publish and subscribe; everybody is let in only by a condition on who calls. */
export const snsPolicyPrivate = defineRule({
    id: "sns-policy-private",
    displayName: "SNS topic policies have no public principal",
    description: "Policies of SNS topics do not allow everybody, unless limited by a condition on the caller.",
    severity: "high",
    tags: ["sns", "exposure"],
    frameworks: [fsbp("SNS.4"), wellArchitected("SEC03-BP07")],
    remediationSteps:
        "Name the services or roles in Principal, or add a condition on aws:SourceArn or aws:SourceAccount.",
    url: "https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html",
    examples: ["aws.sns.TopicPolicy alarms", "AlarmTopic alarms"],
    types: ["aws:sns/topicPolicy:TopicPolicy", "aws:sns/topic:Topic"],
    resource(resource: ResourceView, judge) {
        judgeOpenStatements(resource, judge);
    },
});
