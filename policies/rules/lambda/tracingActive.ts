import type * as aws from "@pulumi/aws";
import { securityHub, wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";
import { setTo, settings } from "../../framework/settings";

/** Every function is traced: `Active` samples and records, `PassThrough` only forwards what callers decided. */
export const lambdaTracingActive = defineRule({
    id: "lambda-tracing-active",
    displayName: "Lambda functions have active X-Ray tracing",
    description: "Lambda functions have X-Ray tracing in mode Active.",
    severity: "medium",
    tags: ["lambda", "tracing"],
    frameworks: [securityHub("Lambda.7"), wellArchitected("OPS08-BP03")],
    remediationSteps: 'Set tracingConfig: { mode: "Active" }.',
    url: "https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html",
    examples: ["aws.lambda.Function", "ServerlessFunction place-order"],
    types: ["aws:lambda/function:Function"],
    ...settings<aws.lambda.FunctionArgs>({
        "tracingConfig.mode": setTo(
            "Active",
            (name, mode) => `Function '${name}' has tracing mode ${mode ?? "unset"} instead of Active.`,
        ),
    }),
});
