import assert from "node:assert/strict";
import { Network, type NetworkArgs } from "./network";
import { grantedBy } from "../shared/testing/grants";
import { assertOwnsChildren } from "../shared/testing/children";
import { inputsOf, installMocks, resourcesOfType, settled, valueOf } from "../shared/testing/mocks";

const ARGS: NetworkArgs = {
    cidrBlock: "10.20.0.0/16",
    availabilityZones: 2,
    natGateways: "Single",
    interfaceEndpoints: ["kms", "logs"],
    flowLogs: { keyArn: "logs-key", retentionDays: 14 },
    permissionsBoundaryArn: "boundary",
};

describe("Network", () => {
    beforeEach(() => installMocks());

    it("has private and public subnets in each zone, and the NAT gateways that were asked for", async () => {
        const network = new Network("network", ARGS);
        await settled();
        assert.deepEqual(inputsOf("awsx:ec2:Vpc", "network-10.20.0.0-16"), {
            cidrBlock: "10.20.0.0/16",
            availabilityZoneNames: ["eu-west-1a", "eu-west-1b"],
            natGateways: { strategy: "Single" },
            subnetStrategy: "Auto",
            availabilityZoneCidrMask: 18,
            subnetSpecs: [{ type: "Private" }, { type: "Public" }],
            enableDnsHostnames: true,
            enableDnsSupport: true,
        });
        assert.equal(await valueOf(network.vpcId), "vpc-network-10.20.0.0-16");
        assert.deepEqual(await valueOf(network.privateSubnetIds), [
            "subnet-network-10.20.0.0-16-private-1",
            "subnet-network-10.20.0.0-16-private-2",
        ]);
    });

    it("names the zones that are missing, and makes no network of Local Zones in their place", async () => {
        const calls = { "aws:index/getAvailabilityZones:getAvailabilityZones": () => ({ names: ["eu-west-1a"] }) };
        installMocks({ calls });
        const { vpcId } = new Network("network", ARGS);
        await assert.rejects(valueOf(vpcId), /Network 'network': the region has 1 availability zones, not 2\./);
    });

    it("empties the default security group", async () => {
        new Network("network", ARGS);
        await settled();
        assert.deepEqual(inputsOf("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", "network-default"), {
            vpcId: "vpc-network-10.20.0.0-16",
            ingress: [],
            egress: [],
        });
    });

    it("reaches S3 and DynamoDB by gateways that lead to this account only", async () => {
        new Network("network", ARGS);
        await settled();
        for (const service of ["s3", "dynamodb"]) {
            const { policy, ...inputs } = inputsOf("aws:ec2/vpcEndpoint:VpcEndpoint", `network-${service}`);
            assert.deepEqual(inputs, {
                vpcId: "vpc-network-10.20.0.0-16",
                serviceName: `com.amazonaws.eu-west-1.${service}`,
                vpcEndpointType: "Gateway",
                routeTableIds: ["rtb-network-10.20.0.0-16-1", "rtb-network-10.20.0.0-16-2"],
            });
            assert.deepEqual(JSON.parse(policy).Statement, [
                {
                    Sid: "OwnResourcesOnly",
                    Effect: "Allow",
                    Principal: "*",
                    Action: `${service}:*`,
                    Resource: "*",
                    Condition: {
                        StringEquals: {
                            "aws:PrincipalAccount": "111122223333",
                            "aws:ResourceAccount": "111122223333",
                        },
                    },
                },
            ]);
        }
    });

    it("reaches the other services by interfaces in the private subnets, over HTTPS from the VPC", async () => {
        const network = new Network("network", ARGS);
        await settled();
        for (const service of ["kms", "logs"]) {
            assert.deepEqual(inputsOf("aws:ec2/vpcEndpoint:VpcEndpoint", `network-${service}`), {
                vpcId: "vpc-network-10.20.0.0-16",
                serviceName: `com.amazonaws.eu-west-1.${service}`,
                vpcEndpointType: "Interface",
                subnetIds: ["subnet-network-10.20.0.0-16-private-1", "subnet-network-10.20.0.0-16-private-2"],
                securityGroupIds: ["network-endpoints-id"],
                privateDnsEnabled: true,
            });
        }
        const rules = resourcesOfType("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule");
        assert.deepEqual(
            rules.map(({ inputs }) => inputs),
            [
                {
                    securityGroupId: "network-endpoints-id",
                    description: "HTTPS from the VPC",
                    cidrIpv4: "10.20.0.0/16",
                    ipProtocol: "tcp",
                    fromPort: 443,
                    toPort: 443,
                },
            ],
        );
        assert.deepEqual(inputsOf("aws:ec2/securityGroup:SecurityGroup", "network-endpoints"), {
            vpcId: "vpc-network-10.20.0.0-16",
            description: "Interface endpoints: HTTPS from the VPC",
        });
        assert.equal(await valueOf(network.endpointSecurityGroupId), "network-endpoints-id");
    });

    it("records all traffic in an encrypted log group, by a role that can do that only", async () => {
        new Network("network", ARGS);
        await settled();
        const group = "arn:aws:logs:eu-west-1:111122223333:log-group:network-flow";
        assert.deepEqual(inputsOf("aws:cloudwatch/logGroup:LogGroup", "network-flow"), {
            retentionInDays: 14,
            kmsKeyId: "logs-key",
        });
        assert.deepEqual(inputsOf("aws:ec2/flowLog:FlowLog", "network-flow"), {
            vpcId: "vpc-network-10.20.0.0-16",
            trafficType: "ALL",
            logDestinationType: "cloud-watch-logs",
            logDestination: group,
            iamRoleArn: "arn:aws:iam::111122223333:role/network-flow",
            maxAggregationInterval: 600,
        });
        const role = inputsOf("aws:iam/role:Role", "network-flow");
        assert.equal(role.permissionsBoundary, "boundary");
        assert.deepEqual(JSON.parse(role.assumeRolePolicy).Statement, [
            {
                Effect: "Allow",
                Action: "sts:AssumeRole",
                Principal: { Service: "vpc-flow-logs.amazonaws.com" },
                Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
            },
        ]);
        assert.deepEqual(grantedBy("network-flow-write"), [
            {
                Effect: "Allow",
                Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"],
                Resource: [group, `${group}:*`],
            },
            {
                Effect: "Allow",
                Action: ["logs:DescribeLogGroups"],
                Resource: "arn:aws:logs:eu-west-1:111122223333:log-group:*",
            },
        ]);
    });

    it("owns its children and lets each be transformed", () =>
        assertOwnsChildren((opts, transform) => new Network("network", { ...ARGS, transform }, opts)));

    const refused: Readonly<Record<string, { args: Partial<NetworkArgs>; message: RegExp }>> = {
        "a range that is too large": {
            args: { cidrBlock: "10.0.0.0/8" },
            message: /cidrBlock '10\.0\.0\.0\/8' .* \/16 to \/24/,
        },
        "a range that is too small": { args: { cidrBlock: "10.0.0.0/25" }, message: /cidrBlock/ },
        "what is no range": { args: { cidrBlock: "10.0.256.0/16" }, message: /cidrBlock/ },
        "one zone": { args: { availabilityZones: 1 }, message: /Network 'network': availabilityZones must be 2 or 3/ },
        "an endpoint twice": {
            args: { interfaceEndpoints: ["kms", "kms"] },
            message: /interfaceEndpoints names 'kms' twice/,
        },
        "an interface where the gateway is": {
            args: { interfaceEndpoints: ["s3"] },
            message: /interfaceEndpoints names 's3', which has a gateway endpoint already/,
        },
    };
    for (const [what, { args, message }] of Object.entries(refused)) {
        it(`refuses ${what}`, () => {
            assert.throws(() => new Network("network", { ...ARGS, ...args }), message);
        });
    }
});
