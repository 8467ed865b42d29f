import type * as aws from "@pulumi/aws";
import { faultOfRuntime } from "../../aws/lambda/runtimes";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** AWS patches a runtime until its end; then functions run on what nobody mends, and later cannot be changed. */
export const lambdaRuntimeSupported = defineRule({
    id: "lambda-runtime-supported",
    displayName: "Lambda runtimes are supported by AWS",
    description: "Lambda functions of code archives run on a runtime that AWS still supports.",
    severity: "medium",
    level: "advisory",
    tags: ["lambda", "operations"],
    frameworks: [fsbp("Lambda.2"), wellArchitected("SEC06-BP01")],
    remediationSteps: 'Set runtime to a current one, for example "nodejs24.x".',
    url: "https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html",
    examples: ["aws.lambda.Function", "ServerlessFunction place-order"],
    types: ["aws:lambda/function:Function"],
    parameters: {
        runtimes: {
            type: "array",
            description: "The runtimes that functions may have, if not all that AWS supports on the day of the run.",
            default: [],
            items: { type: "string" },
        },
    },
    resource({ name, props }: ResourceView<aws.lambda.FunctionArgs>, judge, { runtimes }) {
        judge.decide("runtime", () => {
            // Images bring their own; AWS refuses an archive without one.
            if (props.packageType === "Image" || props.runtime === undefined) return undefined;
            const { runtime } = props;
            const day = new Date().toISOString().slice(0, 10);
            const fault = runtimes.length === 0 ? faultOfRuntime(runtime, day) : faultOfChoice(runtime, runtimes);
            return fault && `Function '${name}' cannot stay on its runtime: ${fault}.`;
        });
    },
});

function faultOfChoice(runtime: string, runtimes: readonly string[]): string | undefined {
    return runtimes.includes(runtime) ? undefined : `${runtime} is none of ${runtimes.join(", ")}`;
}
