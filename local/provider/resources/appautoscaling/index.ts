import {
    DeleteScalingPolicyCommand,
    DeregisterScalableTargetCommand,
    DescribeScalableTargetsCommand,
    DescribeScalingPoliciesCommand,
    PutScalingPolicyCommand,
    RegisterScalableTargetCommand,
    type ScalableTarget,
    type ScalingPolicy,
} from "@aws-sdk/client-application-auto-scaling";
import type { Clients } from "../../clients";
import { defineRow, type Props, type ResourceRow } from "../../row";
import { fromAws, pick, toAws } from "../../wire";

/** What says which capacity of which resource is meant. */
const SUBJECT = ["resourceId", "scalableDimension", "serviceNamespace"];
const TRACKING = "targetTrackingScalingPolicyConfiguration";

/** `aws:appautoscaling/target:Target`. */
const target = defineRow({
    type: "aws:appautoscaling/target:Target",
    lacks: ["roleArn", "suspendedState"],
    ineffective: {
        maxCapacity: "Kept and read back; no capacity is ever changed.",
        minCapacity: "Kept and read back; no capacity is ever changed.",
        tags: "Dropped.",
    },
    replaceOn: SUBJECT,
    simulate: ({ partition, region, accountId, hex }, { resourceId }) => ({
        id: resourceId,
        outputs: { arn: `arn:${partition}:application-autoscaling:${region}:${accountId}:scalable-target/${hex(36)}` },
    }),
    live: {
        async create({ clients }, inputs) {
            return { id: inputs.resourceId, outputs: { arn: await register(clients, inputs) } };
        },
        async read({ clients }, _id, state) {
            const found = await findTarget(clients, state);
            if (found === undefined) return undefined;
            const { ScalableTargetARN: arn, MaxCapacity: maxCapacity, MinCapacity: minCapacity } = found;
            return { ...pick(state, SUBJECT), arn, maxCapacity, minCapacity };
        },
        async update({ clients }, _id, inputs) {
            await register(clients, inputs);
            return {};
        },
        async delete({ clients }, _id, state) {
            if ((await findTarget(clients, state)) === undefined) return;
            await clients.appAutoScaling().send(new DeregisterScalableTargetCommand(toAws(pick(state, SUBJECT))));
        },
    },
});

/** `aws:appautoscaling/policy:Policy` that tracks a target. */
const policy = defineRow({
    type: "aws:appautoscaling/policy:Policy",
    lacks: [
        "predictiveScalingPolicyConfiguration",
        "stepScalingPolicyConfiguration",
        "targetTrackingScalingPolicyConfiguration.customizedMetricSpecification",
    ],
    required: ["targetTrackingScalingPolicyConfiguration"],
    ineffective: { [TRACKING]: "Kept and read back; nothing is measured, and nothing scales." },
    replaceOn: ["name", ...SUBJECT],
    // AWS draws new alarms for another target; moto a new ARN, too.
    recomputes: { alarmArns: [TRACKING], arn: [TRACKING] },
    autoName: { property: "name", maxLength: 255 },
    defaults: { policyType: "StepScaling", [TRACKING]: { disableScaleIn: false } },
    simulate({ partition, region, accountId, hex }, { name, resourceId, serviceNamespace }) {
        const about = `resource/${serviceNamespace}/${resourceId}:policyName/${name}`;
        const arn = `arn:${partition}:autoscaling:${region}:${accountId}:scalingPolicy:${hex(32)}:${about}`;
        const alarm = `arn:${partition}:cloudwatch:${region}:${accountId}:alarm:TargetTracking-${resourceId}`;
        return { id: name, outputs: { arn, alarmArns: ["High", "Low"].map((at) => `${alarm}-Alarm${at}-${hex(32)}`) } };
    },
    live: {
        async create({ clients }, inputs) {
            return { id: inputs.name, outputs: await put(clients, inputs) };
        },
        async read({ clients }, id, state) {
            const found = await findPolicy(clients, id, state);
            if (found === undefined) return undefined;
            return {
                ...pick(state, SUBJECT),
                name: id,
                policyType: found.PolicyType,
                [TRACKING]: fromAws(found.TargetTrackingScalingPolicyConfiguration),
                ...computedOf(found),
            };
        },
        update: ({ clients }, _id, inputs) => put(clients, inputs),
        async delete({ clients }, id, state) {
            if ((await findPolicy(clients, id, state)) === undefined) return;
            const request = { PolicyName: id, ...toAws(pick(state, SUBJECT)) };
            await clients.appAutoScaling().send(new DeleteScalingPolicyCommand(request));
        },
    },
});

async function register(clients: Clients, inputs: Props): Promise<string> {
    const request = toAws(pick(inputs, [...SUBJECT, "maxCapacity", "minCapacity"]));
    const { ScalableTargetARN } = await clients.appAutoScaling().send(new RegisterScalableTargetCommand(request));
    return ScalableTargetARN!;
}

async function findTarget(clients: Clients, state: Props): Promise<ScalableTarget | undefined> {
    const { ResourceId, ...about } = toAws(pick(state, SUBJECT));
    const request = new DescribeScalableTargetsCommand({ ...about, ResourceIds: [ResourceId] });
    return (await clients.appAutoScaling().send(request)).ScalableTargets?.[0];
}

async function put(clients: Clients, inputs: Props): Promise<Props> {
    const request = { PolicyName: inputs.name, ...toAws(pick(inputs, [...SUBJECT, "policyType", TRACKING])) };
    return computedOf(await clients.appAutoScaling().send(new PutScalingPolicyCommand(request)));
}

async function findPolicy(clients: Clients, name: string, state: Props): Promise<ScalingPolicy | undefined> {
    const about = toAws(pick(state, SUBJECT));
    const { ScalingPolicies = [] } = await clients.appAutoScaling().send(new DescribeScalingPoliciesCommand(about));
    // moto gives those of resources whose name this one's begins with, too.
    return ScalingPolicies.find(({ PolicyName, ResourceId }) => PolicyName === name && ResourceId === about.ResourceId);
}

function computedOf({ PolicyARN, Alarms = [] }: Pick<ScalingPolicy, "PolicyARN" | "Alarms">): Props {
    return { arn: PolicyARN, alarmArns: Alarms.map(({ AlarmARN }) => AlarmARN) };
}

/** The rows of Application Auto Scaling. */
export const appAutoScalingRows: readonly ResourceRow[] = [target, policy];
