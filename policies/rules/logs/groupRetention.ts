import type * as aws from "@pulumi/aws";
import { securityHub, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** Log groups forget at some time; without retention they keep everything, for ever and at a price. */
export const logsGroupRetention = defineRule({
    id: "logs-group-retention",
    displayName: "CloudWatch log groups have a retention",
    description: "CloudWatch log groups have a retention of at least the configured days.",
    severity: "medium",
    tags: ["logs", "operations"],
    frameworks: [securityHub("CloudWatch.16"), wellArchitected("COST04-BP05")],
    remediationSteps: "Set retentionInDays.",
    url: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html",
    examples: ["aws.cloudwatch.LogGroup", "ServerlessFunction place-order"],
    types: ["aws:cloudwatch/logGroup:LogGroup"],
    parameters: {
        minimumDays: {
            type: "integer",
            description: "Days that log groups keep their events at least.",
            default: 1,
            minimum: 1,
        },
    },
    resource({ name, props }: ResourceView<aws.cloudwatch.LogGroupArgs>, judge, { minimumDays }) {
        judge.decide("retentionInDays", () => {
            // AWS fixes the retention of this class, and refuses another.
            if (props.logGroupClass === "DELIVERY") return undefined;
            const days = props.retentionInDays ?? 0;
            if (days === 0) return `Log group '${name}' keeps its events for ever.`;
            return days < minimumDays
                ? `Log group '${name}' keeps its events for ${days} days, not ${minimumDays}.`
                : undefined;
        });
    },
});
