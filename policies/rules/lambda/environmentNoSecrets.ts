import type * as aws from "@pulumi/aws";
import { credentialIn } from "../../aws/exposure/credential";
import { wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";
import { SECRET } from "../../framework/secret";

/** Everybody who may read a function's configuration reads its variables; each version keeps them for ever. */
export const lambdaEnvironmentNoSecrets = defineRule({
    id: "lambda-environment-no-secrets",
    displayName: "Lambda environment variables hold no credentials",
    description: "Environment variables of Lambda functions hold no credentials, only where to find them.",
    severity: "critical",
    tags: ["lambda", "secrets"],
    frameworks: [wellArchitected("SEC02-BP03")],
    remediationSteps:
        "Keep the value in Secrets Manager, give the function the secret's ARN, and read it with @aws-lambda-powertools/parameters.",
    url: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html",
    examples: ["aws.lambda.Function", "ServerlessFunction place-order"],
    types: ["aws:lambda/function:Function"],
    resource({ name, props }: ResourceView<aws.lambda.FunctionArgs>, judge) {
        judge.decide("environment.variables", () => {
            const variables = props.environment?.variables ?? {};
            // A state keeps all of them secret when they are made together.
            if ([props.environment, variables].some((each) => (each as unknown) === SECRET))
                return `Variables of function '${name}' hold a value that the program keeps secret.`;
            for (const key of Object.keys(variables)) {
                judge.decide(`environment.variables.${key}`, () => {
                    const why = credentialIn(key, String(variables[key]));
                    return why === undefined ? undefined : `Variable ${key} of function '${name}' ${why}.`;
                });
            }
            return undefined;
        });
    },
});
