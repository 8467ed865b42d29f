import type * as aws from "@pulumi/aws";
import { FUNCTION_ALARMS_COMPONENT } from "../../cloudwatch/examples";
import { securityHub, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";
import type { StackResource } from "../../framework/stack";

const ALARM_TYPE = "aws:cloudwatch/metricAlarm:MetricAlarm";
const COMPOSITE_TYPE = "aws:cloudwatch/compositeAlarm:CompositeAlarm";

/** An alarm that tells nobody is a picture. One that a composite alarm listens to needs no action of its own. */
export const cloudwatchAlarmActing = defineRule({
    id: "cloudwatch-alarm-acting",
    displayName: "Alarms tell somebody",
    description: "CloudWatch alarms have actions that are not switched off, of their own or of a composite alarm.",
    severity: "medium",
    tags: ["cloudwatch", "alarms"],
    frameworks: [securityHub("CloudWatch.15"), securityHub("CloudWatch.17"), wellArchitected("OPS08-BP04")],
    remediationSteps: "Set alarmActions: [topicArn], and leave actionsEnabled out.",
    url: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-actions.html",
    examples: {
        aws: `new aws.cloudwatch.MetricAlarm("orders-failing", {
    namespace: "AWS/Lambda",
    metricName: "Errors",
    dimensions: { FunctionName: handler.name },
    statistic: "Sum",
    period: 60,
    evaluationPeriods: 1,
    comparisonOperator: "GreaterThanThreshold",
    threshold: 0,
    treatMissingData: "notBreaching",
    alarmActions: [alarms.arn],
});`,
        component: FUNCTION_ALARMS_COMPONENT,
    },
    level: "advisory",
    types: [ALARM_TYPE, COMPOSITE_TYPE],
    resource({ type, name, props }: ResourceView<aws.cloudwatch.MetricAlarmArgs>, judge) {
        judge.decide("actionsEnabled", () =>
            props.actionsEnabled === false ? `The actions of alarm '${name}' are switched off.` : undefined,
        );
        if (type !== COMPOSITE_TYPE) return;
        judge.decide("alarmActions", () =>
            (props.alarmActions?.length ?? 0) === 0 ? `Alarm '${name}' has no action.` : undefined,
        );
    },
    stack(stack, judgeOf) {
        for (const alarm of stack.ofType(ALARM_TYPE)) {
            const judge = judgeOf(alarm);
            judge.decide("alarmActions", () => {
                if ((alarm.props.alarmActions?.length ?? 0) > 0) return undefined;
                return stack.ofType(COMPOSITE_TYPE).some((composite) => listensTo(composite, alarm))
                    ? undefined
                    : `Alarm '${alarm.name}' has no action.`;
            });
        }
    },
    remediate({ props }: ResourceView<aws.cloudwatch.MetricAlarmArgs>) {
        if (props.actionsEnabled === false) props.actionsEnabled = true;
    },
});

/** A composite alarm names others in its rule: `ALARM("orders-failing") OR ALARM(orders-late)`. */
function listensTo(composite: StackResource, alarm: StackResource): boolean {
    if (composite.referencesOf("alarmRule").includes(alarm.urn)) return true;
    const named = [...(composite.props.alarmRule as string).matchAll(/\(\s*"?([^"()]+?)"?\s*\)/g)].map(
        ([, name]) => name,
    );
    return named.includes(alarm.outputs.name as string) || named.includes(alarm.outputs.arn as string);
}
