import { judgeAlarmed } from "../../aws/cloudwatch/alarmed";
import { ALARM_TYPES } from "../../aws/cloudwatch/alarms";
import { wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";

const TYPE = "aws:sfn/stateMachine:StateMachine";

/** An execution that fails tells nobody; whoever started it has gone on. */
export const sfnMachineAlarmed = defineRule({
    id: "sfn-machine-alarmed",
    displayName: "Step Functions machines have an alarm with an action",
    description: "Every state machine has an alarm with an action on one of its metrics.",
    severity: "medium",
    level: "advisory",
    tags: ["sfn", "operations"],
    frameworks: [wellArchitected("OPS08-BP04")],
    remediationSteps: "Add an alarm on ExecutionsFailed with the dimension StateMachineArn and with alarmActions.",
    url: "https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html",
    examples: ["aws.cloudwatch.MetricAlarm fulfil-failed"],
    types: [TYPE, ...ALARM_TYPES],
    environment(environment, judgeOf) {
        judgeAlarmed(environment, judgeOf, {
            type: TYPE,
            identity: "arn",
            called: "state machine",
            namespace: "AWS/States",
            dimension: "StateMachineArn",
        });
    },
});
