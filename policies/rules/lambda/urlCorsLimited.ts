import type * as aws from "@pulumi/aws";
import { wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** Any page on the internet may call such a URL with the credentials of whoever looks at it. */
export const lambdaUrlCorsLimited = defineRule({
    id: "lambda-url-cors-limited",
    displayName: "CORS of Lambda function URLs names its origins",
    description: "Function URLs do not take every origin together with credentials or with every method.",
    severity: "medium",
    level: "advisory",
    tags: ["lambda", "exposure"],
    frameworks: [wellArchitected("SEC05-BP03")],
    remediationSteps: "Name the origins in cors.allowOrigins.",
    url: "https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html#urls-cors",
    examples: ["aws.lambda.FunctionUrl"],
    types: ["aws:lambda/functionUrl:FunctionUrl"],
    resource({ name, props }: ResourceView<aws.lambda.FunctionUrlArgs>, judge) {
        judge.decide("cors.allowOrigins", () => {
            const { cors } = props;
            if (cors?.allowOrigins === undefined || !cors.allowOrigins.includes("*")) return undefined;
            const wide = cors.allowCredentials === true || cors.allowMethods?.includes("*") === true;
            return wide ? `Function URL '${name}' takes every origin.` : undefined;
        });
    },
});
