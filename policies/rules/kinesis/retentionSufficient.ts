import type * as aws from "@pulumi/aws";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** After a day without a consumer, a weekend for example, the oldest records are gone. */
export const kinesisRetentionSufficient = defineRule({
    id: "kinesis-retention-sufficient",
    displayName: "Kinesis streams have a sufficient retention period",
    description: "Kinesis streams keep their records for at least the configured hours.",
    severity: "medium",
    level: "advisory",
    tags: ["kinesis", "resilience"],
    frameworks: [fsbp("Kinesis.3"), wellArchitected("REL09-BP01")],
    remediationSteps: "Set retentionPeriod: 168.",
    url: "https://docs.aws.amazon.com/streams/latest/dev/kinesis-extended-retention.html",
    examples: ["aws.kinesis.Stream", "DataStream clickstream"],
    types: ["aws:kinesis/stream:Stream"],
    parameters: {
        minimumHours: {
            type: "integer",
            description: "Hours that streams keep their records at least.",
            default: 168,
            minimum: 24,
        },
    },
    resource({ name, props }: ResourceView<aws.kinesis.StreamArgs>, judge, { minimumHours }) {
        judge.decide("retentionPeriod", () => {
            const { retentionPeriod = 24 } = props;
            return retentionPeriod >= minimumHours
                ? undefined
                : `Stream '${name}' keeps records for ${retentionPeriod} hours, not ${minimumHours}.`;
        });
    },
    remediate({ props }: ResourceView<aws.kinesis.StreamArgs>, { minimumHours }) {
        props.retentionPeriod = Math.max(props.retentionPeriod ?? 24, minimumHours);
    },
});
