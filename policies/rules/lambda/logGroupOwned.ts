import { FUNCTION_TYPE } from "../../aws/lambda/functions";
import { reading } from "../../framework/reading";
import { wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";
import type { StackResource } from "../../framework/stack";

const GROUP_TYPE = "aws:cloudwatch/logGroup:LogGroup";

/** A log group that Lambda makes by itself keeps everything for ever, with no key, and stays behind. */
export const lambdaLogGroupOwned = defineRule({
    id: "lambda-log-group-owned",
    displayName: "Lambda functions log to a log group of the stack",
    description: "Every Lambda function logs to a log group of the stack.",
    severity: "medium",
    level: "advisory",
    tags: ["lambda", "operations"],
    frameworks: [wellArchitected("COST04-BP05")],
    remediationSteps: "Add aws.cloudwatch.LogGroup with a retention, and name it in loggingConfig.logGroup.",
    url: "https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-loggroups.html",
    examples: ["aws.lambda.Function", "ServerlessFunction place-order"],
    types: [FUNCTION_TYPE, GROUP_TYPE],
    stack(stack, judgeOf) {
        const groups = logGroupsOf(stack.ofType(GROUP_TYPE));
        for (const lambda of stack.ofType(FUNCTION_TYPE)) {
            judgeOf(lambda).decide("logGroup", () =>
                logsTo(lambda, groups) || !isDecided(lambda)
                    ? undefined
                    : `The log group of '${lambda.name}' is not in the stack.`,
            );
        }
    },
});

/** What log groups are found by. */
interface LogGroups {
    readonly urns: ReadonlySet<string>;
    readonly names: ReadonlySet<string | undefined>;
    /** What their names are made of. */
    readonly namedAfter: ReadonlySet<string>;
}

function logGroupsOf(groups: readonly StackResource[]): LogGroups {
    return {
        urns: new Set(groups.map(({ urn }) => urn)),
        names: new Set(groups.map((group) => textOf(() => group.outputs.name ?? group.props.name))),
        namedAfter: new Set(groups.flatMap((group) => group.referencesOf("name"))),
    };
}

/** By the references that the engine recorded, or by name where both names are known. */
function logsTo(lambda: StackResource, { urns, names, namedAfter }: LogGroups): boolean {
    if (lambda.referencesOf("loggingConfig").some((urn) => urns.has(urn)) || namedAfter.has(lambda.urn)) return true;
    const name = textOf(() => lambda.outputs.name ?? lambda.props.name);
    const wanted = textOf(() => lambda.props.loggingConfig?.logGroup) ?? `/aws/lambda/${name}`;
    return names.has(wanted);
}

/** Reads what decides without a log group being found, so that an unknown name makes the verdict undecided. */
function isDecided({ props }: StackResource): boolean {
    return props.loggingConfig?.logGroup !== "";
}

function textOf(read: () => unknown): string | undefined {
    const found = reading(read);
    return found.known && typeof found.value === "string" ? found.value : undefined;
}
