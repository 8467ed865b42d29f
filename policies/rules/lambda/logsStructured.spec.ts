import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { lambdaLogsStructured } from "./logsStructured";

const lambda = subjectsOf("aws:lambda/function:Function", { role: "r" });

describeRule(lambdaLogsStructured, {
    passes: { "JSON, into a group of its own": lambda({ loggingConfig: { logFormat: "JSON", logGroup: UNKNOWN } }) },
    violates: { text: [lambda({ loggingConfig: { logFormat: "Text" } }), "loggingConfig.logFormat"] },
    missing: [lambda({}), "loggingConfig.logFormat"],
    undecided: { "an unknown format": [lambda({ loggingConfig: { logFormat: UNKNOWN } }), "loggingConfig.logFormat"] },
});
