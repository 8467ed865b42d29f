import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { cloudwatchAlarmActing } from "./alarmActing";

const alarm = subjectsOf("aws:cloudwatch/metricAlarm:MetricAlarm", { metricName: "Errors" });
const composite = subjectsOf("aws:cloudwatch/compositeAlarm:CompositeAlarm");
const TOPIC = "arn:aws:sns:eu-west-1:111122223333:alarms";
const failing = {
    name: "failing",
    outputs: { name: "orders-failing", arn: "arn:aws:cloudwatch:x:1:alarm:orders-failing" },
};
const all = (alarmRule: unknown) => composite({ alarmRule, alarmActions: [TOPIC] }, { name: "all" });

describeRule(cloudwatchAlarmActing, {
    passes: {
        "an alarm with an action": alarm({ alarmActions: [TOPIC] }),
        "an action that is not known yet": alarm({ alarmActions: [UNKNOWN] }),
        "an alarm to which another listens by name": [alarm({}, failing), all('ALARM("orders-failing") OR FALSE')],
        "by a name without quotes": [alarm({}, failing), all("OK(other) AND ALARM(orders-failing)")],
        "by reference": [
            alarm({}, failing),
            composite(
                { alarmRule: UNKNOWN, alarmActions: [TOPIC] },
                { name: "all", references: { alarmRule: ["failing"] } },
            ),
        ],
    },
    violates: {
        "actions switched off": [alarm({ alarmActions: [TOPIC], actionsEnabled: false }), "actionsEnabled"],
        "an empty list": [alarm({ alarmActions: [] }), "alarmActions"],
        "an alarm to which nobody listens": [[alarm({}, failing), all('ALARM("orders-failing-late")')], "alarmActions"],
        "an alarm whose problem the other waits to end": [
            [alarm({}, failing), all('NOT ALARM("orders-failing")')],
            "alarmActions",
        ],
        "an alarm beside what is always true": [
            [alarm({}, failing), all('ALARM("orders-failing") OR TRUE')],
            "alarmActions",
        ],
        "a rule that cannot be read": [[alarm({}, failing), all('ALARM("orders-failing"')], "alarmActions"],
        "a composite alarm without an action": [composite({ alarmRule: "TRUE" }), "alarmActions"],
        "one that is not known to act": [alarm({ actionsEnabled: UNKNOWN }), "alarmActions"],
    },
    missing: [alarm({}), "alarmActions"],
    undecided: {
        "unknown actions": [alarm({ alarmActions: UNKNOWN }), "alarmActions"],
        "a composite alarm of nobody knows what": [[alarm({}, failing), all(UNKNOWN)], "alarmActions"],
    },
});
