import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { kinesisanalyticsErrorsLogged } from "./errorsLogged";

const app = subjectsOf("aws:kinesisanalyticsv2/application:Application");

describeRule(kinesisanalyticsErrorsLogged, {
    passes: { "a log stream, known or not": app({ cloudwatchLoggingOptions: { logStreamArn: UNKNOWN } }) },
    violates: { "nothing but a role": [app({ serviceExecutionRole: "r" }), "cloudwatchLoggingOptions"] },
    missing: [app({}), "cloudwatchLoggingOptions"],
    undecided: { "unknown options": [app({ cloudwatchLoggingOptions: UNKNOWN }), "cloudwatchLoggingOptions"] },
});
