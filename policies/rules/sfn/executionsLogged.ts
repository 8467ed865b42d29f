import { MACHINE_TYPE, type MachineView } from "../../aws/sfn/judging";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";

const LEVELS = ["FATAL", "ERROR", "ALL"] as const;

/** Executions are written down: for express ones nothing else tells what happened. */
export const sfnExecutionsLogged = defineRule({
    id: "sfn-executions-logged",
    displayName: "Step Functions executions are logged",
    description: "State machines log their executions at the configured level at least.",
    severity: "medium",
    level: "advisory",
    tags: ["sfn", "operations"],
    frameworks: [fsbp("StepFunctions.1"), wellArchitected("SEC04-BP01")],
    remediationSteps:
        'Set loggingConfiguration: { level: "ALL", includeExecutionData: false, logDestination: pulumi.interpolate`${logGroup.arn}:*` }.',
    url: "https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html",
    examples: ["aws.sfn.StateMachine"],
    types: [MACHINE_TYPE],
    parameters: {
        minimumLevel: {
            type: "string",
            description: "The level at which machines log at least.",
            default: "ALL",
            enum: ["FATAL", "ERROR", "ALL"],
        },
        executionData: {
            type: "string",
            description: "Whether logs must or must not hold the input and output of states.",
            default: "either",
            enum: ["either", "included", "excluded"],
        },
    },
    resource({ name, props }: MachineView, judge, { minimumLevel, executionData }) {
        judge.decide("loggingConfiguration.level", () => {
            const level = props.loggingConfiguration?.level ?? "OFF";
            return LEVELS.findIndex((each) => each === level) >= LEVELS.indexOf(minimumLevel)
                ? undefined
                : `'${name}' logs at level ${level}, not ${minimumLevel}.`;
        });
        judge.decide("loggingConfiguration.includeExecutionData", () => {
            if (executionData === "either") return undefined;
            const included = props.loggingConfiguration?.includeExecutionData === true;
            if (included === (executionData === "included")) return undefined;
            return `'${name}' ${included ? "logs" : "does not log"} what states take and give.`;
        });
    },
});
