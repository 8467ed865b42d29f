import {
    DescribeScalableTargetsCommand,
    DescribeScalingPoliciesCommand,
    type ServiceNamespace,
} from "@aws-sdk/client-application-auto-scaling";
import assert from "node:assert/strict";
import { exerciseRow } from "../../testing/exercise";
import { appAutoScalingRows } from ".";

const READS = {
    serviceNamespace: "dynamodb",
    resourceId: "table/orders",
    scalableDimension: "dynamodb:table:ReadCapacityUnits",
} as const;
const OTHERS = {
    serviceNamespace: "ecs",
    resourceId: "table/other",
    scalableDimension: "dynamodb:table:WriteCapacityUnits",
};
const WRITES = { scalableDimension: OTHERS.scalableDimension };

describe("the rows of Application Auto Scaling", function () {
    this.timeout(120_000);

    it("register a target", () =>
        exerciseRow(appAutoScalingRows, {
            type: "aws:appautoscaling/target:Target",
            inputs: { ...READS, minCapacity: 1, maxCapacity: 10, tags: { owner: "orders" } },
            async readBack(clients, id, { scalableDimension, serviceNamespace }) {
                const { ScalableTargets = [] } = await clients.appAutoScaling().send(
                    new DescribeScalableTargetsCommand({
                        ServiceNamespace: serviceNamespace as ServiceNamespace,
                        ResourceIds: [id],
                    }),
                );
                const found = ScalableTargets.find(({ ScalableDimension }) => ScalableDimension === scalableDimension);
                return found && [found.MinCapacity, found.MaxCapacity];
            },
            shows: [1, 10],
            update: { inputs: { maxCapacity: 20, tags: undefined }, shows: [1, 20] },
            replaceOn: OTHERS,
            replacement: { inputs: WRITES, shows: [1, 10] },
            outputs: ({ state }) =>
                assert.match(
                    state.arn,
                    /^arn:aws:application-autoscaling:eu-west-1:000000000000:scalable-target\/[0-9a-z]+$/,
                ),
            importable: false,
        }));

    it("make a policy that tracks a target, apart from that of a table with a longer name", () => {
        const tracking = (targetValue: number, more = {}) => ({
            targetTrackingScalingPolicyConfiguration: {
                targetValue,
                predefinedMetricSpecification: { predefinedMetricType: "DynamoDBReadCapacityUtilization" },
                ...more,
            },
        });
        const subject = { ...READS, policyType: "TargetTrackingScaling", ...tracking(70) };
        return exerciseRow(appAutoScalingRows, {
            type: "aws:appautoscaling/policy:Policy",
            async inputs(make) {
                await make("aws:appautoscaling/target:Target", { ...READS, minCapacity: 1, maxCapacity: 10 });
                const shorter = { ...subject, name: "track", resourceId: "table/ord", ...tracking(50) };
                await make("aws:appautoscaling/policy:Policy", shorter);
                return { ...subject, name: "track" };
            },
            async readBack(clients, id, { resourceId, scalableDimension }) {
                const { ScalingPolicies = [] } = await clients
                    .appAutoScaling()
                    .send(new DescribeScalingPoliciesCommand({ ServiceNamespace: READS.serviceNamespace }));
                const found = ScalingPolicies.find(
                    ({ PolicyName, ResourceId, ScalableDimension }) =>
                        PolicyName === id && ResourceId === resourceId && ScalableDimension === scalableDimension,
                );
                return found && [found.PolicyType, found.TargetTrackingScalingPolicyConfiguration];
            },
            shows: [
                "TargetTrackingScaling",
                {
                    TargetValue: 70,
                    DisableScaleIn: false,
                    PredefinedMetricSpecification: { PredefinedMetricType: "DynamoDBReadCapacityUtilization" },
                },
            ],
            update: {
                inputs: tracking(50, { scaleInCooldown: 60, disableScaleIn: true }),
                shows: [
                    "TargetTrackingScaling",
                    {
                        TargetValue: 50,
                        DisableScaleIn: true,
                        ScaleInCooldown: 60,
                        PredefinedMetricSpecification: { PredefinedMetricType: "DynamoDBReadCapacityUtilization" },
                    },
                ],
            },
            replaceOn: { name: "another", ...OTHERS },
            replacement: {
                inputs: WRITES,
                shows: [
                    "TargetTrackingScaling",
                    {
                        TargetValue: 70,
                        DisableScaleIn: false,
                        PredefinedMetricSpecification: { PredefinedMetricType: "DynamoDBReadCapacityUtilization" },
                    },
                ],
            },
            outputs({ state }) {
                assert.match(
                    state.arn,
                    /:scalingPolicy:[0-9a-f-]+:resource\/dynamodb\/table\/orders:policyName\/track$/,
                );
                assert.match(state.alarmArns[0], /^arn:aws:cloudwatch:eu-west-1:000000000000:alarm:TargetTracking-/);
            },
            importable: false,
        });
    });
});
