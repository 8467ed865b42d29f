import * as ec2 from "@aws-sdk/client-ec2";
import { crc32 } from "node:zlib";
import { crudRow } from "../../crudRow";
import { arnOf, EC2, filters, newId, NOT_ENFORCED, owned } from "./support";

export const eip = crudRow({
    ...EC2,
    type: "aws:ec2/eip:Eip",
    args: ["domain", "region", "tags"],
    unlikeCloudFormation: {
        "CloudFormation updates them, the official provider does not.": { replaces: ["domain", "publicIpv4Pool"] },
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
    derived: ["publicDns"],
    key: { AllocationId: "id", AllocationIds: "id" },
    create: [ec2.AllocateAddressCommand, (args) => ({ domain: "vpc", ...args })],
    read: [ec2.DescribeAddressesCommand, "Addresses.0"],
    delete: [ec2.ReleaseAddressCommand],
});

export const natGateway = crudRow({
    ...EC2,
    type: "aws:ec2/natGateway:NatGateway",
    args: ["allocationId", "connectivityType", "region", "subnetId", "tags"],
    required: ["subnetId"],
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
    create: [ec2.CreateNatGatewayCommand],
    read: [ec2.DescribeNatGatewaysCommand, "NatGateways.0"],
    // The emulator's gateways have no addresses of their own.
    alsoRead: [
        async ({ props: { allocationId }, sendIfExists }) => {
            const answer =
                allocationId && (await sendIfExists(ec2.DescribeAddressesCommand, { allocationIds: allocationId }));
            return { PublicIp: answer?.Addresses?.[0]?.PublicIp };
        },
    ],
    isGone: ({ State }) => State === "deleted",
    delete: [ec2.DeleteNatGatewayCommand],
});

/** `aws:ec2/routeTable:RouteTable`. Routes inside the table are not understood: make them as resources of their own. */
export const routeTable = crudRow({
    ...EC2,
    type: "aws:ec2/routeTable:RouteTable",
    lacks: ["propagatingVgws", "routes"],
    id: newId("rtb"),
    arn: arnOf("route-table"),
    outputs: (context) => ({ ...owned(context), propagatingVgws: [], routes: [] }),
    key: { RouteTableId: "id", RouteTableIds: "id" },
    create: [ec2.CreateRouteTableCommand],
    read: [
        ec2.DescribeRouteTablesCommand,
        ({ RouteTables: [found] = [] }) => found && { VpcId: found.VpcId, Tags: found.Tags },
    ],
    delete: [ec2.DeleteRouteTableCommand],
});

/** `aws:ec2/route:Route`, for IPv4, to an internet or NAT gateway. */
export const route = crudRow({
    type: "aws:ec2/route:Route",
    args: ["destinationCidrBlock", "gatewayId", "natGatewayId", "region", "routeTableId"],
    required: ["destinationCidrBlock", "routeTableId"],
    ineffective: { gatewayId: NOT_ENFORCED, natGatewayId: NOT_ENFORCED },
    id: (_context, { routeTableId, destinationCidrBlock }) => `r-${routeTableId}${crc32(String(destinationCidrBlock))}`,
    outputs: () => ({ origin: "CreateRoute", state: "active" }),
    key: {
        DestinationCidrBlock: "destinationCidrBlock",
        RouteTableId: "routeTableId",
        RouteTableIds: "routeTableId",
    },
    create: [ec2.CreateRouteCommand],
    read: [ec2.DescribeRouteTablesCommand, "RouteTables.0.Routes.*"],
    update: [ec2.ReplaceRouteCommand],
    delete: [ec2.DeleteRouteCommand],
});

/**
 * `aws:ec2/routeTableAssociation:RouteTableAssociation`, of a subnet. EC2 gives an association a new id when its table
 * changes, and a resource cannot, so that the subnet is what tells it here.
 */
export const routeTableAssociation = crudRow({
    type: "aws:ec2/routeTableAssociation:RouteTableAssociation",
    lacks: ["gatewayId"],
    required: ["subnetId"],
    unlikeCloudFormation: {
        "CloudFormation has another type for the gateway's.": { replaces: ["gatewayId"] },
        "EC2 puts another table in its place, which CloudFormation does not ask for.": { updates: ["routeTableId"] },
    },
    ineffective: { routeTableId: NOT_ENFORCED },
    id: newId("rtbassoc"),
    key: { SubnetId: "subnetId" },
    create: [ec2.AssociateRouteTableCommand],
    made: "AssociationId",
    read: [
        ec2.DescribeRouteTablesCommand,
        "RouteTables.0.Associations.*",
        ({ props }) => filters({ "association.subnet-id": props.subnetId }),
    ],
    async update({ find, props: { subnetId }, send }, { routeTableId }) {
        const found = await find();
        if (found === undefined)
            throw new Error(
                `the subnet '${subnetId}' is no longer associated with a route table: refresh the stack first.`,
            );
        await send(ec2.ReplaceRouteTableAssociationCommand, {
            associationId: found.RouteTableAssociationId,
            routeTableId,
        });
    },
    async delete({ find, sendIfExists }) {
        const associationId = (await find())?.RouteTableAssociationId;
        if (associationId !== undefined) await sendIfExists(ec2.DisassociateRouteTableCommand, { associationId });
    },
});
