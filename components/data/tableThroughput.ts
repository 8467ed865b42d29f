import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { UTILIZATION_PERCENT, type AutoScaledThroughput } from "./throughputLimits";
import { transformed, type Transform } from "../shared/transform";

const SIDES = { read: "Read", write: "Write" } as const;

/** What a table starts with; from there on it is auto scaling's. */
export function startingCapacity({ read, write }: AutoScaledThroughput): {
    readonly readCapacity: number;
    readonly writeCapacity: number;
} {
    return { readCapacity: read.min, writeCapacity: write.min };
}

/** What an index starts with. */
export function startingIndexCapacity({ read, write }: AutoScaledThroughput): {
    readonly readCapacityUnits: number;
    readonly writeCapacityUnits: number;
} {
    return { readCapacityUnits: read.min, writeCapacityUnits: write.min };
}

/** What auto scaling changes of a table behind Pulumi's back: taken back, each update would throttle the busy table. */
export const SCALED_PROPERTIES = ["readCapacity", "writeCapacity"];

/** The same of an index. */
export const SCALED_INDEX_PROPERTIES = ["readCapacityUnits", "writeCapacityUnits"].map(
    (capacity) => `provisionedThroughput.${capacity}`,
);

/** The last word on auto scaling. */
export interface ScalingTransform {
    /** Each target: `<name>-read`, `<name>-<index>-write` and so on. */
    readonly scalingTargets?: Transform<aws.appautoscaling.TargetArgs>;
    /** Each policy, named as its target. */
    readonly scalingPolicies?: Transform<aws.appautoscaling.PolicyArgs>;
}

/**
 * Lets the capacity of a table and of its indexes follow the load.
 *
 * Creates: `<name>-read`, `<name>-write` (target and policy each), and for each index `<name>-<index>-read`, `<name>-<index>-write`.
 */
export function scaleTable(
    name: string,
    table: aws.dynamodb.Table,
    indexes: Readonly<Record<string, aws.dynamodb.GlobalSecondaryIndex>>,
    throughput: AutoScaledThroughput,
    transform: ScalingTransform,
    opts: pulumi.CustomResourceOptions,
): void {
    scale(name, "table", pulumi.interpolate`table/${table.name}`, throughput, transform, opts);
    for (const [index, { tableName, indexName }] of Object.entries(indexes)) {
        const resourceId = pulumi.interpolate`table/${tableName}/index/${indexName}`;
        scale(`${name}-${index}`, "index", resourceId, throughput, transform, opts);
    }
}

function scale(
    name: string,
    kind: "table" | "index",
    resourceId: pulumi.Output<string>,
    throughput: AutoScaledThroughput,
    transform: ScalingTransform,
    opts: pulumi.CustomResourceOptions,
): void {
    for (const side of ["read", "write"] as const) {
        const { min, max } = throughput[side];
        const target = new aws.appautoscaling.Target(
            ...transformed(
                transform.scalingTargets,
                `${name}-${side}`,
                {
                    serviceNamespace: "dynamodb",
                    resourceId,
                    scalableDimension: `dynamodb:${kind}:${SIDES[side]}CapacityUnits`,
                    minCapacity: min,
                    maxCapacity: max,
                },
                opts,
            ),
        );
        new aws.appautoscaling.Policy(
            ...transformed(
                transform.scalingPolicies,
                `${name}-${side}`,
                {
                    policyType: "TargetTrackingScaling",
                    serviceNamespace: target.serviceNamespace,
                    resourceId: target.resourceId,
                    scalableDimension: target.scalableDimension,
                    targetTrackingScalingPolicyConfiguration: {
                        targetValue: throughput.targetUtilizationPercent ?? UTILIZATION_PERCENT.usual,
                        predefinedMetricSpecification: {
                            predefinedMetricType: `DynamoDB${SIDES[side]}CapacityUtilization`,
                        },
                    },
                },
                opts,
            ),
        );
    }
}
