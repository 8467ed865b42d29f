import type * as aws from "@pulumi/aws";
import { serverlessLens, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** For organizations that let only what their pipeline signed run; images have their own signatures. */
export const lambdaCodeSigned = defineRule({
    id: "lambda-code-signed",
    displayName: "Lambda functions have a code signing configuration",
    description: "Lambda functions of code archives check the signature of their code.",
    severity: "low",
    level: "disabled",
    tags: ["lambda", "integrity"],
    frameworks: [wellArchitected("SEC11-BP06"), wellArchitected("SEC06-BP04"), serverlessLens("SEC 3")],
    remediationSteps:
        'Set codeSigningConfigArn to an aws.lambda.CodeSigningConfig with untrustedArtifactOnDeployment: "Enforce".',
    url: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-codesigning.html",
    examples: ["aws.lambda.Function", "ServerlessFunction in-network"],
    types: ["aws:lambda/function:Function"],
    resource({ name, props }: ResourceView<aws.lambda.FunctionArgs>, judge) {
        judge.decide("codeSigningConfigArn", () =>
            props.packageType === "Image" || props.codeSigningConfigArn !== undefined
                ? undefined
                : `'${name}' runs code whose signature nobody checks.`,
        );
    },
});
