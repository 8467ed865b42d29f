import type * as aws from "@pulumi/aws";
import { wellArchitected } from "../../framework/references";
import { blockOf } from "../../framework/remedy";
import { defineRule, type ResourceView } from "../../framework/rule";
import { FUNCTION_COMPONENT } from "../../aws/lambda/examples";

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
    examples: {
        aws: `new aws.lambda.Function("place-order", {
    role: role.arn,
    runtime: "nodejs24.x",
    handler: "index.handler",
    code,
    loggingConfig: { logFormat: "JSON" },
});`,
        component: FUNCTION_COMPONENT,
    },
    types: ["aws:lambda/function:Function"],
    resource({ name, props }: ResourceView<aws.lambda.FunctionArgs>, judge) {
        judge.decide("loggingConfig.logFormat", () =>
            props.loggingConfig?.logFormat === "JSON" ? undefined : `'${name}' logs plain text.`,
        );
    },
    remediate({ props }: ResourceView<aws.lambda.FunctionArgs>) {
        blockOf(props, "loggingConfig").logFormat = "JSON";
    },
});
