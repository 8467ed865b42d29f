import type * as aws from "@pulumi/aws";
import { wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";
import { must, settings } from "../../framework/settings";

/** A function without a limit can take the whole account's concurrency from all others. */
export const lambdaConcurrencyLimited = defineRule({
    id: "lambda-concurrency-limited",
    displayName: "Lambda functions reserve concurrency",
    description: "Lambda functions reserve a concurrency.",
    severity: "low",
    level: "disabled",
    tags: ["lambda", "resilience"],
    frameworks: [wellArchitected("REL05-BP02")],
    remediationSteps: "Set reservedConcurrentExecutions.",
    url: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html",
    examples: ["aws.lambda.Function", "ServerlessFunction place-order"],
    types: ["aws:lambda/function:Function"],
    ...settings<aws.lambda.FunctionArgs>({
        reservedConcurrentExecutions: must(
            (reserved) => (reserved ?? -1) >= 0,
            (name) => `'${name}' has no concurrency of its own.`,
        ),
    }),
});
