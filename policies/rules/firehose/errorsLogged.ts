import { DELIVERY_TYPE, judgeDestinations } from "../../aws/firehose/destinations";
import { wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** Why a delivery failed is told in the log only; the record itself lies among the errors without a reason. */
export const firehoseErrorsLogged = defineRule({
    id: "firehose-errors-logged",
    displayName: "Firehose destinations have CloudWatch logging",
    description: "Every destination of a Firehose stream logs its errors.",
    severity: "medium",
    level: "advisory",
    tags: ["firehose", "operations"],
    frameworks: [wellArchitected("SEC04-BP01")],
    remediationSteps:
        "Set cloudwatchLoggingOptions: { enabled: true, logGroupName, logStreamName } on the destination.",
    url: "https://docs.aws.amazon.com/firehose/latest/dev/monitoring-with-cloudwatch-logs.html",
    examples: ["aws.kinesis.FirehoseDeliveryStream orders", "LakeDelivery"],
    types: [DELIVERY_TYPE],
    resource(resource: ResourceView, judge) {
        judgeDestinations(resource, judge, (path, destination) =>
            judge.decide(`${path}.cloudwatchLoggingOptions.enabled`, () =>
                destination.cloudwatchLoggingOptions?.enabled === true
                    ? undefined
                    : `'${resource.name}' does not log why deliveries fail.`,
            ),
        );
    },
});
