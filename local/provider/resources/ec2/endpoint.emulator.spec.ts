import * as ec2 from "@aws-sdk/client-ec2";
import assert from "node:assert/strict";
import { describeRows } from "../../testing/exercise";
import { makeSubnet, makeTable, makeVpc, OTHER_TAGS, TAGS } from "../../testing/network";
import { policyOf } from "../../testing/policyDocument";

const ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";
const policy = (Effect: string) => policyOf({ Effect, Principal: "*", Action: "s3:GetObject", Resource: "*" });
const endpoint = ({ VpcEndpoints: [found] }: { VpcEndpoints: ec2.VpcEndpoint[] }) =>
    found && { ...found, SubnetIds: found.SubnetIds?.sort() };
const looks = [[ec2.DescribeVpcEndpointsCommand, endpoint]] as const;

describeRows("the rows of EC2's endpoints and flow logs", {
    "make a gateway endpoint with the service's prefix list": {
        type: ENDPOINT,
        async inputs(make) {
            const vpcId = await makeVpc(make);
            const routeTableIds = [await makeTable(make, vpcId)];
            const serviceName = "com.amazonaws.eu-west-1.s3";
            return {
                vpcId,
                vpcEndpointType: "Gateway",
                serviceName,
                routeTableIds,
                policy: policy("Allow"),
                tags: TAGS,
            };
        },
        looks,
        unseen: ["policy"],
        update: async ({ vpcId }, make) => ({
            routeTableIds: [await makeTable(make, vpcId)],
            policy: policy("Deny"),
            tags: OTHER_TAGS,
        }),
        outputs({ state }) {
            assert.match(state.prefixListId, /^pl-/);
            assert.notEqual(state.cidrBlocks.length, 0);
        },
        untold: ["policy"],
    },
    "make an interface endpoint with a network interface in each subnet": {
        type: ENDPOINT,
        async inputs(make) {
            const vpcId = await makeVpc(make);
            return {
                vpcId,
                serviceName: "com.amazonaws.eu-west-1.logs",
                vpcEndpointType: "Interface",
                privateDnsEnabled: true,
                subnetIds: [await makeSubnet(make, vpcId), await makeSubnet(make, vpcId, "10.1.1.0/24")].sort(),
                securityGroupIds: ["sg-1"],
            };
        },
        looks,
        unseen: ["privateDnsEnabled", "securityGroupIds"],
        update: ({ subnetIds }) => Promise.resolve({ subnetIds: subnetIds.slice(1), securityGroupIds: ["sg-2"] }),
        outputs({ state }) {
            assert.equal(state.networkInterfaceIds.length, 2);
            assert.match(state.dnsEntries[0].dnsName, /\.logs\.eu-west-1\.vpce\.amazonaws\.com$/);
        },
        untold: ["privateDnsEnabled", "securityGroupIds"],
    },
    "make a flow log": {
        type: "aws:ec2/flowLog:FlowLog",
        inputs: async (make) => ({
            vpcId: await makeVpc(make),
            trafficType: "REJECT",
            logDestinationType: "s3",
            logDestination: "arn:aws:s3:::flow-logs",
            destinationOptions: { fileFormat: "parquet" },
            tags: TAGS,
        }),
        looks: [[ec2.DescribeFlowLogsCommand, "FlowLogs.0"]],
        names: { vpcId: "ResourceId" },
        unseen: ["destinationOptions"],
        update: { tags: OTHER_TAGS },
        untold: ["destinationOptions", "maxAggregationInterval"],
    },
});
