import {
    CreateFlowLogsCommand,
    CreateVpcEndpointCommand,
    DeleteFlowLogsCommand,
    DeleteVpcEndpointsCommand,
    DescribeFlowLogsCommand,
    DescribePrefixListsCommand,
    DescribeVpcEndpointsCommand,
    ModifyVpcEndpointCommand,
    type VpcEndpointType,
} from "@aws-sdk/client-ec2";
import { ifExists, tagMap } from "../../live";
import { defineRow, type LiveContext, type Props, type RowContext } from "../../row";
import {
    arnOf,
    inOrderOf,
    listChanges,
    newId,
    NOT_ENFORCED,
    owned,
    retag,
    taggedUpdate,
    tagSpecifications,
} from "./support";

const EVERYTHING = JSON.stringify({
    Version: "2008-10-17",
    Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }],
});

const DROPPED = "Dropped by the emulator, so a refresh does not see changes of it.";

/** `aws:ec2/vpcEndpoint:VpcEndpoint`, gateway or interface. */
export const vpcEndpoint = defineRow({
    type: "aws:ec2/vpcEndpoint:VpcEndpoint",
    lacks: [
        "dnsOptions",
        "ipAddressType",
        "resourceConfigurationArn",
        "serviceNetworkArn",
        "serviceRegion",
        "subnetConfigurations",
    ],
    required: ["serviceName"],
    replaceOn: [
        "dnsOptions.privateDnsPreference",
        "dnsOptions.privateDnsSpecifiedDomains",
        "region",
        "resourceConfigurationArn",
        "serviceName",
        "serviceNetworkArn",
        "serviceRegion",
        "vpcEndpointType",
        "vpcId",
    ],
    ineffective: {
        autoAccept: "Endpoints of AWS services need no acceptance.",
        policy: `${DROPPED} Nothing passes through the endpoint.`,
        privateDnsEnabled: DROPPED,
        routeTableIds: NOT_ENFORCED,
        securityGroupIds: DROPPED,
        subnetIds: NOT_ENFORCED,
    },
    defaults: { vpcEndpointType: "Gateway" },
    simulate(context, inputs) {
        const id = newId(context, "vpce");
        return { id, outputs: endpointOutputs(context, id, inputs) };
    },
    recomputes: { networkInterfaceIds: ["subnetIds"] },
    live: {
        async create(context, inputs) {
            const { VpcEndpoint } = await context.clients.ec2().send(
                new CreateVpcEndpointCommand({
                    PolicyDocument: inputs.policy,
                    PrivateDnsEnabled: inputs.privateDnsEnabled,
                    RouteTableIds: inputs.routeTableIds,
                    SecurityGroupIds: inputs.securityGroupIds,
                    ServiceName: inputs.serviceName,
                    SubnetIds: inputs.subnetIds,
                    TagSpecifications: tagSpecifications("vpc-endpoint", inputs),
                    VpcEndpointType: inputs.vpcEndpointType as VpcEndpointType,
                    VpcId: inputs.vpcId,
                }),
            );
            const id = VpcEndpoint!.VpcEndpointId!;
            context.made(id);
            return {
                id,
                outputs: { ...endpointOutputs(context, id, inputs), ...(await prefixListOf(context, inputs)) },
            };
        },
        async read({ clients }, id, state) {
            const asked = new DescribeVpcEndpointsCommand({ VpcEndpointIds: [id] });
            const found = (await ifExists(clients.ec2().send(asked)))?.VpcEndpoints?.[0];
            return (
                found && {
                    routeTableIds: inOrderOf(state.routeTableIds, found.RouteTableIds),
                    serviceName: found.ServiceName,
                    state: found.State,
                    subnetIds: inOrderOf(state.subnetIds, found.SubnetIds),
                    tags: tagMap(found.Tags),
                    vpcEndpointType: found.VpcEndpointType,
                    vpcId: found.VpcId,
                }
            );
        },
        update: taggedUpdate(async (context, id, inputs, old) => {
            const tables = listChanges(old.routeTableIds, inputs.routeTableIds);
            const subnets = listChanges(old.subnetIds, inputs.subnetIds);
            const groups = listChanges(old.securityGroupIds, inputs.securityGroupIds);
            await context.clients.ec2().send(
                new ModifyVpcEndpointCommand({
                    VpcEndpointId: id,
                    AddRouteTableIds: tables.add,
                    RemoveRouteTableIds: tables.remove,
                    AddSubnetIds: subnets.add,
                    RemoveSubnetIds: subnets.remove,
                    AddSecurityGroupIds: groups.add,
                    RemoveSecurityGroupIds: groups.remove,
                    PolicyDocument: inputs.policy ?? EVERYTHING,
                    PrivateDnsEnabled: inputs.privateDnsEnabled,
                }),
            );
            const { networkInterfaceIds, policy } = endpointOutputs(context, id, inputs);
            return { policy, ...(subnets.add || subnets.remove ? { networkInterfaceIds } : {}) };
        }),
        async delete({ clients }, id) {
            await ifExists(clients.ec2().send(new DeleteVpcEndpointsCommand({ VpcEndpointIds: [id] })));
        },
    },
});

/** `aws:ec2/flowLog:FlowLog`, of a VPC or a subnet. */
export const flowLog = defineRow({
    type: "aws:ec2/flowLog:FlowLog",
    lacks: [
        "deliverCrossAccountRole",
        "eniId",
        "regionalNatGatewayId",
        "tagFieldSpecifications",
        "transitGatewayAttachmentId",
        "transitGatewayId",
    ],
    replaceOn: [
        "deliverCrossAccountRole",
        "destinationOptions",
        "eniId",
        "iamRoleArn",
        "logDestination",
        "logDestinationType",
        "logFormat",
        "maxAggregationInterval",
        "region",
        "regionalNatGatewayId",
        "subnetId",
        "trafficType",
        "transitGatewayAttachmentId",
        "transitGatewayId",
        "vpcId",
    ],
    unlikeCloudFormation: { "The official provider takes a change of it for an update.": ["tagFieldSpecifications"] },
    ineffective: {
        destinationOptions: DROPPED,
        iamRoleArn: DROPPED,
        logDestination: "Kept and read back; nothing is ever written to it, since there is no traffic.",
        logFormat: DROPPED,
        maxAggregationInterval: DROPPED,
    },
    defaults: {
        logDestinationType: "cloud-watch-logs",
        maxAggregationInterval: 600,
        destinationOptions: { fileFormat: "plain-text", hiveCompatiblePartitions: false, perHourPartition: false },
    },
    simulate(context) {
        const id = newId(context, "fl");
        return { id, outputs: { arn: arnOf(context, "vpc-flow-log", id) } };
    },
    live: {
        async create(context, inputs) {
            const resourceId: string | undefined = inputs.vpcId ?? inputs.subnetId;
            if (resourceId === undefined) throw new Error("give either 'vpcId' or 'subnetId'.");
            const { FlowLogIds, Unsuccessful } = await context.clients.ec2().send(
                new CreateFlowLogsCommand({
                    DeliverLogsPermissionArn: inputs.iamRoleArn,
                    LogDestination: inputs.logDestination,
                    LogDestinationType: inputs.logDestinationType,
                    LogFormat: inputs.logFormat,
                    MaxAggregationInterval: inputs.maxAggregationInterval,
                    ResourceIds: [resourceId],
                    ResourceType: inputs.vpcId === undefined ? "Subnet" : "VPC",
                    TagSpecifications: tagSpecifications("vpc-flow-log", inputs),
                    TrafficType: inputs.trafficType,
                }),
            );
            const id = FlowLogIds?.[0];
            if (id === undefined) throw new Error(Unsuccessful?.[0]?.Error?.Message ?? "no flow log was made.");
            context.made(id);
            // The emulator looks for the tags under another resource type.
            await retag(context, id, inputs, {});
            return { id, outputs: { arn: arnOf(context, "vpc-flow-log", id) } };
        },
        async read(context, id) {
            const asked = new DescribeFlowLogsCommand({ FlowLogIds: [id] });
            const found = (await ifExists(context.clients.ec2().send(asked)))?.FlowLogs?.[0];
            return (
                found && {
                    arn: arnOf(context, "vpc-flow-log", id),
                    logDestination: found.LogDestination,
                    logDestinationType: found.LogDestinationType,
                    tags: tagMap(found.Tags),
                    trafficType: found.TrafficType,
                    [found.ResourceId?.startsWith("subnet-") ? "subnetId" : "vpcId"]: found.ResourceId,
                }
            );
        },
        update: taggedUpdate(),
        async delete({ clients }, id) {
            await ifExists(clients.ec2().send(new DeleteFlowLogsCommand({ FlowLogIds: [id] })));
        },
    },
});

function endpointOutputs(context: RowContext, id: string, inputs: Props): Props {
    const common = {
        ...owned(context, "vpc-endpoint", id),
        policy: inputs.policy ?? EVERYTHING,
        requesterManaged: false,
        serviceRegion: context.region,
        state: "available",
    };
    if (inputs.vpcEndpointType === "Gateway") {
        return {
            ...common,
            cidrBlocks: ["198.51.100.0/24"],
            dnsEntries: [],
            networkInterfaceIds: [],
            prefixListId: `pl-${context.hex(8)}`,
            routeTableIds: [],
        };
    }
    const service = String(inputs.serviceName).split(".").at(-1);
    const subnetIds: readonly string[] = inputs.subnetIds ?? [];
    return {
        ...common,
        cidrBlocks: [],
        dnsEntries: [
            {
                dnsName: `${id}-${context.hex(8)}.${service}.${context.region}.vpce.amazonaws.com`,
                hostedZoneId: `Z${context.hex(20).toUpperCase()}`,
            },
        ],
        networkInterfaceIds: subnetIds.map((_, index) => `eni-${context.hex(16)}${index}`),
        privateDnsEnabled: false,
        securityGroupIds: [],
        subnetIds: [],
    };
}

/** The ranges behind a gateway endpoint, by which security groups let traffic to it out. */
async function prefixListOf({ clients }: LiveContext, inputs: Props): Promise<Props> {
    if (inputs.vpcEndpointType !== "Gateway") return {};
    const Filters = [{ Name: "prefix-list-name", Values: [inputs.serviceName] }];
    const found = (await clients.ec2().send(new DescribePrefixListsCommand({ Filters }))).PrefixLists?.[0];
    return found === undefined ? {} : { prefixListId: found.PrefixListId, cidrBlocks: found.Cidrs };
}
