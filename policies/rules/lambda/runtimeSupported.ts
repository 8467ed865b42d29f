import type * as aws from "@pulumi/aws";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";
import { FUNCTION_COMPONENT } from "../../lambda/examples";

/** Those whose end lies ahead, by AWS's table as read on 2026-11-23. The next to end are ruby3.3 (2027-03-31), nodejs22.x (2027-04-30) and those on Amazon Linux 2 (2027-06-30). */
const SUPPORTED = [
    "nodejs22.x",
    "nodejs24.x",
    "python3.11",
    "python3.12",
    "python3.13",
    "python3.14",
    "java8.al2",
    "java8.al2023",
    "java11",
    "java11.al2023",
    "java17",
    "java17.al2023",
    "java21",
    "java25",
    "dotnet10",
    "ruby3.3",
    "ruby3.4",
    "ruby4.0",
    "provided.al2023",
];

/** AWS patches a runtime until its end; then functions run on what nobody mends, and later cannot be changed. */
export const lambdaRuntimeSupported = defineRule({
    id: "lambda-runtime-supported",
    displayName: "Functions run on supported runtimes",
    description: "Lambda functions of code archives run on a runtime that AWS still supports.",
    severity: "medium",
    level: "advisory",
    tags: ["lambda", "operations"],
    frameworks: [fsbp("Lambda.2"), wellArchitected("SEC06-BP01")],
    remediationSteps: 'Set runtime to a current one, for example "nodejs24.x".',
    url: "https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html",
    examples: {
        aws: `new aws.lambda.Function("place-order", {
    role: role.arn,
    runtime: "nodejs24.x",
    handler: "index.handler",
    code,
    tracingConfig: { mode: "Active" },
});`,
        component: FUNCTION_COMPONENT,
    },
    types: ["aws:lambda/function:Function"],
    parameters: {
        runtimes: {
            type: "array",
            description: "The runtimes that functions may have.",
            default: SUPPORTED,
            items: { type: "string" },
        },
    },
    resource({ name, props }: ResourceView<aws.lambda.FunctionArgs>, judge, { runtimes }) {
        judge.decide("runtime", () => {
            // Images bring their own; AWS refuses an archive without one.
            if (props.packageType === "Image" || props.runtime === undefined) return undefined;
            return runtimes.includes(props.runtime) ? undefined : `Function '${name}' runs on ${props.runtime}.`;
        });
    },
});
