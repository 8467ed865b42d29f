import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";
import { Vpc } from "./vpc";

type Recorded = pulumi.runtime.MockResourceArgs;

describe("the component awsx:ec2:Vpc", () => {
    let recorded: Recorded[] = [];

    beforeEach(() => {
        recorded = [];
        return pulumi.runtime.setMocks({
            newResource(args) {
                recorded.push(args);
                return {
                    id: `${args.type.split(":").at(-1)}.${args.name}`,
                    state: { ...args.inputs, allocationId: "eip" },
                };
            },
            call({ token }) {
                assert.equal(token, "aws:index/getAvailabilityZones:getAvailabilityZones");
                return { names: ["eu-west-1a", "eu-west-1b", "eu-west-1c"] };
            },
        });
    });

    async function make(args: pulumi.Inputs): Promise<pulumi.Inputs> {
        const outputs = await new Vpc("net", { subnetStrategy: "Auto", ...args }, {}).outputs();
        await pulumi.runtime.disconnect();
        return outputs;
    }
    const inputsOf = (type: string) =>
        Object.fromEntries(
            recorded.filter((one) => one.type.endsWith(`:${type}`)).map((one) => [one.name, one.inputs]),
        );

    it("gives every zone a NAT gateway with an address, and private subnets the one of their zone", async () => {
        const { natGateways, eips } = await make({ availabilityZoneNames: ["a", "b"], tags: { owner: "orders" } });
        assert.deepEqual([natGateways.length, eips.length], [2, 2]);
        const tags = (name: string) => ({ Name: name, owner: "orders" });
        assert.deepEqual(inputsOf("Eip"), { "net-1": { tags: tags("net-1") }, "net-2": { tags: tags("net-2") } });
        const gateway = (zone: number) => ({
            allocationId: "eip",
            subnetId: `Subnet.net-public-${zone}`,
            tags: tags(`net-${zone}`),
        });
        assert.deepEqual(inputsOf("NatGateway"), { "net-1": gateway(1), "net-2": gateway(2) });
        const way = (name: string, target: object) => ({
            destinationCidrBlock: "0.0.0.0/0",
            routeTableId: `RouteTable.${name}`,
            ...target,
        });
        assert.deepEqual(inputsOf("Route"), {
            "net-public-1": way("net-public-1", { gatewayId: "InternetGateway.net" }),
            "net-public-2": way("net-public-2", { gatewayId: "InternetGateway.net" }),
            "net-private-1": way("net-private-1", { natGatewayId: "NatGateway.net-1" }),
            "net-private-2": way("net-private-2", { natGatewayId: "NatGateway.net-2" }),
        });
    });

    it("lets private subnets of all zones share a single NAT gateway", async () => {
        await make({ numberOfAvailabilityZones: 3, natGateways: { strategy: "Single" } });
        assert.deepEqual(Object.keys(inputsOf("NatGateway")), ["net-1"]);
        const routes = inputsOf("Route");
        for (const zone of [1, 2, 3]) assert.equal(routes[`net-private-${zone}`].natGatewayId, "NatGateway.net-1");
    });

    it("leaves private subnets without NAT, and isolated ones anyway, without a way out", async () => {
        const specs = [{ type: "Public" }, { type: "Private" }, { type: "Isolated" }];
        await make({ availabilityZoneNames: ["a"], natGateways: { strategy: "None" }, subnetSpecs: specs });
        assert.deepEqual(Object.keys(inputsOf("Route")), ["net-public-1"]);
        assert.equal(Object.keys(inputsOf("RouteTableAssociation")).length, 3);
        assert.deepEqual(inputsOf("NatGateway"), {});
    });

    it("hands tags, attributes and endpoints to the children", async () => {
        await make({
            availabilityZoneNames: ["a"],
            cidrBlock: "10.1.0.0/16",
            enableDnsHostnames: true,
            tags: pulumi.output({ owner: "orders", Name: "named" }),
            subnetSpecs: [{ type: "Public", tags: { tier: "edge" } }, { type: "Private" }],
            vpcEndpointSpecs: [
                { serviceName: "s3", vpcEndpointType: "Gateway", policy: pulumi.output("{}"), tags: { use: "lake" } },
            ],
        });
        const tags = { owner: "orders", Name: "named" };
        const [vpc] = Object.values(
            recorded.filter(({ type }) => type === "aws:ec2/vpc:Vpc").map(({ inputs }) => inputs),
        );
        assert.deepEqual(vpc, { cidrBlock: "10.1.0.0/16", enableDnsHostnames: true, tags });
        assert.deepEqual(inputsOf("Subnet")["net-public-1"], {
            vpcId: "Vpc.net",
            availabilityZone: "a",
            cidrBlock: "10.1.0.0/17",
            mapPublicIpOnLaunch: true,
            assignIpv6AddressOnCreation: false,
            tags: { owner: "orders", tier: "edge", Name: "net-public-1", SubnetType: "Public" },
        });
        assert.deepEqual(inputsOf("RouteTable")["net-public-1"].tags, {
            owner: "orders",
            Name: "net-public-1",
            SubnetType: "Public",
        });
        assert.deepEqual(inputsOf("VpcEndpoint"), {
            s3: {
                serviceName: "s3",
                vpcEndpointType: "Gateway",
                policy: "{}",
                vpcId: "Vpc.net",
                tags: { ...tags, use: "lake" },
            },
        });
    });

    it("fails when there is no subnet for a NAT gateway to be in", async () => {
        await assert.rejects(
            make({ subnetSpecs: [{ type: "Private" }] }),
            /'net': natGateways\.strategy OnePerAz needs public subnets/,
        );
    });

    it("fails when the region has too few zones", async () => {
        await assert.rejects(
            make({ numberOfAvailabilityZones: 4 }),
            /'net': the region has 3 availability zones, not 4/,
        );
    });
});
