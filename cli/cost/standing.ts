import type { Priced } from "./prices";

/** So many of something that has a price. */
export interface Charge {
    readonly priced: Priced;
    readonly count: number;
}

type Inputs = Readonly<Record<string, unknown>>;

/** What a resource costs while nothing happens; `undefined` when its arguments ask for something that has no price here. */
type Charging = (inputs: Inputs) => Charge[] | undefined;

const one =
    (priced: Priced): Charging =>
    () => [{ priced, count: 1 }];

const nothing: Charge[] = [];

/** Types of which the arguments decide whether, and how much, is charged for what stands. */
const CHARGED: Readonly<Record<string, Charging>> = {
    // The cache is charged by the hour and its size.
    "aws:apigateway/stage:Stage": ({ cacheClusterEnabled }) => (cacheClusterEnabled === true ? undefined : nothing),
    // Target tracking makes the alarms by itself: for tables two on what is consumed and two on what is provisioned, else two
    // (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/AutoScaling.html).
    "aws:appautoscaling/policy:Policy": ({ policyType, scalableDimension }) => [
        {
            priced: "alarm",
            count:
                policyType !== "TargetTrackingScaling" ? 0 : String(scalableDimension).startsWith("dynamodb:") ? 4 : 2,
        },
    ],
    "aws:cloudwatch/compositeAlarm:CompositeAlarm": one("compositeAlarm"),
    "aws:cloudwatch/metricAlarm:MetricAlarm": ({ period, metricQueries }) => {
        const queries = listOf(metricQueries);
        // An anomaly's band is three metrics, and a query may be as wide as a fleet.
        const wide = /ANOMALY_DETECTION_BAND|SELECT/i;
        if (queries.some(({ expression }) => typeof expression === "string" && wide.test(expression))) return undefined;
        const periods = queries.length === 0 ? [period] : queries.flatMap(({ metric }) => listOf([metric]));
        const isFast = (value: unknown) => Number(isMap(value) ? value.period : value) < 60;
        return periods.map((value) => ({ priced: isFast(value) ? "fastAlarm" : "alarm", count: 1 }));
    },
    // Shard-level metrics are charged in hours in which something is written or read, so not here.
    "aws:kinesis/stream:Stream": ({ streamModeDetails, shardCount = 1, retentionPeriod = 24 }) => {
        if (isMap(streamModeDetails) && streamModeDetails.streamMode === "ON_DEMAND")
            return [{ priced: "onDemandStream", count: 1 }];
        // More than a day is charged by shard and hour, otherwise up to a week than up to a year.
        return Number(retentionPeriod) > 24 ? undefined : [{ priced: "shard", count: Number(shardCount) }];
    },
    // Ways into a VPC are charged by zone and hour.
    "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": (inputs) =>
        Object.values(inputs).some((value) => isMap(value) && value.vpcConfig !== undefined) ? undefined : nothing,
    "aws:dynamodb/table:Table": ({ billingMode, replicas, globalSecondaryIndexes, ...table }) => {
        if (billingMode === "PAY_PER_REQUEST") return nothing;
        // Replicated capacity has another price, and stands in other regions.
        if (listOf(replicas).length > 0) return undefined;
        return [table, ...listOf(globalSecondaryIndexes)].flatMap(({ readCapacity, writeCapacity }) => [
            { priced: "readCapacity" as const, count: Number(readCapacity ?? 0) },
            { priced: "writeCapacity" as const, count: Number(writeCapacity ?? 0) },
        ]);
    },
    // An index has the mode of its table, and names a capacity only where that is provisioned.
    "aws:dynamodb/globalSecondaryIndex:GlobalSecondaryIndex": ({ provisionedThroughput }) =>
        listOf([provisionedThroughput]).flatMap(({ readCapacityUnits, writeCapacityUnits }) => [
            { priced: "readCapacity" as const, count: Number(readCapacityUnits ?? 0) },
            { priced: "writeCapacity" as const, count: Number(writeCapacityUnits ?? 0) },
        ]),
    "aws:ec2/eip:Eip": one("publicAddress"),
    "aws:ec2/natGateway:NatGateway": one("natGateway"),
    "aws:ec2/vpcEndpoint:VpcEndpoint": ({ vpcEndpointType = "Gateway", subnetIds }) => {
        if (vpcEndpointType === "Gateway") return nothing;
        return vpcEndpointType === "Interface"
            ? [{ priced: "interfaceEndpoint", count: Array.isArray(subnetIds) ? subnetIds.length : 1 }]
            : undefined;
    },
    // A key that is rotated costs one more for each of the first two rotations: not in its first year.
    "aws:kms/key:Key": one("key"),
    "aws:kms/replicaKey:ReplicaKey": one("key"),
    // Pollers that are provisioned are charged by the hour.
    "aws:lambda/eventSourceMapping:EventSourceMapping": ({ provisionedPollerConfig }) =>
        provisionedPollerConfig === undefined ? nothing : undefined,
    // Reserved concurrency is free, provisioned concurrency is a type of its own; what SnapStart keeps is charged by the hour.
    "aws:lambda/function:Function": ({ snapStart }) => (snapStart === undefined ? nothing : undefined),
    "aws:secretsmanager/secret:Secret": one("secret"),
    "aws:wafv2/webAcl:WebAcl": ({ rules }) => [
        { priced: "webAcl", count: 1 },
        { priced: "webAclRule", count: listOf(rules).length },
    ],
};

/**
 * Types, or with `/` at the end whole services, of which nothing is charged while nothing happens: they are settings, or
 * charged by requests, bytes, items or people. A type is added when somebody has read that on the service's page of prices.
 */
const FREE: readonly string[] = [
    "aws:apigateway/",
    "aws:appautoscaling/target:Target",
    // The first copy of the management events is free; others, and events of data, are charged by event.
    "aws:cloudtrail/trail:Trail",
    "aws:cloudwatch/eventRule:EventRule",
    "aws:cloudwatch/eventTarget:EventTarget",
    "aws:cloudwatch/logGroup:LogGroup",
    "aws:cloudwatch/logMetricFilter:LogMetricFilter",
    "aws:cloudwatch/logResourcePolicy:LogResourcePolicy",
    "aws:cloudwatch/logStream:LogStream",
    "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter",
    // By people who were active in the month, also with the Plus tier.
    "aws:cognito/",
    "aws:dynamodb/resourcePolicy:ResourcePolicy",
    "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
    "aws:ec2/flowLog:FlowLog",
    "aws:ec2/internetGateway:InternetGateway",
    "aws:ec2/route:Route",
    "aws:ec2/routeTable:RouteTable",
    "aws:ec2/routeTableAssociation:RouteTableAssociation",
    "aws:ec2/securityGroup:SecurityGroup",
    "aws:ec2/subnet:Subnet",
    "aws:ec2/vpc:Vpc",
    "aws:iam/",
    "aws:kinesis/resourcePolicy:ResourcePolicy",
    "aws:kms/alias:Alias",
    "aws:kms/keyPolicy:KeyPolicy",
    "aws:lambda/alias:Alias",
    "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig",
    "aws:lambda/permission:Permission",
    "aws:s3/",
    "aws:sfn/stateMachine:StateMachine",
    "aws:sns/",
    "aws:sqs/",
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    "aws:xray/",
];

/** What a resource costs while nothing happens; `undefined` when that is not known here. */
export function standingCharges(type: string, inputs: Inputs): Charge[] | undefined {
    const charging = CHARGED[type];
    if (charging !== undefined) return charging(inputs)?.filter(({ count }) => count > 0);
    return FREE.some((free) => (free.endsWith("/") ? type.startsWith(free) : type === free)) ? nothing : undefined;
}

function listOf(value: unknown): Inputs[] {
    return Array.isArray(value) ? value.filter(isMap) : [];
}

function isMap(value: unknown): value is Inputs {
    return typeof value === "object" && value !== null;
}
