import * as scaling from "@aws-sdk/client-application-auto-scaling";
import { crudRow, type CrudRow } from "../../crudRow";

const TRACKING = "targetTrackingScalingPolicyConfiguration";

const AUTO_SCALING = {
    // What is not there, moto refuses to delete as if it were asked wrongly.
    deletesFound: true,
    key: {
        ResourceId: "resourceId",
        ResourceIds: "resourceId",
        ScalableDimension: "scalableDimension",
        ServiceNamespace: "serviceNamespace",
    },
} satisfies Partial<CrudRow>;

export const target = crudRow({
    ...AUTO_SCALING,
    type: "aws:appautoscaling/target:Target",
    lacks: ["roleArn", "suspendedState"],
    ineffective: {
        maxCapacity: "Kept and read back; no capacity is ever changed.",
        minCapacity: "Kept and read back; no capacity is ever changed.",
        tags: "Dropped.",
    },
    id: "resourceId",
    outputs: ({ partition, region, accountId, hex }) => ({
        arn: `arn:${partition}:application-autoscaling:${region}:${accountId}:scalable-target/${hex(36)}`,
    }),
    names: { arn: "ScalableTargetARN" },
    put: [scaling.RegisterScalableTargetCommand],
    read: [scaling.DescribeScalableTargetsCommand, "ScalableTargets.0"],
    delete: [scaling.DeregisterScalableTargetCommand],
});

/** `aws:appautoscaling/policy:Policy` that tracks a target. */
export const policy = crudRow({
    ...AUTO_SCALING,
    type: "aws:appautoscaling/policy:Policy",
    lacks: [
        "predictiveScalingPolicyConfiguration",
        "stepScalingPolicyConfiguration",
        "targetTrackingScalingPolicyConfiguration.customizedMetricSpecification",
    ],
    required: [TRACKING],
    ineffective: { [TRACKING]: "Kept and read back; nothing is measured, and nothing scales." },
    // AWS draws new alarms for another target; moto a new ARN, too.
    recomputes: { alarmArns: [TRACKING], arn: [TRACKING] },
    autoName: { property: "name", maxLength: 255 },
    defaults: { policyType: "StepScaling", [TRACKING]: { disableScaleIn: false } },
    id: "name",
    outputs: ({ partition, region, accountId, hex }, { name, resourceId, serviceNamespace }) => {
        const about = `resource/${serviceNamespace}/${resourceId}:policyName/${name}`;
        const alarm = `arn:${partition}:cloudwatch:${region}:${accountId}:alarm:TargetTracking-${resourceId}`;
        return {
            arn: `arn:${partition}:autoscaling:${region}:${accountId}:scalingPolicy:${hex(32)}:${about}`,
            alarmArns: ["High", "Low"].map((at) => `${alarm}-Alarm${at}-${hex(32)}`),
        };
    },
    names: { alarmArns: "Alarms", arn: "PolicyARN" },
    key: { ...AUTO_SCALING.key, PolicyName: "name" },
    put: [scaling.PutScalingPolicyCommand],
    // moto gives those of resources whose name this one's begins with, too.
    read: [scaling.DescribeScalingPoliciesCommand, "ScalingPolicies.*"],
    delete: [scaling.DeleteScalingPolicyCommand],
    wire: { alarmArns: { from: (alarms: scaling.Alarm[]) => alarms.map(({ AlarmARN }) => AlarmARN) } },
});
