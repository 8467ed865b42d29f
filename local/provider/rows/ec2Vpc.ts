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
import { defineRow, type LiveContext, type Props } from "../row";
import {
    first,
    idOf,
    NOT_ENFORCED,
    orUndo,
    owned,
    retag,
    tagSpecifications,
    tagsFound,
    unlessGone,
} from "./ec2Support";

/** `aws:ec2/vpc:Vpc`. */
export const vpc = defineRow({
    type: "aws:ec2/vpc:Vpc",
    args: ["cidrBlock", "enableDnsHostnames", "enableDnsSupport", "instanceTenancy", "tags"],
    required: ["cidrBlock"],
    replaceOn: ["cidrBlock"],
    ineffective: {
        enableDnsHostnames: NOT_ENFORCED,
        enableDnsSupport: NOT_ENFORCED,
        instanceTenancy: "Kept and read back; there are no instances. A change in place is recorded in the state only.",
    },
    defaults: { enableDnsSupport: true, instanceTenancy: "default" },
    simulate(context, inputs) {
        const id = idOf(context, "vpc");
        const routeTable = idOf(context, "rtb");
        return {
            id,
            outputs: {
                ...owned(context, "vpc", id, inputs),
                defaultNetworkAclId: idOf(context, "acl"),
                defaultRouteTableId: routeTable,
                defaultSecurityGroupId: idOf(context, "sg"),
                dhcpOptionsId: idOf(context, "dopt"),
                enableDnsHostnames: inputs.enableDnsHostnames ?? false,
                enableNetworkAddressUsageMetrics: false,
                mainRouteTableId: routeTable,
            },
        };
    },
    live: {
        async create(context, inputs) {
            const ec2 = context.clients.ec2();
            const made = await ec2.send(
                new CreateVpcCommand({
                    CidrBlock: inputs.cidrBlock,
                    InstanceTenancy: inputs.instanceTenancy,
                    TagSpecifications: tagSpecifications("vpc", inputs),
                }),
            );
            const id = made.Vpc!.VpcId!;
            return orUndo(
                async () => {
                    await setDns(context, id, inputs);
                    const { outputs } = vpc.simulate(context, inputs);
                    return {
                        id,
                        outputs: {
                            ...outputs,
                            ...owned(context, "vpc", id, inputs),
                            ...(await defaultsOf(context, id)),
                            dhcpOptionsId: made.Vpc!.DhcpOptionsId,
                        },
                    };
                },
                () => vpc.live!.delete(context, id, {}),
            );
        },
        async read(context, id) {
            const ec2 = context.clients.ec2();
            const found = first((await unlessGone(ec2.send(new DescribeVpcsCommand({ VpcIds: [id] }))))?.Vpcs);
            if (found === undefined) return undefined;
            const dns = await Promise.all(
                (["enableDnsHostnames", "enableDnsSupport"] as const).map((Attribute) =>
                    ec2.send(new DescribeVpcAttributeCommand({ VpcId: id, Attribute })),
                ),
            );
            return {
                cidrBlock: found.CidrBlock,
                enableDnsHostnames: dns[0]?.EnableDnsHostnames?.Value,
                enableDnsSupport: dns[1]?.EnableDnsSupport?.Value,
                dhcpOptionsId: found.DhcpOptionsId,
                ...(await defaultsOf(context, id)),
                ...tagsFound(found.Tags),
            };
        },
        async update(context, id, inputs, old) {
            await setDns(context, id, inputs);
            return {
                enableDnsHostnames: inputs.enableDnsHostnames ?? false,
                ...(await retag(context, id, inputs, old)),
            };
        },
        async delete({ clients }, id) {
            await unlessGone(clients.ec2().send(new DeleteVpcCommand({ VpcId: id })));
        },
    },
});

/** `aws:ec2/subnet:Subnet`. */
export const subnet = defineRow({
    type: "aws:ec2/subnet:Subnet",
    args: ["assignIpv6AddressOnCreation", "availabilityZone", "cidrBlock", "mapPublicIpOnLaunch", "tags", "vpcId"],
    required: ["cidrBlock", "vpcId"],
    replaceOn: ["availabilityZone", "cidrBlock", "vpcId"],
    ineffective: {
        assignIpv6AddressOnCreation: "Not kept by the emulator, whose subnets have no IPv6 range.",
        mapPublicIpOnLaunch: NOT_ENFORCED,
    },
    defaults: {
        assignIpv6AddressOnCreation: false,
        enableDns64: false,
        enableResourceNameDnsAaaaRecordOnLaunch: false,
        enableResourceNameDnsARecordOnLaunch: false,
        ipv6Native: false,
        mapPublicIpOnLaunch: false,
    },
    simulate(context, inputs) {
        const id = idOf(context, "subnet");
        return {
            id,
            outputs: {
                ...owned(context, "subnet", id, inputs),
                availabilityZone: inputs.availabilityZone ?? `${context.region}a`,
                privateDnsHostnameTypeOnLaunch: "ip-name",
            },
        };
    },
    live: {
        async create(context, inputs) {
            const made = await context.clients.ec2().send(
                new CreateSubnetCommand({
                    VpcId: inputs.vpcId,
                    CidrBlock: inputs.cidrBlock,
                    AvailabilityZone: inputs.availabilityZone,
                    TagSpecifications: tagSpecifications("subnet", inputs),
                }),
            );
            const id = made.Subnet!.SubnetId!;
            return orUndo(
                async () => {
                    await setPublic(context, id, inputs);
                    const { outputs } = subnet.simulate(context, inputs);
                    return {
                        id,
                        outputs: {
                            ...outputs,
                            ...owned(context, "subnet", id, inputs),
                            availabilityZone: made.Subnet!.AvailabilityZone,
                            availabilityZoneId: made.Subnet!.AvailabilityZoneId,
                        },
                    };
                },
                () => subnet.live!.delete(context, id, {}),
            );
        },
        async read({ clients }, id) {
            const answer = await unlessGone(clients.ec2().send(new DescribeSubnetsCommand({ SubnetIds: [id] })));
            const found = first(answer?.Subnets);
            return (
                found && {
                    vpcId: found.VpcId,
                    cidrBlock: found.CidrBlock,
                    availabilityZone: found.AvailabilityZone,
                    availabilityZoneId: found.AvailabilityZoneId,
                    mapPublicIpOnLaunch: found.MapPublicIpOnLaunch,
                    ...tagsFound(found.Tags),
                }
            );
        },
        async update(context, id, inputs, old) {
            await setPublic(context, id, inputs);
            return retag(context, id, inputs, old);
        },
        async delete({ clients }, id) {
            await unlessGone(clients.ec2().send(new DeleteSubnetCommand({ SubnetId: id })));
        },
    },
});

/** `aws:ec2/internetGateway:InternetGateway`. */
export const internetGateway = defineRow({
    type: "aws:ec2/internetGateway:InternetGateway",
    args: ["tags", "vpcId"],
    simulate(context, inputs) {
        const id = idOf(context, "igw");
        return { id, outputs: { ...owned(context, "internet-gateway", id, inputs), vpcId: inputs.vpcId ?? "" } };
    },
    live: {
        async create(context, inputs) {
            const made = await context.clients
                .ec2()
                .send(
                    new CreateInternetGatewayCommand({
                        TagSpecifications: tagSpecifications("internet-gateway", inputs),
                    }),
                );
            const id = made.InternetGateway!.InternetGatewayId!;
            return orUndo(
                async () => {
                    await attach(context, id, {}, inputs);
                    return {
                        id,
                        outputs: { ...owned(context, "internet-gateway", id, inputs), vpcId: inputs.vpcId ?? "" },
                    };
                },
                () => internetGateway.live!.delete(context, id, {}),
            );
        },
        async read({ clients }, id) {
            const answer = await unlessGone(
                clients.ec2().send(new DescribeInternetGatewaysCommand({ InternetGatewayIds: [id] })),
            );
            const found = first(answer?.InternetGateways);
            return found && { vpcId: first(found.Attachments)?.VpcId ?? "", ...tagsFound(found.Tags) };
        },
        async update(context, id, inputs, old) {
            await attach(context, id, old, inputs);
            return { vpcId: inputs.vpcId ?? "", ...(await retag(context, id, inputs, old)) };
        },
        async delete(context, id, state) {
            await attach(context, id, state, {});
            await unlessGone(context.clients.ec2().send(new DeleteInternetGatewayCommand({ InternetGatewayId: id })));
        },
    },
});

/** The parts that AWS makes together with a VPC. */
async function defaultsOf({ clients }: LiveContext, vpcId: string): Promise<Props> {
    const ec2 = clients.ec2();
    const inVpc = { Name: "vpc-id", Values: [vpcId] };
    const [groups, tables, acls] = await Promise.all([
        ec2.send(new DescribeSecurityGroupsCommand({ Filters: [inVpc, { Name: "group-name", Values: ["default"] }] })),
        ec2.send(new DescribeRouteTablesCommand({ Filters: [inVpc, { Name: "association.main", Values: ["true"] }] })),
        ec2.send(new DescribeNetworkAclsCommand({ Filters: [inVpc, { Name: "default", Values: ["true"] }] })),
    ]);
    const routeTableId = first(tables.RouteTables)?.RouteTableId;
    return {
        defaultNetworkAclId: first(acls.NetworkAcls)?.NetworkAclId,
        defaultRouteTableId: routeTableId,
        defaultSecurityGroupId: first(groups.SecurityGroups)?.GroupId,
        mainRouteTableId: routeTableId,
    };
}

/** AWS takes one attribute a call. */
async function setDns({ clients }: LiveContext, VpcId: string, inputs: Props): Promise<void> {
    const ec2 = clients.ec2();
    await ec2.send(new ModifyVpcAttributeCommand({ VpcId, EnableDnsSupport: { Value: inputs.enableDnsSupport } }));
    const EnableDnsHostnames = { Value: inputs.enableDnsHostnames ?? false };
    await ec2.send(new ModifyVpcAttributeCommand({ VpcId, EnableDnsHostnames }));
}

async function setPublic({ clients }: LiveContext, SubnetId: string, inputs: Props): Promise<void> {
    const MapPublicIpOnLaunch = { Value: inputs.mapPublicIpOnLaunch };
    await clients.ec2().send(new ModifySubnetAttributeCommand({ SubnetId, MapPublicIpOnLaunch }));
}

/** Moves a gateway from one VPC, or none, to another, or none. */
async function attach({ clients }: LiveContext, id: string, from: Props, to: Props): Promise<void> {
    if (from.vpcId === to.vpcId) return;
    const ec2 = clients.ec2();
    if (from.vpcId) {
        await unlessGone(ec2.send(new DetachInternetGatewayCommand({ InternetGatewayId: id, VpcId: from.vpcId })));
    }
    if (to.vpcId) await ec2.send(new AttachInternetGatewayCommand({ InternetGatewayId: id, VpcId: to.vpcId }));
}
