import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { sfnExecutionsLogged } from "./executionsLogged";

const machine = subjectsOf("aws:sfn/stateMachine:StateMachine", { definition: "{}" });
const logging = (level: unknown, includeExecutionData?: boolean) =>
    machine({ loggingConfiguration: { level, includeExecutionData, logDestination: "arn:aws:logs:x:*" } });
const LEVEL = "loggingConfiguration.level";

describeRule(sfnExecutionsLogged, {
    passes: { "a machine that logs all": logging("ALL") },
    violates: {
        "errors only": [logging("ERROR"), LEVEL],
        "logging switched off": [logging("OFF"), LEVEL],
        "a block without a level": [machine({ loggingConfiguration: { includeExecutionData: true } }), LEVEL],
    },
    missing: [machine({}), LEVEL],
    undecided: { "an unknown level": [logging(UNKNOWN), LEVEL] },
    configured: {
        "errors are enough": [{ minimumLevel: "ERROR" }, logging("ERROR")],
        "but fatal ones are not": [{ minimumLevel: "ERROR" }, logging("FATAL"), LEVEL],
        "data must not be logged": [
            { executionData: "excluded" },
            logging("ALL", true),
            "loggingConfiguration.includeExecutionData",
        ],
        "data must be logged": [
            { executionData: "included" },
            logging("ALL"),
            "loggingConfiguration.includeExecutionData",
        ],
    },
});
