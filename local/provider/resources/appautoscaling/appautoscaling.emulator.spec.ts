import * as scaling from "@aws-sdk/client-application-auto-scaling";
import assert from "node:assert/strict";
import { describeRows } from "../../testing/exercise";

const TARGET = "aws:appautoscaling/target:Target";
const POLICY = "aws:appautoscaling/policy:Policy";
const READS = {
    serviceNamespace: "dynamodb",
    resourceId: "table/orders",
    scalableDimension: "dynamodb:table:ReadCapacityUnits",
} as const;
const WRITES = { scalableDimension: "dynamodb:table:WriteCapacityUnits" };
const ARN = "arn:aws:application-autoscaling:eu-west-1:000000000000";
const tracking = (targetValue: number, more = {}) => ({
    targetTrackingScalingPolicyConfiguration: {
        targetValue,
        predefinedMetricSpecification: { predefinedMetricType: "DynamoDBReadCapacityUtilization" },
        ...more,
    },
});
const subject = { ...READS, name: "track", policyType: "TargetTrackingScaling", ...tracking(70) };

describeRows("the rows of Application Auto Scaling", {
    "register a target": {
        type: TARGET,
        inputs: { ...READS, minCapacity: 1, maxCapacity: 10, tags: { owner: "orders" } },
        looks: [[scaling.DescribeScalableTargetsCommand, "ScalableTargets.0"]],
        unseen: ["tags"],
        update: { maxCapacity: 20, tags: undefined },
        replacement: WRITES,
        outputs: ({ state }) => assert.match(state.arn, new RegExp(`^${ARN}:scalable-target/[0-9a-z]+$`)),
        importable: false,
    },
    "make a policy that tracks a target, apart from that of a table with a longer name": {
        type: POLICY,
        async inputs(make) {
            await make(TARGET, { ...READS, minCapacity: 1, maxCapacity: 10 });
            await make(POLICY, { ...subject, resourceId: "table/ord", ...tracking(50) });
            return subject;
        },
        looks: [
            [
                scaling.DescribeScalingPoliciesCommand,
                ({ ScalingPolicies }, { resourceId, scalableDimension }, id) =>
                    ScalingPolicies.find(
                        ({ PolicyName, ResourceId, ScalableDimension }: any) =>
                            PolicyName === id && ResourceId === resourceId && ScalableDimension === scalableDimension,
                    ),
            ],
        ],
        names: { name: "PolicyName" },
        update: tracking(50, { scaleInCooldown: 60, disableScaleIn: true }),
        replacement: WRITES,
        outputs({ state }) {
            assert.match(state.arn, /:scalingPolicy:[0-9a-f-]+:resource\/dynamodb\/table\/orders:policyName\/track$/);
            assert.match(state.alarmArns[0], /^arn:aws:cloudwatch:eu-west-1:000000000000:alarm:TargetTracking-/);
        },
        importable: false,
    },
});
