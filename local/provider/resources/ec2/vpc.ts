import * as ec2 from "@aws-sdk/client-ec2";
import { crudRow, type Subject } from "../../crudRow";
import { abbreviated } from "../../functions";
import { arnOf, asAttributes, EC2, filters, newId, NOT_ENFORCED, owned } from "./support";

export const vpc = crudRow({
    ...EC2,
    type: "aws:ec2/vpc:Vpc",
    args: ["cidrBlock", "enableDnsHostnames", "enableDnsSupport", "instanceTenancy", "region", "tags"],
    required: ["cidrBlock"],
    ineffective: {
        enableDnsHostnames: NOT_ENFORCED,
        enableDnsSupport: NOT_ENFORCED,
        instanceTenancy: "Kept as it was at the creation; there are no instances.",
    },
    defaults: { enableDnsSupport: true, instanceTenancy: "default" },
    id: newId("vpc"),
    arn: arnOf("vpc"),
    outputs(context, { enableDnsHostnames = false }) {
        const routeTableId = newId("rtb")(context);
        return {
            ...owned(context),
            defaultNetworkAclId: newId("acl")(context),
            defaultRouteTableId: routeTableId,
            defaultSecurityGroupId: newId("sg")(context),
            dhcpOptionsId: newId("dopt")(context),
            enableDnsHostnames,
            enableNetworkAddressUsageMetrics: false,
            mainRouteTableId: routeTableId,
        };
    },
    key: { VpcId: "id", VpcIds: "id" },
    create: [ec2.CreateVpcCommand],
    read: [ec2.DescribeVpcsCommand, "Vpcs.0"],
    alsoRead: [
        ...["enableDnsHostnames", "enableDnsSupport"].map(
            (attribute) =>
                [
                    ec2.DescribeVpcAttributeCommand,
                    ({ EnableDnsHostnames, EnableDnsSupport }: any) => ({
                        [attribute]: (EnableDnsHostnames ?? EnableDnsSupport)?.Value,
                    }),
                    { attribute },
                ] as const,
        ),
        // What AWS makes together with a VPC.
        [
            ec2.DescribeSecurityGroupsCommand,
            ({ SecurityGroups }) => ({ defaultSecurityGroupId: SecurityGroups?.[0]?.GroupId }),
            ({ id }) => filters({ "vpc-id": id, "group-name": "default" }),
        ],
        [
            ec2.DescribeRouteTablesCommand,
            ({ RouteTables }) => ({
                defaultRouteTableId: RouteTables?.[0]?.RouteTableId,
                mainRouteTableId: RouteTables?.[0]?.RouteTableId,
            }),
            ({ id }) => filters({ "vpc-id": id, "association.main": "true" }),
        ],
        [
            ec2.DescribeNetworkAclsCommand,
            ({ NetworkAcls }) => ({ defaultNetworkAclId: NetworkAcls?.[0]?.NetworkAclId }),
            ({ id }) => filters({ "vpc-id": id, default: "true" }),
        ],
    ],
    // AWS takes one attribute a call.
    parts: ["enableDnsSupport", "enableDnsHostnames"].map((name) => ({
        of: [name],
        set: [ec2.ModifyVpcAttributeCommand, asAttributes],
    })),
    unset: { enableDnsHostnames: false },
    delete: [ec2.DeleteVpcCommand],
    stale: ["instanceTenancy"],
});

export const subnet = crudRow({
    ...EC2,
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
    ineffective: {
        assignIpv6AddressOnCreation: "Dropped: the emulator's subnets have no IPv6 range.",
        mapPublicIpOnLaunch: NOT_ENFORCED,
    },
    defaults: { assignIpv6AddressOnCreation: false, mapPublicIpOnLaunch: false },
    id: newId("subnet"),
    arn: arnOf("subnet"),
    outputs(context, inputs) {
        const availabilityZone = String(inputs.availabilityZone ?? `${context.region}a`);
        const zone = availabilityZone.charCodeAt(availabilityZone.length - 1) - "a".charCodeAt(0) + 1;
        const availabilityZoneId = `${abbreviated(context.region)}-az${zone}`;
        return { ...owned(context), availabilityZone, availabilityZoneId };
    },
    key: { SubnetId: "id", SubnetIds: "id" },
    create: [ec2.CreateSubnetCommand],
    read: [ec2.DescribeSubnetsCommand, "Subnets.0"],
    parts: [{ of: ["mapPublicIpOnLaunch"], set: [ec2.ModifySubnetAttributeCommand, asAttributes] }],
    delete: [ec2.DeleteSubnetCommand],
    stale: ["assignIpv6AddressOnCreation"],
});

export const internetGateway = crudRow({
    ...EC2,
    type: "aws:ec2/internetGateway:InternetGateway",
    id: newId("igw"),
    arn: arnOf("internet-gateway"),
    outputs: (context) => ({ ...owned(context), vpcId: "" }),
    key: { InternetGatewayId: "id", InternetGatewayIds: "id" },
    create: [ec2.CreateInternetGatewayCommand],
    read: [
        ec2.DescribeInternetGatewaysCommand,
        ({ InternetGateways: [found] = [] }) =>
            found && { Tags: found.Tags, vpcId: found.Attachments?.[0]?.VpcId ?? "" },
    ],
    parts: [{ of: ["vpcId"], set: (subject) => attach(subject, subject.old.vpcId, subject.props.vpcId) }],
    async delete(subject) {
        await attach(subject, subject.props.vpcId);
        await subject.sendIfExists(ec2.DeleteInternetGatewayCommand);
    },
});

/** Moves a gateway from one VPC, or none, to another, or none. */
async function attach({ send, sendIfExists }: Subject, from?: string, to?: string): Promise<void> {
    if (from) await sendIfExists(ec2.DetachInternetGatewayCommand, { vpcId: from });
    if (to) await send(ec2.AttachInternetGatewayCommand, { vpcId: to });
}
