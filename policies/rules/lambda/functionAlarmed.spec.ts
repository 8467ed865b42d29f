import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { lambdaFunctionAlarmed } from "./functionAlarmed";

const handler = subjectsOf("aws:lambda/function:Function")({}, { name: "place", outputs: { name: "place-1" } });
const metric = { namespace: "AWS/Lambda", metricName: "Errors", dimensions: { FunctionName: "place-1" } };
const alarm = subjectsOf("aws:cloudwatch/metricAlarm:MetricAlarm", metric);
const composite = subjectsOf("aws:cloudwatch/compositeAlarm:CompositeAlarm");
const actions = { alarmActions: ["arn:aws:sns:eu-west-1:111122223333:alarms"] };
const named = { name: "errors", outputs: { name: "errors-1" } };

describeRule(lambdaFunctionAlarmed, {
    passes: {
        "a function with an alarm": [handler, alarm(actions)],
        "a function in a metric expression": [
            handler,
            alarm({ namespace: undefined, dimensions: undefined, metricQueries: [{ metric }], ...actions }),
        ],
        "an alarm that a composite one with an action names": [
            handler,
            alarm({}, named),
            composite({ alarmRule: 'ALARM("errors-1") OR ALARM("other")', ...actions }),
        ],
    },
    violates: {
        "an alarm without an action": [[handler, alarm({})], "alarm"],
        "an alarm whose actions are switched off": [[handler, alarm({ ...actions, actionsEnabled: false })], "alarm"],
        "an alarm on another function": [[handler, alarm({ ...actions, dimensions: { FunctionName: "x" } })], "alarm"],
        "an alarm of another namespace": [[handler, alarm({ ...actions, namespace: "AWS/SQS" })], "alarm"],
        "a composite alarm that names an alarm of a longer name": [
            [handler, alarm({}, named), composite({ alarmRule: 'ALARM("errors-10")', ...actions })],
            "alarm",
        ],
    },
    missing: [handler, "alarm"],
    undecided: { "an alarm on nobody knows what": [[handler, alarm({ ...actions, dimensions: UNKNOWN })], "alarm"] },
});
