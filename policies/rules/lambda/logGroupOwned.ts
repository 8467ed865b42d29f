import { reading } from "../../framework/reading";
import { wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";
import type { StackResource } from "../../framework/stack";
import { FUNCTION_TYPE } from "../../lambda/functions";

const GROUP_TYPE = "aws:cloudwatch/logGroup:LogGroup";

/** A log group that Lambda makes by itself keeps everything for ever, with no key, and stays behind. */
export const lambdaLogGroupOwned = defineRule({
    id: "lambda-log-group-owned",
    displayName: "Functions have a log group",
    description: "Every Lambda function logs to a log group of the stack.",
    severity: "medium",
    level: "advisory",
    tags: ["lambda", "operations"],
    frameworks: [wellArchitected("COST04-BP05")],
    remediationSteps: "Add aws.cloudwatch.LogGroup with a retention, and name it in loggingConfig.logGroup.",
    url: "https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-loggroups.html",
    examples: {
        aws: `new aws.lambda.Function("place-order", {
    role: role.arn,
    runtime: "nodejs24.x",
    handler: "index.handler",
    code,
    loggingConfig: { logFormat: "JSON", logGroup: logGroup.name },
});`,
        component: `new ServerlessFunction("place-order", { function: "placeOrder", description: "Places orders", platform });`,
    },
    types: [FUNCTION_TYPE, GROUP_TYPE],
    stack(stack, judgeOf) {
        const groups = stack.ofType(GROUP_TYPE);
        for (const lambda of stack.ofType(FUNCTION_TYPE)) {
            judgeOf(lambda).decide("logGroup", () =>
                groups.some((group) => logsTo(lambda, group)) || !isDecided(lambda)
                    ? undefined
                    : `The log group of '${lambda.name}' is not in the stack.`,
            );
        }
    },
});

/** By the references that the engine recorded, or by name where both names are known. */
function logsTo(lambda: StackResource, group: StackResource): boolean {
    if (lambda.referencesOf("loggingConfig").includes(group.urn) || group.referencesOf("name").includes(lambda.urn))
        return true;
    const own = textOf(() => group.outputs.name ?? group.props.name);
    const named = textOf(() => lambda.props.loggingConfig?.logGroup);
    const name = textOf(() => lambda.outputs.name ?? lambda.props.name);
    return own !== undefined && (own === named || (named === undefined && own === `/aws/lambda/${name}`));
}

/** Reads what decides without a log group being found, so that an unknown name makes the verdict undecided. */
function isDecided({ props }: StackResource): boolean {
    return props.loggingConfig?.logGroup !== "";
}

function textOf(read: () => unknown): string | undefined {
    const found = reading(read);
    return found.known && typeof found.value === "string" ? found.value : undefined;
}
