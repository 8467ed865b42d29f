import {
    DescribeAddressesCommand,
    DescribeInternetGatewaysCommand,
    DescribeNatGatewaysCommand,
    DescribeRouteTablesCommand,
    DescribeSubnetsCommand,
    DescribeVpcAttributeCommand,
    DescribeVpcsCommand,
} from "@aws-sdk/client-ec2";
import assert from "node:assert/strict";
import type { Clients } from "../../clients";
import { tagMap } from "../../live";
import { exerciseRow, type Exercise, type Make } from "../../testing/exercise";
import { ec2Rows } from ".";

const VPC = "aws:ec2/vpc:Vpc";
const SUBNET = "aws:ec2/subnet:Subnet";
const TABLE = "aws:ec2/routeTable:RouteTable";
const GATEWAY = "aws:ec2/internetGateway:InternetGateway";

const exercise = (about: Exercise) => exerciseRow(ec2Rows, about);
const makeVpc = async (make: Make) => (await make(VPC, { cidrBlock: "10.1.0.0/16" })).id;
const makeSubnet = async (make: Make, vpcId: string, cidrBlock = "10.1.0.0/24") =>
    (await make(SUBNET, { vpcId, cidrBlock })).id;

/** Tags before and after, with one that stays, one that changes, one that goes. */
const TAGS = { stays: "1", changes: "1", goes: "1" };
const OTHER_TAGS = { stays: "1", changes: "2" };

describe("the rows of EC2's network", function () {
    this.timeout(120_000);

    it("make a VPC and tell what came with it", () =>
        exercise({
            type: VPC,
            inputs: { cidrBlock: "10.1.0.0/16", enableDnsHostnames: true, tags: TAGS },
            async readBack(clients, VpcId) {
                const ec2 = clients.ec2();
                const found = (await ec2.send(new DescribeVpcsCommand({ VpcIds: [VpcId] }))).Vpcs![0];
                const attribute = { VpcId, Attribute: "enableDnsHostnames" } as const;
                const { EnableDnsHostnames } = await ec2.send(new DescribeVpcAttributeCommand(attribute));
                return [found.CidrBlock, EnableDnsHostnames?.Value, tagMap(found.Tags)];
            },
            shows: ["10.1.0.0/16", true, TAGS],
            update: {
                inputs: { enableDnsHostnames: undefined, tags: OTHER_TAGS },
                shows: ["10.1.0.0/16", false, OTHER_TAGS],
            },
            replaceOn: { cidrBlock: "10.2.0.0/16", ipv4IpamPoolId: "ipam-pool-0", ipv4NetmaskLength: 20 },
            replacement: { inputs: { cidrBlock: "10.2.0.0/16" }, shows: ["10.2.0.0/16", true, TAGS] },
            outputs({ id, state }) {
                assert.equal(state.arn, `arn:aws:ec2:eu-west-1:000000000000:vpc/${id}`);
                assert.match(state.defaultSecurityGroupId, /^sg-/);
                assert.match(state.defaultNetworkAclId, /^acl-/);
                assert.match(state.mainRouteTableId, /^rtb-/);
                assert.equal(state.defaultRouteTableId, state.mainRouteTableId);
            },
            untold: ["instanceTenancy"],
        }));

    it("make a subnet", () =>
        exercise({
            type: SUBNET,
            inputs: async (make) => ({
                vpcId: await makeVpc(make),
                cidrBlock: "10.1.3.0/24",
                availabilityZone: "eu-west-1b",
                tags: TAGS,
            }),
            async readBack(clients, id) {
                const { Subnets } = await clients.ec2().send(new DescribeSubnetsCommand({ SubnetIds: [id] }));
                const found = Subnets![0];
                return [found.CidrBlock, found.AvailabilityZone, found.MapPublicIpOnLaunch, tagMap(found.Tags)];
            },
            shows: ["10.1.3.0/24", "eu-west-1b", false, TAGS],
            update: {
                inputs: { mapPublicIpOnLaunch: true, tags: OTHER_TAGS },
                shows: ["10.1.3.0/24", "eu-west-1b", true, OTHER_TAGS],
            },
            replaceOn: {
                availabilityZone: "eu-west-1a",
                availabilityZoneId: "euw1-az1",
                cidrBlock: "10.1.4.0/24",
                ipv4IpamPoolId: "ipam-pool-0",
                ipv4NetmaskLength: 24,
                ipv6IpamPoolId: "ipam-pool-0",
                ipv6Native: true,
                ipv6NetmaskLength: 64,
                outpostArn: "arn:aws:outposts:eu-west-1:000000000000:outpost/op-0",
                vpcId: "vpc-0",
            },
            untold: ["assignIpv6AddressOnCreation"],
        }));

    it("make an internet gateway, and move it between VPCs", async () => {
        let other = "";
        await exercise({
            type: GATEWAY,
            async inputs(make) {
                other = await makeVpc(make);
                return { vpcId: await makeVpc(make), tags: TAGS };
            },
            async readBack(clients, id, { vpcId }) {
                const asked = new DescribeInternetGatewaysCommand({ InternetGatewayIds: [id] });
                const found = (await clients.ec2().send(asked)).InternetGateways![0];
                const attached = found.Attachments?.map(({ VpcId }) => VpcId);
                return [attached?.length === 1 && attached[0] === vpcId, vpcId === other, tagMap(found.Tags)];
            },
            shows: [true, false, TAGS],
            update: {
                // The VPC that `inputs` makes is known only then.
                inputs: {
                    get vpcId() {
                        return other;
                    },
                    tags: OTHER_TAGS,
                },
                shows: [true, true, OTHER_TAGS],
            },
        });
    });

    it("make an address", () =>
        exercise({
            type: "aws:ec2/eip:Eip",
            inputs: { domain: "vpc", tags: TAGS },
            async readBack(clients, id, { publicIp }) {
                const asked = new DescribeAddressesCommand({ AllocationIds: [id] });
                const found = (await clients.ec2().send(asked)).Addresses?.[0];
                return found && [found.PublicIp === publicIp, tagMap(found.Tags)];
            },
            shows: [true, TAGS],
            update: { inputs: { tags: OTHER_TAGS }, shows: [true, OTHER_TAGS] },
            replaceOn: {
                domain: "standard",
                address: "198.51.100.1",
                ipamPoolId: "ipam-pool-0",
                networkBorderGroup: "eu-west-1-lon-1",
                publicIpv4Pool: "ipv4pool-ec2-0",
            },
            replacement: { inputs: { domain: undefined }, shows: [true, TAGS] },
            outputs: ({ id, state }) => assert.equal(state.allocationId, id),
        }));

    it("make a NAT gateway with the address's public IP", async () => {
        let publicIp = "";
        await exercise({
            type: "aws:ec2/natGateway:NatGateway",
            async inputs(make) {
                const { id, state } = await make("aws:ec2/eip:Eip", {});
                publicIp = state.publicIp;
                return { allocationId: id, subnetId: await makeSubnet(make, await makeVpc(make)), tags: TAGS };
            },
            async readBack(clients, id) {
                const asked = new DescribeNatGatewaysCommand({ NatGatewayIds: [id] });
                const found = (await clients.ec2().send(asked)).NatGateways?.[0];
                return found?.State === "available" ? [found.ConnectivityType, tagMap(found.Tags)] : undefined;
            },
            shows: ["public", TAGS],
            update: { inputs: { tags: OTHER_TAGS }, shows: ["public", OTHER_TAGS] },
            replaceOn: {
                allocationId: "eipalloc-0",
                availabilityMode: "regional",
                connectivityType: "private",
                privateIp: "10.1.0.9",
                subnetId: "subnet-0",
                vpcId: "vpc-0",
            },
            outputs: ({ state }) => assert.equal(state.publicIp, publicIp),
            untold: ["allocationId"],
        });
    });

    it("make a route table", () =>
        exercise({
            type: TABLE,
            inputs: async (make) => ({ vpcId: await makeVpc(make), tags: TAGS }),
            readBack: async (clients, id) => tagMap((await table(clients, id)).Tags),
            shows: TAGS,
            update: { inputs: { tags: OTHER_TAGS }, shows: OTHER_TAGS },
            replaceOn: { vpcId: "vpc-0" },
        }));

    it("make a route, and point it elsewhere", async () => {
        let natGatewayId = "";
        await exercise({
            type: "aws:ec2/route:Route",
            async inputs(make) {
                const vpcId = await makeVpc(make);
                const subnetId = await makeSubnet(make, vpcId);
                natGatewayId = (await make("aws:ec2/natGateway:NatGateway", { subnetId })).id;
                const [routeTable, gateway] = [await make(TABLE, { vpcId }), await make(GATEWAY, { vpcId })];
                return { routeTableId: routeTable.id, destinationCidrBlock: "0.0.0.0/0", gatewayId: gateway.id };
            },
            async readBack(clients, _id, { routeTableId, ...state }) {
                const { Routes = [] } = await table(clients, routeTableId);
                const found = Routes.find((route) => route.DestinationCidrBlock === "0.0.0.0/0");
                if (found === undefined) return undefined;
                const targets = [found.GatewayId, found.NatGatewayId];
                return targets.map((target, index) => target === [state.gatewayId, state.natGatewayId][index]);
            },
            shows: [true, true],
            update: {
                inputs: {
                    gatewayId: undefined,
                    get natGatewayId() {
                        return natGatewayId;
                    },
                },
                shows: [true, true],
            },
            replaceOn: {
                destinationCidrBlock: "10.9.0.0/16",
                destinationIpv6CidrBlock: "::/0",
                destinationPrefixListId: "pl-0",
                routeTableId: "rtb-0",
            },
            importable: false,
        });
    });

    it("make a route table association, and move it to another table", async () => {
        let other = "";
        await exercise({
            type: "aws:ec2/routeTableAssociation:RouteTableAssociation",
            async inputs(make) {
                const vpcId = await makeVpc(make);
                other = (await make(TABLE, { vpcId })).id;
                const subnetId = await makeSubnet(make, vpcId);
                return { subnetId, routeTableId: (await make(TABLE, { vpcId })).id };
            },
            async readBack(clients, _id, { routeTableId, subnetId }) {
                const { Associations = [] } = await table(clients, routeTableId);
                return Associations.some(({ SubnetId }) => SubnetId === subnetId) ? routeTableId === other : undefined;
            },
            shows: false,
            update: {
                inputs: {
                    get routeTableId() {
                        return other;
                    },
                },
                shows: true,
            },
            replaceOn: { subnetId: "subnet-0", gatewayId: "igw-0" },
            importable: false,
        });
    });
});

async function table(clients: Clients, id: string) {
    const { RouteTables } = await clients.ec2().send(new DescribeRouteTablesCommand({ RouteTableIds: [id] }));
    const found = RouteTables?.[0];
    if (found === undefined) throw Object.assign(new Error(`No route table '${id}'.`), { name: "NotFound" });
    return found;
}
