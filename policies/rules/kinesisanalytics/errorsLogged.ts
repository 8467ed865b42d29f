import type * as aws from "@pulumi/aws";
import { wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";
import { APPLICATION_EXAMPLE } from "../../aws/kinesisanalytics/examples";

/** An application without a log fails in silence: it restarts, and nobody knows why. */
export const kinesisanalyticsErrorsLogged = defineRule({
    id: "kinesisanalytics-errors-logged",
    displayName: "Flink applications log to CloudWatch",
    description: "Flink applications write to a log stream.",
    severity: "medium",
    level: "advisory",
    tags: ["kinesisanalytics", "operations"],
    frameworks: [wellArchitected("SEC04-BP01")],
    remediationSteps: "Set cloudwatchLoggingOptions: { logStreamArn }.",
    url: "https://docs.aws.amazon.com/managed-flink/latest/java/logging.html",
    examples: {
        aws: APPLICATION_EXAMPLE,
    },
    types: ["aws:kinesisanalyticsv2/application:Application"],
    resource({ name, props }: ResourceView<aws.kinesisanalyticsv2.ApplicationArgs>, judge) {
        judge.decide("cloudwatchLoggingOptions", () =>
            props.cloudwatchLoggingOptions === undefined ? `Application '${name}' writes no log.` : undefined,
        );
    },
});
