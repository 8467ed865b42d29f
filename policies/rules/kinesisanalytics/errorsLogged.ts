import type * as aws from "@pulumi/aws";
import { wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** An application without a log fails in silence: it restarts, and nobody knows why. */
export const kinesisanalyticsErrorsLogged = defineRule({
    id: "kinesisanalytics-errors-logged",
    displayName: "Flink applications log",
    description: "Flink applications write to a log stream.",
    severity: "medium",
    level: "advisory",
    tags: ["kinesisanalytics", "operations"],
    frameworks: [wellArchitected("SEC04-BP01", "Configure service and application logging")],
    remediationSteps: "Set cloudwatchLoggingOptions: { logStreamArn }.",
    url: "https://docs.aws.amazon.com/managed-flink/latest/java/logging.html",
    examples: {
        aws: `new aws.kinesisanalyticsv2.Application("sessions", {
    runtimeEnvironment: "FLINK-1_20",
    serviceExecutionRole: role.arn,
    cloudwatchLoggingOptions: { logStreamArn: pulumi.interpolate\`\${logGroup.arn}:log-stream:sessions\` },
    applicationConfiguration: {
        applicationCodeConfiguration: { codeContentType: "ZIPFILE" },
        applicationSnapshotConfiguration: { snapshotsEnabled: true },
        flinkApplicationConfiguration: {
            checkpointConfiguration: { configurationType: "CUSTOM", checkpointingEnabled: true },
        },
    },
});`,
    },
    types: ["aws:kinesisanalyticsv2/application:Application"],
    resource({ name, props }: ResourceView<aws.kinesisanalyticsv2.ApplicationArgs>, judge) {
        judge.decide("cloudwatchLoggingOptions", () =>
            props.cloudwatchLoggingOptions === undefined ? `Application '${name}' writes no log.` : undefined,
        );
    },
});
