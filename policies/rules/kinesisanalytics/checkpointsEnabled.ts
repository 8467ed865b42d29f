import type * as aws from "@pulumi/aws";
import { wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** Without checkpoints an application that fails starts from nothing, or from what it has long counted. */
export const kinesisanalyticsCheckpointsEnabled = defineRule({
    id: "kinesisanalytics-checkpoints-enabled",
    displayName: "Flink applications have checkpointing enabled",
    description: "Flink applications have checkpointing enabled.",
    severity: "medium",
    level: "advisory",
    tags: ["kinesisanalytics", "resilience"],
    frameworks: [wellArchitected("REL11-BP03")],
    remediationSteps:
        'Set checkpointConfiguration: { configurationType: "CUSTOM", checkpointingEnabled: true }, or leave it to the default.',
    url: "https://docs.aws.amazon.com/managed-flink/latest/java/how-fault.html",
    examples: ["aws.kinesisanalyticsv2.Application"],
    types: ["aws:kinesisanalyticsv2/application:Application"],
    resource({ name, props }: ResourceView<aws.kinesisanalyticsv2.ApplicationArgs>, judge) {
        judge.decide("checkpointingEnabled", () => {
            const checkpoints = props.applicationConfiguration?.flinkApplicationConfiguration?.checkpointConfiguration;
            // The default configuration makes checkpoints whatever else is set.
            if (checkpoints === undefined || checkpoints.configurationType === "DEFAULT") return undefined;
            return checkpoints.checkpointingEnabled === false
                ? `Application '${name}' makes no checkpoints.`
                : undefined;
        });
    },
});
