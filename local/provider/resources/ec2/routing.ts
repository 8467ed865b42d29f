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
import { crudRow } from "../../crudRow";
import { arnOf, EC2, filters, newId, NOT_ENFORCED, owned } from "./support";

/** `aws:ec2/eip:Eip`. */
export const eip = crudRow({
    ...EC2,
    type: "aws:ec2/eip:Eip",
    args: ["domain", "region", "tags"],
    replaceOn: ["address", "domain", "ipamPoolId", "networkBorderGroup", "publicIpv4Pool", "region"],
    unlikeCloudFormation: {
        "CloudFormation updates them, the official provider does not.": ["domain", "publicIpv4Pool"],
    },
    id: newId("eipalloc"),
    arn: arnOf("elastic-ip"),
    // A range for documentation, so that nobody takes it for a host.
    outputs: ({ region, hex }, { publicIp = `203.0.113.${parseInt(hex(2), 16)}` }, id) => ({
        allocationId: id,
        domain: "vpc",
        publicDns: `ec2-${publicIp.replaceAll(".", "-")}.${region}.compute.amazonaws.com`,
        publicIp,
    }),
    recomputes: { publicDns: [] },
    key: { AllocationId: "id", AllocationIds: "id" },
    create: [AllocateAddressCommand, (args) => ({ domain: "vpc", ...args })],
    made: "AllocationId",
    read: [DescribeAddressesCommand, "Addresses.0"],
    delete: [ReleaseAddressCommand],
});

/** `aws:ec2/natGateway:NatGateway`. */
export const natGateway = crudRow({
    ...EC2,
    type: "aws:ec2/natGateway:NatGateway",
    args: ["allocationId", "connectivityType", "region", "subnetId", "tags"],
    required: ["subnetId"],
    replaceOn: ["allocationId", "availabilityMode", "connectivityType", "privateIp", "region", "subnetId", "vpcId"],
    ineffective: { allocationId: NOT_ENFORCED, subnetId: NOT_ENFORCED },
    defaults: { connectivityType: "public" },
    id: newId("nat"),
    outputs: (context) => ({
        associationId: newId("eipassoc")(context),
        networkInterfaceId: newId("eni")(context),
        privateIp: `192.0.2.${parseInt(context.hex(2), 16)}`,
        publicIp: `203.0.113.${parseInt(context.hex(2), 16)}`,
    }),
    key: { NatGatewayId: "id", NatGatewayIds: "id" },
    create: [CreateNatGatewayCommand],
    made: "NatGateway.NatGatewayId",
    read: [DescribeNatGatewaysCommand, "NatGateways.0"],
    // The emulator's gateways have no addresses of their own.
    alsoRead: [
        async ({ props: { allocationId }, sendIfExists }) => {
            const answer =
                allocationId && (await sendIfExists(DescribeAddressesCommand, { allocationIds: allocationId }));
            return { PublicIp: answer?.Addresses?.[0]?.PublicIp };
        },
    ],
    isGone: ({ State }) => State === "deleted",
    delete: [DeleteNatGatewayCommand],
});

/** `aws:ec2/routeTable:RouteTable`. Routes inside the table are not understood: make them as resources of their own. */
export const routeTable = crudRow({
    ...EC2,
    type: "aws:ec2/routeTable:RouteTable",
    lacks: ["propagatingVgws", "routes"],
    replaceOn: ["region", "vpcId"],
    id: newId("rtb"),
    arn: arnOf("route-table"),
    outputs: (context) => ({ ...owned(context), propagatingVgws: [], routes: [] }),
    key: { RouteTableId: "id", RouteTableIds: "id" },
    create: [CreateRouteTableCommand],
    made: "RouteTable.RouteTableId",
    read: [
        DescribeRouteTablesCommand,
        ({ RouteTables: [found] = [] }) => found && { VpcId: found.VpcId, Tags: found.Tags },
    ],
    delete: [DeleteRouteTableCommand],
});

/** `aws:ec2/route:Route`, for IPv4, to an internet or NAT gateway. */
export const route = crudRow({
    client: EC2.client,
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
    id: (_context, { routeTableId, destinationCidrBlock }) => `r-${routeTableId}${crc32(String(destinationCidrBlock))}`,
    outputs: () => ({ origin: "CreateRoute", state: "active" }),
    key: {
        DestinationCidrBlock: "destinationCidrBlock",
        RouteTableId: "routeTableId",
        RouteTableIds: "routeTableId",
    },
    create: [CreateRouteCommand],
    read: [
        DescribeRouteTablesCommand,
        ({ RouteTables }, { props }) =>
            (RouteTables as RouteTable[])[0]?.Routes?.find(
                ({ DestinationCidrBlock }) => DestinationCidrBlock === props.destinationCidrBlock,
            ),
    ],
    update: [ReplaceRouteCommand],
    delete: [DeleteRouteCommand],
});

/**
 * `aws:ec2/routeTableAssociation:RouteTableAssociation`, of a subnet. EC2 gives an association a new id when its table
 * changes, and a resource cannot, so that the subnet is what tells it here.
 */
export const routeTableAssociation = crudRow({
    client: EC2.client,
    type: "aws:ec2/routeTableAssociation:RouteTableAssociation",
    lacks: ["gatewayId"],
    required: ["subnetId"],
    replaceOn: ["gatewayId", "region", "subnetId"],
    unlikeCloudFormation: {
        "CloudFormation has another type for the gateway's.": ["gatewayId"],
        "EC2 puts another table in its place, which CloudFormation does not ask for.": ["routeTableId"],
    },
    ineffective: { routeTableId: NOT_ENFORCED },
    id: newId("rtbassoc"),
    key: { SubnetId: "subnetId" },
    create: [AssociateRouteTableCommand],
    made: "AssociationId",
    read: [
        DescribeRouteTablesCommand,
        ({ RouteTables }, { props }) =>
            (RouteTables as RouteTable[])
                .flatMap(({ Associations = [] }) => Associations)
                .find(({ SubnetId }) => SubnetId === props.subnetId),
        ({ props }) => filters({ "association.subnet-id": props.subnetId }),
    ],
    async update({ find, props: { subnetId }, send }, { routeTableId }) {
        const found = await find();
        if (found === undefined)
            throw new Error(
                `the subnet '${subnetId}' is no longer associated with a route table: refresh the stack first.`,
            );
        await send(ReplaceRouteTableAssociationCommand, { ...of(found), routeTableId });
    },
    async delete({ find, sendIfExists }) {
        const found = await find();
        if (found !== undefined) await sendIfExists(DisassociateRouteTableCommand, of(found));
    },
});

function of({ RouteTableAssociationId }: RouteTableAssociation) {
    return { associationId: RouteTableAssociationId };
}
