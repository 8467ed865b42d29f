import type * as aws from "@pulumi/aws";
import { wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";
import { mustNotBe, settings } from "../../framework/settings";

/** 128 MB and 3 seconds are nobody's choice: too little for most, and unnoticed until it is busy. */
export const lambdaLimitsExplicit = defineRule({
    id: "lambda-limits-explicit",
    displayName: "Lambda functions set memory size and timeout",
    description: "Lambda functions set memorySize and timeout.",
    severity: "low",
    level: "advisory",
    tags: ["lambda", "operations"],
    frameworks: [wellArchitected("PERF02-BP04")],
    remediationSteps: "Set memorySize and timeout by what the function was measured to need.",
    url: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html",
    examples: ["aws.lambda.Function", "ServerlessFunction place-order"],
    types: ["aws:lambda/function:Function"],
    ...settings<aws.lambda.FunctionArgs>({
        memorySize: mustNotBe(undefined, (name) => `'${name}' leaves its memory to the default of 128 MB.`),
        timeout: mustNotBe(undefined, (name) => `'${name}' leaves its timeout to the default of 3 s.`),
    }),
});
