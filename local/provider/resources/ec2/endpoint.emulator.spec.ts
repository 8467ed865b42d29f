import { DescribeFlowLogsCommand, DescribeVpcEndpointsCommand } from "@aws-sdk/client-ec2";
import assert from "node:assert/strict";
import type { Clients } from "../../clients";
import { tagMap } from "../../live";
import { exerciseRow, type Exercise, type Make } from "../../testing/exercise";
import { ec2Rows } from ".";

const VPC = "aws:ec2/vpc:Vpc";
const TABLE = "aws:ec2/routeTable:RouteTable";

const exercise = (about: Exercise) => exerciseRow(ec2Rows, about);
const makeVpc = async (make: Make) => (await make(VPC, { cidrBlock: "10.1.0.0/16" })).id;
const makeSubnet = async (make: Make, vpcId: string, cidrBlock = "10.1.0.0/24") =>
    (await make("aws:ec2/subnet:Subnet", { vpcId, cidrBlock })).id;

/** Tags before and after, with one that stays, one that changes, one that goes. */
const TAGS = { stays: "1", changes: "1", goes: "1" };
const OTHER_TAGS = { stays: "1", changes: "2" };

describe("the rows of EC2's endpoints and flow logs", function () {
    this.timeout(120_000);

    it("make a gateway endpoint with the service's prefix list", async () => {
        let other = "";
        await exercise({
            type: "aws:ec2/vpcEndpoint:VpcEndpoint",
            async inputs(make) {
                const vpcId = await makeVpc(make);
                other = (await make(TABLE, { vpcId })).id;
                const routeTableIds = [(await make(TABLE, { vpcId })).id];
                return {
                    vpcId,
                    serviceName: "com.amazonaws.eu-west-1.s3",
                    routeTableIds,
                    policy: policy("Allow"),
                    tags: TAGS,
                };
            },
            async readBack(clients, id) {
                const found = await endpoint(clients, id);
                const tables = found?.RouteTableIds ?? [];
                return found && [found.VpcEndpointType, tables.length, tables.includes(other), tagMap(found.Tags)];
            },
            shows: ["Gateway", 1, false, TAGS],
            update: {
                inputs: {
                    get routeTableIds() {
                        return [other];
                    },
                    policy: policy("Deny"),
                    tags: OTHER_TAGS,
                },
                shows: ["Gateway", 1, true, OTHER_TAGS],
            },
            replaceOn: {
                serviceName: "com.amazonaws.eu-west-1.dynamodb",
                "dnsOptions.privateDnsPreference": "ALL_DOMAINS",
                "dnsOptions.privateDnsSpecifiedDomains": ["example.com"],
                resourceConfigurationArn: "arn:aws:vpc-lattice:eu-west-1:000000000000:resourceconfiguration/rcfg-0",
                serviceNetworkArn: "arn:aws:vpc-lattice:eu-west-1:000000000000:servicenetwork/sn-0",
                serviceRegion: "eu-west-2",
                vpcEndpointType: "Interface",
                vpcId: "vpc-0",
            },
            outputs({ state }) {
                assert.match(state.prefixListId, /^pl-/);
                assert.notEqual(state.cidrBlocks.length, 0);
            },
            untold: ["policy"],
        });
    });

    it("make an interface endpoint with a network interface in each subnet", async () => {
        let subnets: string[] = [];
        await exercise({
            type: "aws:ec2/vpcEndpoint:VpcEndpoint",
            async inputs(make) {
                const vpcId = await makeVpc(make);
                subnets = [await makeSubnet(make, vpcId), await makeSubnet(make, vpcId, "10.1.1.0/24")];
                return {
                    vpcId,
                    serviceName: "com.amazonaws.eu-west-1.logs",
                    vpcEndpointType: "Interface",
                    privateDnsEnabled: true,
                    subnetIds: subnets,
                    securityGroupIds: ["sg-1"],
                };
            },
            readBack: async (clients, id) => (await endpoint(clients, id))?.SubnetIds?.length,
            shows: 2,
            update: {
                inputs: {
                    get subnetIds() {
                        return subnets.slice(1);
                    },
                    securityGroupIds: ["sg-2"],
                },
                shows: 1,
            },
            outputs({ state }) {
                assert.equal(state.networkInterfaceIds.length, 2);
                assert.match(state.dnsEntries[0].dnsName, /\.logs\.eu-west-1\.vpce\.amazonaws\.com$/);
            },
            untold: ["privateDnsEnabled", "securityGroupIds"],
        });
    });

    it("make a flow log", () =>
        exercise({
            type: "aws:ec2/flowLog:FlowLog",
            inputs: async (make) => ({
                vpcId: await makeVpc(make),
                trafficType: "REJECT",
                logDestinationType: "s3",
                logDestination: "arn:aws:s3:::flow-logs",
                destinationOptions: { fileFormat: "parquet" },
                tags: TAGS,
            }),
            async readBack(clients, id) {
                const asked = new DescribeFlowLogsCommand({ FlowLogIds: [id] });
                const found = (await clients.ec2().send(asked)).FlowLogs?.[0];
                return found && [found.LogDestination, found.TrafficType, tagMap(found.Tags)];
            },
            shows: ["arn:aws:s3:::flow-logs", "REJECT", TAGS],
            update: { inputs: { tags: OTHER_TAGS }, shows: ["arn:aws:s3:::flow-logs", "REJECT", OTHER_TAGS] },
            replaceOn: {
                destinationOptions: { fileFormat: "plain-text" },
                deliverCrossAccountRole: "arn:aws:iam::000000000000:role/others",
                eniId: "eni-0",
                regionalNatGatewayId: "nat-0",
                transitGatewayAttachmentId: "tgw-attach-0",
                transitGatewayId: "tgw-0",
                iamRoleArn: "arn:aws:iam::000000000000:role/flow-logs",
                logDestination: "arn:aws:s3:::other",
                logDestinationType: "cloud-watch-logs",
                logFormat: "${srcaddr}",
                maxAggregationInterval: 60,
                subnetId: "subnet-0",
                trafficType: "ALL",
                vpcId: "vpc-0",
            },
            untold: ["destinationOptions", "maxAggregationInterval"],
        }));
});

async function endpoint(clients: Clients, id: string) {
    const asked = new DescribeVpcEndpointsCommand({ VpcEndpointIds: [id] });
    return (await clients.ec2().send(asked)).VpcEndpoints?.[0];
}

function policy(Effect: string): string {
    return JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect, Principal: "*", Action: "s3:GetObject", Resource: "*" }],
    });
}
