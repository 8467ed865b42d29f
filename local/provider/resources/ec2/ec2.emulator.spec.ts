import * as ec2 from "@aws-sdk/client-ec2";
import assert from "node:assert/strict";
import { describeRows } from "../../testing/exercise";
import { GATEWAY, makeSubnet, makeTable, makeVpc, OTHER_TAGS, SUBNET, TABLE, TAGS, VPC } from "../../testing/network";

const ADDRESS = "aws:ec2/eip:Eip";
const NAT_GATEWAY = "aws:ec2/natGateway:NatGateway";
const table = [ec2.DescribeRouteTablesCommand, "RouteTables.0"] as const;

describeRows("the rows of EC2's network", {
    "make a VPC and tell what came with it": {
        type: VPC,
        inputs: { cidrBlock: "10.1.0.0/16", enableDnsHostnames: true, tags: TAGS },
        looks: [
            [ec2.DescribeVpcsCommand, "Vpcs.0"],
            [ec2.DescribeVpcAttributeCommand, (found) => ({ enableDnsHostnames: found.EnableDnsHostnames.Value })],
        ],
        ask: { Attribute: "enableDnsHostnames" },
        update: { enableDnsHostnames: undefined, tags: OTHER_TAGS },
        replacement: { cidrBlock: "10.2.0.0/16" },
        outputs({ id, state }) {
            assert.equal(state.arn, `arn:aws:ec2:eu-west-1:000000000000:vpc/${id}`);
            assert.match(state.defaultSecurityGroupId, /^sg-/);
            assert.match(state.defaultNetworkAclId, /^acl-/);
            assert.match(state.mainRouteTableId, /^rtb-/);
            assert.equal(state.defaultRouteTableId, state.mainRouteTableId);
        },
        untold: ["instanceTenancy"],
    },
    "make a subnet": {
        type: SUBNET,
        inputs: async (make) => ({
            vpcId: await makeVpc(make),
            cidrBlock: "10.1.3.0/24",
            availabilityZone: "eu-west-1b",
            tags: TAGS,
        }),
        looks: [[ec2.DescribeSubnetsCommand, "Subnets.0"]],
        update: { mapPublicIpOnLaunch: true, tags: OTHER_TAGS },
        untold: ["assignIpv6AddressOnCreation"],
    },
    "make an internet gateway, and move it between VPCs": {
        type: GATEWAY,
        inputs: async (make) => ({ vpcId: await makeVpc(make), tags: TAGS }),
        looks: [
            [
                ec2.DescribeInternetGatewaysCommand,
                ({ InternetGateways: [{ Attachments, ...found }] }) => {
                    assert.equal(Attachments.length, 1);
                    return { ...found, vpcId: Attachments[0].VpcId };
                },
            ],
        ],
        update: async (_given, make) => ({ vpcId: await makeVpc(make), tags: OTHER_TAGS }),
    },
    "make an address": {
        type: ADDRESS,
        inputs: { domain: "vpc", tags: TAGS },
        looks: [
            [
                ec2.DescribeAddressesCommand,
                ({ Addresses: [found] }, { publicIp }) => {
                    if (found !== undefined) assert.equal(found.PublicIp, publicIp);
                    return found;
                },
            ],
        ],
        unset: { domain: "vpc" },
        update: { tags: OTHER_TAGS },
        replacement: { domain: undefined },
        outputs: ({ id, state }) => assert.equal(state.allocationId, id),
    },
    "make a NAT gateway with the address's public IP": {
        type: NAT_GATEWAY,
        inputs: async (make) => ({
            allocationId: (await make(ADDRESS, {})).id,
            subnetId: await makeSubnet(make, await makeVpc(make)),
            tags: TAGS,
        }),
        looks: [
            [
                ec2.DescribeNatGatewaysCommand,
                ({ NatGateways: [found] }) => (found?.State === "available" ? found : undefined),
            ],
            // The emulator does not tell of which address it is, but the provider has to give that one's.
            [
                ec2.DescribeAddressesCommand,
                ({ Addresses: [{ AllocationId, PublicIp }] }, { publicIp }) =>
                    PublicIp === publicIp ? { AllocationId } : {},
            ],
        ],
        update: { tags: OTHER_TAGS },
        key: { AllocationIds: "allocationId" },
        untold: ["allocationId"],
    },
    "make a route table": {
        type: TABLE,
        inputs: async (make) => ({ vpcId: await makeVpc(make), tags: TAGS }),
        looks: [table],
        update: { tags: OTHER_TAGS },
    },
    "make a route, and point it elsewhere": {
        type: "aws:ec2/route:Route",
        async inputs(make) {
            const vpcId = await makeVpc(make);
            const gatewayId = (await make(GATEWAY, { vpcId })).id;
            return { routeTableId: await makeTable(make, vpcId), destinationCidrBlock: "0.0.0.0/0", gatewayId };
        },
        looks: [
            [
                ec2.DescribeRouteTablesCommand,
                ({ RouteTables: [found] }) =>
                    found?.Routes.find((route: any) => route.DestinationCidrBlock === "0.0.0.0/0"),
            ],
        ],
        update: async (_given, make) => {
            const subnetId = await makeSubnet(make, await makeVpc(make));
            return { gatewayId: undefined, natGatewayId: (await make(NAT_GATEWAY, { subnetId })).id };
        },
        importable: false,
    },
    "make a route table association, and move it to another table": {
        type: "aws:ec2/routeTableAssociation:RouteTableAssociation",
        async inputs(make) {
            const vpcId = await makeVpc(make);
            return { subnetId: await makeSubnet(make, vpcId), routeTableId: await makeTable(make, vpcId) };
        },
        looks: [
            [
                ec2.DescribeRouteTablesCommand,
                ({ RouteTables: [found] }, { subnetId }) =>
                    found?.Associations.find(({ SubnetId }: any) => SubnetId === subnetId),
            ],
        ],
        key: { RouteTableIds: "routeTableId" },
        update: async (_given, make) => ({ routeTableId: await makeTable(make, await makeVpc(make)) }),
        importable: false,
    },
});
