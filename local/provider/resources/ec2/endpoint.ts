import * as ec2 from "@aws-sdk/client-ec2";
import { createHash } from "node:crypto";
import { crudRow } from "../../crudRow";
import type { Props, RowContext } from "../../row";
import { pick } from "../../wire";
import { arnOf, EC2, filters, newId, NOT_ENFORCED, owned, setChanges, sets } from "./support";

const EVERYTHING = JSON.stringify({
    Version: "2008-10-17",
    Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }],
});

const DROPPED = "Dropped by the emulator, so a refresh does not see changes of it.";

/** `aws:ec2/vpcEndpoint:VpcEndpoint`, gateway or interface. */
export const vpcEndpoint = crudRow({
    ...EC2,
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
    ineffective: {
        autoAccept: "Endpoints of AWS services need no acceptance.",
        policy: `${DROPPED} Nothing passes through the endpoint.`,
        privateDnsEnabled: DROPPED,
        routeTableIds: NOT_ENFORCED,
        securityGroupIds: DROPPED,
        subnetIds: NOT_ENFORCED,
    },
    defaults: { vpcEndpointType: "Gateway" },
    id: newId("vpce"),
    arn: arnOf("vpc-endpoint"),
    outputs: endpointOutputs,
    recomputes: { networkInterfaceIds: ["subnetIds"] },
    names: { policy: "PolicyDocument" },
    key: { VpcEndpointId: "id", VpcEndpointIds: "id" },
    create: [ec2.CreateVpcEndpointCommand],
    read: [ec2.DescribeVpcEndpointsCommand, ({ VpcEndpoints: [found] = [] }) => found && pick(found, TOLD)],
    alsoRead: [
        // The ranges behind a gateway endpoint, by which security groups let traffic to it out.
        [
            ec2.DescribePrefixListsCommand,
            ({ PrefixLists }, { props }) =>
                props.vpcEndpointType === "Gateway" &&
                PrefixLists?.[0] && { prefixListId: PrefixLists[0].PrefixListId, cidrBlocks: PrefixLists[0].Cidrs },
            ({ props }) => filters({ "prefix-list-name": props.serviceName }),
        ],
    ],
    update: [
        ec2.ModifyVpcEndpointCommand,
        (_args, subject) => ({
            policy: EVERYTHING,
            ...pick(subject.props, ["policy", "privateDnsEnabled"]),
            ...setChanges("routeTableIds", subject),
            ...setChanges("securityGroupIds", subject),
            ...setChanges("subnetIds", subject),
        }),
    ],
    delete: [ec2.DeleteVpcEndpointsCommand],
    wire: sets("routeTableIds", "subnetIds"),
});

/** What the emulator does not drop. */
const TOLD = ["RouteTableIds", "ServiceName", "State", "SubnetIds", "Tags", "VpcEndpointType", "VpcId"];

/** `aws:ec2/flowLog:FlowLog`, of a VPC or a subnet. */
export const flowLog = crudRow({
    ...EC2,
    type: "aws:ec2/flowLog:FlowLog",
    lacks: [
        "deliverCrossAccountRole",
        "eniId",
        "regionalNatGatewayId",
        "tagFieldSpecifications",
        "transitGatewayAttachmentId",
        "transitGatewayId",
    ],
    unlikeCloudFormation: {
        "The official provider takes a change of it for an update.": { updates: ["tagFieldSpecifications"] },
    },
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
    id: newId("fl"),
    arn: arnOf("vpc-flow-log"),
    names: { iamRoleArn: "DeliverLogsPermissionArn" },
    key: { FlowLogIds: "id" },
    async create({ send }, { vpcId, subnetId, ...args }) {
        const resourceIds: string | undefined = vpcId ?? subnetId;
        if (resourceIds === undefined) throw new Error("give either 'vpcId' or 'subnetId'.");
        const resourceType = vpcId === undefined ? "Subnet" : "VPC";
        const answer = await send(ec2.CreateFlowLogsCommand, { ...args, resourceIds, resourceType });
        if (answer.FlowLogIds?.[0] !== undefined) return answer;
        throw new Error(answer.Unsuccessful?.[0]?.Error?.Message ?? "no flow log was made.");
    },
    read: [
        ec2.DescribeFlowLogsCommand,
        ({ FlowLogs: [found] = [] }) =>
            found && {
                ...pick(found, ["LogDestination", "LogDestinationType", "Tags", "TrafficType"]),
                [found.ResourceId?.startsWith("subnet-") ? "subnetId" : "vpcId"]: found.ResourceId,
            },
    ],
    delete: [ec2.DeleteFlowLogsCommand],
});

function endpointOutputs(context: RowContext, inputs: Props, id: string): Props {
    const common = {
        ...owned(context),
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
            routeTableIds: inputs.routeTableIds ?? [],
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
        networkInterfaceIds: subnetIds.map((subnetId) => interfaceOf(id, subnetId)),
        privateDnsEnabled: inputs.privateDnsEnabled ?? false,
        securityGroupIds: inputs.securityGroupIds ?? [],
        subnetIds,
    };
}

/** The emulator makes no interfaces, and a refresh has to find the same one. */
function interfaceOf(endpointId: string, subnetId: string): string {
    return `eni-${createHash("sha256").update(`${endpointId} ${subnetId}`).digest("hex").slice(0, 17)}`;
}
