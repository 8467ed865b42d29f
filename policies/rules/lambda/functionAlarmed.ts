import { judgeAlarmed } from "../../aws/cloudwatch/alarmed";
import { ALARM_TYPES } from "../../aws/cloudwatch/alarms";
import { serverlessLens, wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";

const FUNCTION_TYPE = "aws:lambda/function:Function";

/** Alarms usually stand in another stack than the functions that they watch, so this is decided over all layers. */
export const lambdaFunctionAlarmed = defineRule({
    id: "lambda-function-alarmed",
    displayName: "Lambda functions have a CloudWatch alarm with an action",
    description: "Every Lambda function has an alarm with an action on one of its metrics.",
    severity: "medium",
    level: "advisory",
    tags: ["lambda", "operations"],
    frameworks: [wellArchitected("OPS08-BP04"), serverlessLens("OPS 1")],
    remediationSteps: "Add an alarm on Errors with the dimension FunctionName and with alarmActions.",
    url: "https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html",
    examples: ["aws.cloudwatch.MetricAlarm place-order-errors", "FunctionAlarms"],
    types: [FUNCTION_TYPE, ...ALARM_TYPES],
    environment(environment, judgeOf) {
        judgeAlarmed(environment, judgeOf, {
            type: FUNCTION_TYPE,
            identity: "name",
            called: "function",
            namespace: "AWS/Lambda",
            dimension: "FunctionName",
        });
    },
});
