import {
    AllocateAddressCommand,
    AssociateRouteTableCommand,
    CreateNatGatewayCommand,
    CreateRouteCommand,
    CreateRouteTableCommand,
    DeleteNatGatewayCommand,
    DeleteRouteCommand,
    DeleteRouteTableCommand,
    DescribeAddressesCommand,
    DescribeNatGatewaysCommand,
    DescribeRouteTablesCommand,
    DisassociateRouteTableCommand,
    ReleaseAddressCommand,
    ReplaceRouteCommand,
    ReplaceRouteTableAssociationCommand,
    type RouteTable,
    type RouteTableAssociation,
} from "@aws-sdk/client-ec2";
import { crc32 } from "node:zlib";
import { ifExists, tagMap } from "../../live";
import { defineRow, type LiveContext, type Props, type RowContext } from "../../row";
import { arnOf, newId, NOT_ENFORCED, owned, taggedUpdate, tagSpecifications } from "./support";

/** `aws:ec2/eip:Eip`. */
export const eip = defineRow({
    type: "aws:ec2/eip:Eip",
    args: ["domain", "region", "tags"],
    replaceOn: ["address", "domain", "ipamPoolId", "networkBorderGroup", "publicIpv4Pool", "region"],
    unlikeCloudFormation: {
        "CloudFormation updates them, the official provider does not.": ["domain", "publicIpv4Pool"],
    },
    simulate(context) {
        const id = newId(context, "eipalloc");
        // A range for documentation, so that nobody takes it for a host.
        const publicIp = `203.0.113.${parseInt(context.hex(2), 16)}`;
        return { id, outputs: addressOutputs(context, id, publicIp) };
    },
    live: {
        async create(context, inputs) {
            const TagSpecifications = tagSpecifications("elastic-ip", inputs);
            const asked = new AllocateAddressCommand({ Domain: inputs.domain ?? "vpc", TagSpecifications });
            const { AllocationId, PublicIp } = await context.clients.ec2().send(asked);
            return { id: AllocationId!, outputs: addressOutputs(context, AllocationId!, PublicIp!) };
        },
        async read(context, id) {
            const found = await addressOf(context, id);
            return (
                found && {
                    ...addressOutputs(context, id, found.PublicIp!),
                    domain: found.Domain,
                    tags: tagMap(found.Tags),
                }
            );
        },
        update: taggedUpdate(),
        async delete({ clients }, id) {
            await ifExists(clients.ec2().send(new ReleaseAddressCommand({ AllocationId: id })));
        },
    },
});

/** `aws:ec2/natGateway:NatGateway`. */
export const natGateway = defineRow({
    type: "aws:ec2/natGateway:NatGateway",
    args: ["allocationId", "connectivityType", "region", "subnetId", "tags"],
    required: ["subnetId"],
    replaceOn: ["allocationId", "availabilityMode", "connectivityType", "privateIp", "region", "subnetId", "vpcId"],
    ineffective: { allocationId: NOT_ENFORCED, subnetId: NOT_ENFORCED },
    defaults: { connectivityType: "public" },
    simulate: (context) => ({
        id: newId(context, "nat"),
        outputs: {
            associationId: newId(context, "eipassoc"),
            networkInterfaceId: newId(context, "eni"),
            privateIp: `192.0.2.${parseInt(context.hex(2), 16)}`,
            publicIp: `203.0.113.${parseInt(context.hex(2), 16)}`,
        },
    }),
    live: {
        async create(context, inputs) {
            const { NatGateway } = await context.clients.ec2().send(
                new CreateNatGatewayCommand({
                    AllocationId: inputs.allocationId,
                    ConnectivityType: inputs.connectivityType,
                    SubnetId: inputs.subnetId,
                    TagSpecifications: tagSpecifications("natgateway", inputs),
                }),
            );
            const id = NatGateway!.NatGatewayId!;
            context.made(id);
            const { outputs } = natGateway.simulate(context, inputs);
            // The emulator's gateways have no addresses of their own.
            const address = inputs.allocationId && (await addressOf(context, inputs.allocationId));
            return { id, outputs: { ...outputs, ...(address ? { publicIp: address.PublicIp } : {}) } };
        },
        async read({ clients }, id) {
            const asked = new DescribeNatGatewaysCommand({ NatGatewayIds: [id] });
            const found = (await ifExists(clients.ec2().send(asked)))?.NatGateways?.[0];
            if (found === undefined || found.State === "deleted") return undefined;
            return { connectivityType: found.ConnectivityType, subnetId: found.SubnetId, tags: tagMap(found.Tags) };
        },
        update: taggedUpdate(),
        async delete({ clients }, id) {
            await ifExists(clients.ec2().send(new DeleteNatGatewayCommand({ NatGatewayId: id })));
        },
    },
});

/** `aws:ec2/routeTable:RouteTable`. Routes inside the table are not understood: make them as resources of their own. */
export const routeTable = defineRow({
    type: "aws:ec2/routeTable:RouteTable",
    lacks: ["propagatingVgws", "routes"],
    replaceOn: ["region", "vpcId"],
    simulate(context) {
        const id = newId(context, "rtb");
        return { id, outputs: { ...owned(context, "route-table", id), propagatingVgws: [], routes: [] } };
    },
    live: {
        async create(context, inputs) {
            const TagSpecifications = tagSpecifications("route-table", inputs);
            const asked = new CreateRouteTableCommand({ VpcId: inputs.vpcId, TagSpecifications });
            const id = (await context.clients.ec2().send(asked)).RouteTable!.RouteTableId!;
            const { outputs } = routeTable.simulate(context, inputs);
            return { id, outputs: { ...outputs, ...owned(context, "route-table", id) } };
        },
        async read(context, id) {
            const found = await tableOf(context, id);
            return found && { ...owned(context, "route-table", id), vpcId: found.VpcId, tags: tagMap(found.Tags) };
        },
        update: taggedUpdate(),
        async delete({ clients }, id) {
            await ifExists(clients.ec2().send(new DeleteRouteTableCommand({ RouteTableId: id })));
        },
    },
});

/** `aws:ec2/route:Route`, for IPv4, to an internet or NAT gateway. */
export const route = defineRow({
    type: "aws:ec2/route:Route",
    args: ["destinationCidrBlock", "gatewayId", "natGatewayId", "region", "routeTableId"],
    required: ["destinationCidrBlock", "routeTableId"],
    replaceOn: [
        "destinationCidrBlock",
        "destinationIpv6CidrBlock",
        "destinationPrefixListId",
        "region",
        "routeTableId",
    ],
    ineffective: { gatewayId: NOT_ENFORCED, natGatewayId: NOT_ENFORCED },
    simulate: (_context, inputs) => ({
        id: `r-${inputs.routeTableId}${crc32(String(inputs.destinationCidrBlock))}`,
        outputs: { origin: "CreateRoute", state: "active" },
    }),
    live: {
        async create(context, inputs) {
            await context.clients.ec2().send(new CreateRouteCommand(routeRequest(inputs)));
            return route.simulate(context, inputs);
        },
        async read(context, _id, state) {
            const table = await tableOf(context, state.routeTableId);
            const found = table?.Routes?.find((one) => one.DestinationCidrBlock === state.destinationCidrBlock);
            return (
                found && {
                    gatewayId: found.GatewayId,
                    natGatewayId: found.NatGatewayId,
                    origin: found.Origin,
                    state: found.State,
                }
            );
        },
        async update({ clients }, _id, inputs) {
            await clients.ec2().send(new ReplaceRouteCommand(routeRequest(inputs)));
            return {};
        },
        async delete({ clients }, _id, state) {
            const { RouteTableId, DestinationCidrBlock } = routeRequest(state);
            await ifExists(clients.ec2().send(new DeleteRouteCommand({ RouteTableId, DestinationCidrBlock })));
        },
    },
});

/**
 * `aws:ec2/routeTableAssociation:RouteTableAssociation`, of a subnet. EC2 gives an association a new id when its table
 * changes, and a resource cannot, so that the subnet is what tells it here.
 */
export const routeTableAssociation = defineRow({
    type: "aws:ec2/routeTableAssociation:RouteTableAssociation",
    lacks: ["gatewayId"],
    required: ["subnetId"],
    replaceOn: ["gatewayId", "region", "subnetId"],
    unlikeCloudFormation: {
        "CloudFormation has another type for the gateway's.": ["gatewayId"],
        "EC2 puts another table in its place, which CloudFormation does not ask for.": ["routeTableId"],
    },
    ineffective: { routeTableId: NOT_ENFORCED },
    simulate: (context) => ({ id: newId(context, "rtbassoc"), outputs: {} }),
    live: {
        async create({ clients }, inputs) {
            const { routeTableId: RouteTableId, subnetId: SubnetId } = inputs;
            const made = await clients.ec2().send(new AssociateRouteTableCommand({ RouteTableId, SubnetId }));
            return { id: made.AssociationId!, outputs: {} };
        },
        async read(context, _id, state) {
            const found = await associationOf(context, state.subnetId);
            return found && { routeTableId: found.RouteTableId };
        },
        async update(context, _id, inputs) {
            const AssociationId = (await associationOf(context, inputs.subnetId))?.RouteTableAssociationId;
            const asked = { AssociationId, RouteTableId: inputs.routeTableId };
            await context.clients.ec2().send(new ReplaceRouteTableAssociationCommand(asked));
            return {};
        },
        async delete(context, _id, state) {
            const AssociationId = (await associationOf(context, state.subnetId))?.RouteTableAssociationId;
            if (AssociationId === undefined) return;
            await ifExists(context.clients.ec2().send(new DisassociateRouteTableCommand({ AssociationId })));
        },
    },
});

function addressOutputs(context: RowContext, id: string, publicIp: string): Props {
    return {
        allocationId: id,
        arn: arnOf(context, "elastic-ip", id),
        domain: "vpc",
        publicDns: `ec2-${publicIp.replaceAll(".", "-")}.${context.region}.compute.amazonaws.com`,
        publicIp,
    };
}

async function addressOf({ clients }: LiveContext, id: string) {
    return (await ifExists(clients.ec2().send(new DescribeAddressesCommand({ AllocationIds: [id] }))))?.Addresses?.[0];
}

async function tableOf({ clients }: LiveContext, id: string): Promise<RouteTable | undefined> {
    const asked = new DescribeRouteTablesCommand({ RouteTableIds: [id] });
    return (await ifExists(clients.ec2().send(asked)))?.RouteTables?.[0];
}

async function associationOf({ clients }: LiveContext, subnetId: string): Promise<RouteTableAssociation | undefined> {
    const Filters = [{ Name: "association.subnet-id", Values: [subnetId] }];
    const { RouteTables = [] } = await clients.ec2().send(new DescribeRouteTablesCommand({ Filters }));
    return RouteTables.flatMap(({ Associations = [] }) => Associations).find(({ SubnetId }) => SubnetId === subnetId);
}

function routeRequest(inputs: Props) {
    return {
        RouteTableId: inputs.routeTableId,
        DestinationCidrBlock: inputs.destinationCidrBlock,
        GatewayId: inputs.gatewayId,
        NatGatewayId: inputs.natGatewayId,
    };
}
