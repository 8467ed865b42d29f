import type * as aws from "@pulumi/aws";
import { wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";
import { setTo, settings } from "../../framework/settings";

/** JSON logs can be searched by field and filtered by level before they cost anything. */
export const lambdaLogsStructured = defineRule({
    id: "lambda-logs-structured",
    displayName: "Lambda functions log in the format JSON",
    description: "Lambda functions log in JSON.",
    severity: "low",
    level: "advisory",
    tags: ["lambda", "operations"],
    frameworks: [wellArchitected("OPS08-BP02")],
    remediationSteps: 'Set loggingConfig: { logFormat: "JSON" }.',
    url: "https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html",
    examples: ["aws.lambda.Function", "ServerlessFunction place-order"],
    types: ["aws:lambda/function:Function"],
    ...settings<aws.lambda.FunctionArgs>({
        "loggingConfig.logFormat": setTo("JSON", (name) => `'${name}' logs plain text.`),
    }),
});
