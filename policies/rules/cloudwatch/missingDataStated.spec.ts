import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { cloudwatchMissingDataStated } from "./missingDataStated";

const alarm = subjectsOf("aws:cloudwatch/metricAlarm:MetricAlarm", { metricName: "Errors" });

describeRule(cloudwatchMissingDataStated, {
    passes: {
        "silence that is well": alarm({ treatMissingData: "notBreaching" }),
        "the default, when it is meant": alarm({ treatMissingData: "missing" }),
    },
    violates: { "an alarm with all else": [alarm({ alarmActions: ["arn"], threshold: 1 }), "treatMissingData"] },
    missing: [alarm({}), "treatMissingData"],
    undecided: { "an unknown treatment": [alarm({ treatMissingData: UNKNOWN }), "treatMissingData"] },
});
