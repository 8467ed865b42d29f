import type * as aws from "@pulumi/aws";
import { securityHub } from "../../framework/references";
import { defineRule } from "../../framework/rule";
import { must, settings } from "../../framework/settings";

/** For workloads that must not reach the internet but through the account's own network. */
export const lambdaNetworkPrivate = defineRule({
    id: "lambda-network-private",
    displayName: "Lambda functions are attached to a VPC",
    description: "Lambda functions are attached to a VPC.",
    severity: "low",
    level: "disabled",
    tags: ["lambda", "network"],
    frameworks: [securityHub("Lambda.3")],
    remediationSteps: "Set vpcConfig.",
    url: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html",
    examples: ["aws.lambda.Function", "ServerlessFunction in-network"],
    types: ["aws:lambda/function:Function"],
    ...settings<aws.lambda.FunctionArgs>({
        "vpcConfig.subnetIds": must(
            (subnets) => (subnets?.length ?? 0) > 0,
            (name) => `'${name}' is attached to no VPC.`,
        ),
    }),
});
