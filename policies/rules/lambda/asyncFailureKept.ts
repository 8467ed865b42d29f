import type * as aws from "@pulumi/aws";
import { CALLER_TYPES, isOnlyAwaited } from "../../aws/lambda/callers";
import { ALIAS_TYPE, attachedToFunction, FUNCTION_TYPE } from "../../aws/lambda/functions";
import { reading } from "../../framework/reading";
import { serverlessLens, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

const CONFIG_TYPE = "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig";

/**
 * An event that fails three times is dropped without a trace, unless it has somewhere to go. Callers that wait see the error
 * themselves, so a function that only they call has nothing to lose.
 */
export const lambdaAsyncFailureKept = defineRule({
    id: "lambda-async-failure-kept",
    displayName: "Lambda functions have a destination on failure",
    description:
        "Lambda functions that may be called asynchronously have a failure destination or a dead-letter queue.",
    severity: "medium",
    level: "advisory",
    tags: ["lambda", "resilience"],
    frameworks: [wellArchitected("REL04-BP02"), serverlessLens("REL 2")],
    remediationSteps:
        "Add aws.lambda.FunctionEventInvokeConfig with destinationConfig.onFailure, or set deadLetterConfig.targetArn.",
    url: "https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html",
    examples: ["aws.lambda.FunctionEventInvokeConfig", "ServerlessFunction place-order"],
    types: [FUNCTION_TYPE, CONFIG_TYPE, ALIAS_TYPE, ...Object.values(CALLER_TYPES)],
    stack(stack, judgeOf) {
        for (const lambda of stack.ofType(FUNCTION_TYPE)) {
            const judge = judgeOf(lambda);
            judge.decide("failures", () => {
                const { props } = lambda as ResourceView<aws.lambda.FunctionArgs>;
                const configs = judge.read(
                    "failures",
                    attachedToFunction(stack, lambda, [CONFIG_TYPE], "functionName"),
                );
                const kept = configs?.map((config) =>
                    reading(
                        () =>
                            (config as ResourceView<aws.lambda.FunctionEventInvokeConfigArgs>).props.destinationConfig
                                ?.onFailure !== undefined,
                    ),
                );
                if (kept?.some((found) => found.known && found.value) === true) return undefined;
                if (props.deadLetterConfig !== undefined) return undefined;
                const awaited = isOnlyAwaited(stack, lambda);
                if (awaited.known && awaited.value) return undefined;
                const unknown = [...(kept ?? []), awaited].find((found) => !found.known);
                if (unknown !== undefined) judge.read("failures", unknown);
                return configs === undefined || unknown !== undefined
                    ? undefined
                    : `Events that '${lambda.name}' fails at are lost.`;
            });
        }
    },
});
