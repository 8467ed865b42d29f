import type * as aws from "@pulumi/aws";
import { wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";
import { mustNotBe, settings } from "../../framework/settings";

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
    examples: ["aws.kinesisanalyticsv2.Application"],
    types: ["aws:kinesisanalyticsv2/application:Application"],
    ...settings<aws.kinesisanalyticsv2.ApplicationArgs>({
        cloudwatchLoggingOptions: mustNotBe(undefined, (name) => `Application '${name}' writes no log.`),
    }),
});
