import type * as aws from "@pulumi/aws";
import { wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** A snapshot at each stop is what an application resumes from after an update. */
export const kinesisanalyticsSnapshotsEnabled = defineRule({
    id: "kinesisanalytics-snapshots-enabled",
    displayName: "Flink applications have snapshots enabled",
    description: "Flink applications have snapshots enabled.",
    severity: "medium",
    level: "advisory",
    tags: ["kinesisanalytics", "resilience"],
    frameworks: [wellArchitected("REL09-BP01")],
    remediationSteps: "Set applicationSnapshotConfiguration: { snapshotsEnabled: true }.",
    url: "https://docs.aws.amazon.com/managed-flink/latest/java/how-snapshots.html",
    examples: ["aws.kinesisanalyticsv2.Application"],
    types: ["aws:kinesisanalyticsv2/application:Application"],
    resource({ name, props }: ResourceView<aws.kinesisanalyticsv2.ApplicationArgs>, judge) {
        judge.decide("snapshotsEnabled", () => {
            if (!isFlink(props.runtimeEnvironment)) return undefined;
            return props.applicationConfiguration?.applicationSnapshotConfiguration?.snapshotsEnabled === true
                ? undefined
                : `Application '${name}' makes no snapshots.`;
        });
    },
});

function isFlink(runtime = ""): boolean {
    return /FLINK/.test(runtime);
}
