import type * as aws from "@pulumi/aws";
import { wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";
import { mustBe, settings } from "../../framework/settings";

/** A function URL without IAM is open to the internet; CloudFront signs its requests by origin access control. */
export const lambdaUrlAuthenticated = defineRule({
    id: "lambda-url-authenticated",
    displayName: "Lambda function URLs have the authorization type AWS_IAM",
    description: "Function URLs authenticate their callers by IAM.",
    severity: "high",
    tags: ["lambda", "exposure"],
    frameworks: [wellArchitected("SEC03-BP07")],
    remediationSteps:
        'Set authorizationType: "AWS_IAM"; in front of browsers put CloudFront with origin access control, or API Gateway.',
    url: "https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html",
    examples: ["aws.lambda.FunctionUrl"],
    types: ["aws:lambda/functionUrl:FunctionUrl"],
    ...settings<aws.lambda.FunctionUrlArgs>({
        authorizationType: mustBe("AWS_IAM", (name) => `Function URL '${name}' is open to everybody.`),
    }),
});
