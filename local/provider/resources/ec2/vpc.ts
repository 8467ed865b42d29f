import {
    AttachInternetGatewayCommand,
    CreateInternetGatewayCommand,
    CreateSubnetCommand,
    CreateVpcCommand,
    DeleteInternetGatewayCommand,
    DeleteSubnetCommand,
    DeleteVpcCommand,
    DescribeInternetGatewaysCommand,
    DescribeNetworkAclsCommand,
    DescribeRouteTablesCommand,
    DescribeSecurityGroupsCommand,
    DescribeSubnetsCommand,
    DescribeVpcAttributeCommand,
    DescribeVpcsCommand,
    DetachInternetGatewayCommand,
    ModifySubnetAttributeCommand,
    ModifyVpcAttributeCommand,
} from "@aws-sdk/client-ec2";
import { abbreviated } from "../../functions";
import { ifExists, tagMap } from "../../live";
import { defineRow, type LiveContext, type Props } from "../../row";
import { newId, NOT_ENFORCED, owned, taggedUpdate, tagSpecifications } from "./support";

/** `aws:ec2/vpc:Vpc`. */
export const vpc = defineRow({
    type: "aws:ec2/vpc:Vpc",
    args: ["cidrBlock", "enableDnsHostnames", "enableDnsSupport", "instanceTenancy", "region", "tags"],
    required: ["cidrBlock"],
    replaceOn: ["cidrBlock", "ipv4IpamPoolId", "ipv4NetmaskLength", "region"],
    ineffective: {
        enableDnsHostnames: NOT_ENFORCED,
        enableDnsSupport: NOT_ENFORCED,
        instanceTenancy: "Kept as it was at the creation; there are no instances.",
    },
    defaults: { enableDnsSupport: true, instanceTenancy: "default" },
    simulate(context, inputs) {
        const id = newId(context, "vpc");
        const routeTableId = newId(context, "rtb");
        return {
            id,
            outputs: {
                ...owned(context, "vpc", id),
                defaultNetworkAclId: newId(context, "acl"),
                defaultRouteTableId: routeTableId,
                defaultSecurityGroupId: newId(context, "sg"),
                dhcpOptionsId: newId(context, "dopt"),
                enableDnsHostnames: inputs.enableDnsHostnames ?? false,
                enableNetworkAddressUsageMetrics: false,
                mainRouteTableId: routeTableId,
            },
        };
    },
    live: {
        async create(context, inputs) {
            const { Vpc } = await context.clients.ec2().send(
                new CreateVpcCommand({
                    CidrBlock: inputs.cidrBlock,
                    InstanceTenancy: inputs.instanceTenancy,
                    TagSpecifications: tagSpecifications("vpc", inputs),
                }),
            );
            const id = Vpc!.VpcId!;
            context.made(id);
            await setDns(context, id, inputs);
            const { outputs } = vpc.simulate(context, inputs);
            const made = { ...owned(context, "vpc", id), dhcpOptionsId: Vpc!.DhcpOptionsId };
            return { id, outputs: { ...outputs, ...made, ...(await partsOf(context, id)) } };
        },
        async read(context, id) {
            const ec2 = context.clients.ec2();
            const found = (await ifExists(ec2.send(new DescribeVpcsCommand({ VpcIds: [id] }))))?.Vpcs?.[0];
            if (found === undefined) return undefined;
            const [hostnames, support] = await Promise.all([
                ec2.send(new DescribeVpcAttributeCommand({ VpcId: id, Attribute: "enableDnsHostnames" })),
                ec2.send(new DescribeVpcAttributeCommand({ VpcId: id, Attribute: "enableDnsSupport" })),
            ]);
            return {
                ...owned(context, "vpc", id),
                cidrBlock: found.CidrBlock,
                dhcpOptionsId: found.DhcpOptionsId,
                enableDnsHostnames: hostnames.EnableDnsHostnames?.Value,
                enableDnsSupport: support.EnableDnsSupport?.Value,
                tags: tagMap(found.Tags),
                ...(await partsOf(context, id)),
            };
        },
        update: taggedUpdate(async (context, id, inputs) => {
            await setDns(context, id, inputs);
            return { enableDnsHostnames: inputs.enableDnsHostnames ?? false };
        }),
        async delete({ clients }, id) {
            await ifExists(clients.ec2().send(new DeleteVpcCommand({ VpcId: id })));
        },
    },
});

/** `aws:ec2/subnet:Subnet`. */
export const subnet = defineRow({
    type: "aws:ec2/subnet:Subnet",
    args: [
        "assignIpv6AddressOnCreation",
        "availabilityZone",
        "cidrBlock",
        "mapPublicIpOnLaunch",
        "region",
        "tags",
        "vpcId",
    ],
    required: ["cidrBlock", "vpcId"],
    replaceOn: [
        "availabilityZone",
        "availabilityZoneId",
        "cidrBlock",
        "ipv4IpamPoolId",
        "ipv4NetmaskLength",
        "ipv6IpamPoolId",
        "ipv6Native",
        "ipv6NetmaskLength",
        "outpostArn",
        "region",
        "vpcId",
    ],
    ineffective: {
        assignIpv6AddressOnCreation: "Dropped: the emulator's subnets have no IPv6 range.",
        mapPublicIpOnLaunch: NOT_ENFORCED,
    },
    defaults: { assignIpv6AddressOnCreation: false, mapPublicIpOnLaunch: false },
    simulate(context, inputs) {
        const id = newId(context, "subnet");
        const availabilityZone = String(inputs.availabilityZone ?? `${context.region}a`);
        const zone = availabilityZone.charCodeAt(availabilityZone.length - 1) - "a".charCodeAt(0) + 1;
        const availabilityZoneId = `${abbreviated(context.region)}-az${zone}`;
        return { id, outputs: { ...owned(context, "subnet", id), availabilityZone, availabilityZoneId } };
    },
    live: {
        async create(context, inputs) {
            const { Subnet } = await context.clients.ec2().send(
                new CreateSubnetCommand({
                    VpcId: inputs.vpcId,
                    CidrBlock: inputs.cidrBlock,
                    AvailabilityZone: inputs.availabilityZone,
                    TagSpecifications: tagSpecifications("subnet", inputs),
                }),
            );
            const id = Subnet!.SubnetId!;
            context.made(id);
            await setPublic(context, id, inputs);
            const { AvailabilityZone: availabilityZone, AvailabilityZoneId: availabilityZoneId } = Subnet!;
            return { id, outputs: { ...owned(context, "subnet", id), availabilityZone, availabilityZoneId } };
        },
        async read(context, id) {
            const ec2 = context.clients.ec2();
            const found = (await ifExists(ec2.send(new DescribeSubnetsCommand({ SubnetIds: [id] }))))?.Subnets?.[0];
            return (
                found && {
                    ...owned(context, "subnet", id),
                    vpcId: found.VpcId,
                    cidrBlock: found.CidrBlock,
                    availabilityZone: found.AvailabilityZone,
                    availabilityZoneId: found.AvailabilityZoneId,
                    mapPublicIpOnLaunch: found.MapPublicIpOnLaunch,
                    tags: tagMap(found.Tags),
                }
            );
        },
        update: taggedUpdate(async (context, id, inputs) => {
            await setPublic(context, id, inputs);
            return {};
        }),
        async delete({ clients }, id) {
            await ifExists(clients.ec2().send(new DeleteSubnetCommand({ SubnetId: id })));
        },
    },
});

/** `aws:ec2/internetGateway:InternetGateway`. */
export const internetGateway = defineRow({
    type: "aws:ec2/internetGateway:InternetGateway",
    replaceOn: ["region"],
    simulate(context) {
        const id = newId(context, "igw");
        return { id, outputs: { ...owned(context, "internet-gateway", id), vpcId: "" } };
    },
    live: {
        async create(context, inputs) {
            const TagSpecifications = tagSpecifications("internet-gateway", inputs);
            const made = await context.clients.ec2().send(new CreateInternetGatewayCommand({ TagSpecifications }));
            const id = made.InternetGateway!.InternetGatewayId!;
            context.made(id);
            await attach(context, id, {}, inputs);
            return { id, outputs: { ...owned(context, "internet-gateway", id), vpcId: "" } };
        },
        async read(context, id) {
            const asked = new DescribeInternetGatewaysCommand({ InternetGatewayIds: [id] });
            const found = (await ifExists(context.clients.ec2().send(asked)))?.InternetGateways?.[0];
            return (
                found && {
                    ...owned(context, "internet-gateway", id),
                    vpcId: found.Attachments?.[0]?.VpcId ?? "",
                    tags: tagMap(found.Tags),
                }
            );
        },
        update: taggedUpdate(async (context, id, inputs, old) => {
            await attach(context, id, old, inputs);
            return { vpcId: "" };
        }),
        async delete(context, id, state) {
            await attach(context, id, state, {});
            await ifExists(context.clients.ec2().send(new DeleteInternetGatewayCommand({ InternetGatewayId: id })));
        },
    },
});

/** What AWS makes together with a VPC. */
async function partsOf({ clients }: LiveContext, vpcId: string): Promise<Props> {
    const ec2 = clients.ec2();
    const inVpc = { Name: "vpc-id", Values: [vpcId] };
    const [groups, tables, acls] = await Promise.all([
        ec2.send(new DescribeSecurityGroupsCommand({ Filters: [inVpc, { Name: "group-name", Values: ["default"] }] })),
        ec2.send(new DescribeRouteTablesCommand({ Filters: [inVpc, { Name: "association.main", Values: ["true"] }] })),
        ec2.send(new DescribeNetworkAclsCommand({ Filters: [inVpc, { Name: "default", Values: ["true"] }] })),
    ]);
    const routeTableId = tables.RouteTables?.[0]?.RouteTableId;
    return {
        defaultNetworkAclId: acls.NetworkAcls?.[0]?.NetworkAclId,
        defaultRouteTableId: routeTableId,
        defaultSecurityGroupId: groups.SecurityGroups?.[0]?.GroupId,
        mainRouteTableId: routeTableId,
    };
}

/** AWS takes one attribute a call. */
async function setDns({ clients }: LiveContext, VpcId: string, inputs: Props): Promise<void> {
    const EnableDnsSupport = { Value: inputs.enableDnsSupport };
    await clients.ec2().send(new ModifyVpcAttributeCommand({ VpcId, EnableDnsSupport }));
    const EnableDnsHostnames = { Value: inputs.enableDnsHostnames ?? false };
    await clients.ec2().send(new ModifyVpcAttributeCommand({ VpcId, EnableDnsHostnames }));
}

async function setPublic({ clients }: LiveContext, SubnetId: string, inputs: Props): Promise<void> {
    const MapPublicIpOnLaunch = { Value: inputs.mapPublicIpOnLaunch };
    await clients.ec2().send(new ModifySubnetAttributeCommand({ SubnetId, MapPublicIpOnLaunch }));
}

/** Moves a gateway from one VPC, or none, to another, or none. */
async function attach({ clients }: LiveContext, InternetGatewayId: string, from: Props, to: Props): Promise<void> {
    if (from.vpcId === to.vpcId) return;
    const ec2 = clients.ec2();
    if (from.vpcId) {
        await ifExists(ec2.send(new DetachInternetGatewayCommand({ InternetGatewayId, VpcId: from.vpcId })));
    }
    if (to.vpcId) await ec2.send(new AttachInternetGatewayCommand({ InternetGatewayId, VpcId: to.vpcId }));
}
