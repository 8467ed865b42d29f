import type * as aws from "@pulumi/aws";
import { customerKeyFault } from "../../aws/kms/keys";
import { wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** Variables are encrypted with a key that AWS manages; a key of the account lets its policy say who may read them. */
export const lambdaEnvironmentEncrypted = defineRule({
    id: "lambda-environment-encrypted",
    displayName: "Lambda environment variables have a customer managed key",
    description: "Lambda functions with environment variables encrypt them with a customer managed key.",
    severity: "low",
    level: "disabled",
    tags: ["lambda", "encryption"],
    frameworks: [wellArchitected("SEC08-BP02")],
    remediationSteps: "Set kmsKeyArn.",
    url: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html",
    examples: ["aws.lambda.Function", "ServerlessFunction in-network"],
    types: ["aws:lambda/function:Function"],
    resource({ name, props }: ResourceView<aws.lambda.FunctionArgs>, judge) {
        judge.decide("kmsKeyArn", () => {
            const fault = customerKeyFault(`The environment of '${name}'`, props.kmsKeyArn);
            return fault && Object.keys(props.environment?.variables ?? {}).length > 0 ? fault : undefined;
        });
    },
});
