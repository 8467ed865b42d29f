import type { Stack } from "@pulumi/pulumi/automation";
import assert from "node:assert/strict";
import { functions } from "../provider/functions";
import { ProviderServer } from "../provider/server";
import { rows } from "../provider/table";
import { engineProject, type EngineProject } from "../provider/testing/engineProject";
import { serveAwsx, type Served } from ".";

/** The stack's configuration goes into the component's arguments. */
const PROGRAM = `
const pulumi = require("@pulumi/pulumi");
const aws = require("@pulumi/aws");
const awsx = require("@pulumi/awsx");
const { repository, ...args } = new pulumi.Config().requireObject("args");
if (repository) new awsx.ecr.Repository("images");
const vpc = new awsx.ec2.Vpc("net", args);
new aws.ec2.DefaultSecurityGroup("default", { vpcId: vpc.vpcId });
module.exports = {
    vpcId: vpc.vpcId,
    cidrBlock: vpc.vpc.apply((made) => made.cidrBlock),
    publicSubnetIds: vpc.publicSubnetIds,
    privateSubnetIds: vpc.privateSubnetIds,
    isolatedSubnetIds: vpc.isolatedSubnetIds,
    routeTableIds: vpc.routeTables.apply((tables) => pulumi.all(tables.map((table) => table.id))),
    natAddresses: vpc.natGateways.apply((gateways) => pulumi.all(gateways.map((gateway) => gateway.publicIp))),
    endpoints: vpc.vpcEndpoints.apply((endpoints) => pulumi.all(endpoints.map((endpoint) => endpoint.serviceName))),
    subnetLayout: vpc.subnetLayout,
};
`;

const ARGS = {
    cidrBlock: "10.1.0.0/16",
    numberOfAvailabilityZones: 2,
    natGateways: { strategy: "Single" },
    subnetStrategy: "Auto",
    subnetSpecs: [
        { type: "Private", tags: { tier: "functions" } },
        { type: "Public", cidrMask: 24 },
        { type: "Isolated", name: "data" },
    ],
    vpcEndpointSpecs: [{ serviceName: "com.amazonaws.eu-west-1.s3", tags: { use: "lake" } }],
    enableDnsHostnames: true,
    tags: { owner: "orders" },
};

interface Resource {
    readonly type: string;
    readonly urn: string;
    readonly parent?: string;
    readonly inputs: Record<string, any>;
    readonly dependencies?: readonly string[];
}

describe("the component awsx:ec2:Vpc on the real engine", function () {
    this.timeout(300_000);
    let project: EngineProject;
    let aws: ProviderServer;
    let awsx: Served;
    let port: number;

    before(async () => {
        project = await engineProject(PROGRAM);
        aws = new ProviderServer({ rows, functions, accountId: "111122223333", region: "eu-west-1" });
        [port, awsx] = await Promise.all([aws.listen(), serveAwsx()]);
    });
    after(() => {
        awsx.close();
        aws.close();
        project.remove();
    });

    async function stackOf(stackName: string, args: object): Promise<Stack> {
        const stack = await project.stack(stackName);
        stack.workspace.envVars.PULUMI_DEBUG_PROVIDERS = `aws:${port},awsx:${awsx.port}`;
        await stack.setConfig("args", { value: JSON.stringify(args) });
        return stack;
    }

    it("makes the official component's resources and outputs, once, and takes them away", async () => {
        const stack = await stackOf("one", ARGS);
        assert.deepEqual((await stack.preview()).changeSummary, { create: 30 });
        const { outputs } = await stack.up();
        const resources = await resourcesOf(stack);

        assert.deepEqual(
            resources
                .filter(({ type }) => /^aws(x)?:ec2/.test(type))
                .map(({ urn, parent }) => `${labelOf(urn)} < ${labelOf(parent)}`)
                .sort(),
            [
                "DefaultSecurityGroup default < Stack platform-test-one",
                "Eip net-1 < Subnet net-public-1",
                "InternetGateway net < Vpc net",
                "NatGateway net-1 < Subnet net-public-1",
                ...["data-1", "data-2", "private-1", "private-2", "public-1", "public-2"].flatMap((name) => [
                    `RouteTable net-${name} < Subnet net-${name}`,
                    `RouteTableAssociation net-${name} < RouteTable net-${name}`,
                    `Subnet net-${name} < Vpc net`,
                ]),
                ...["private-1", "private-2", "public-1", "public-2"].map(
                    (name) => `Route net-${name} < RouteTable net-${name}`,
                ),
                "Vpc net < Stack platform-test-one",
                "Vpc net < Vpc net",
                "VpcEndpoint com.amazonaws.eu-west-1.s3 < Vpc net",
            ].sort(),
        );
        const subnets = resources.filter(({ type }) => type === "aws:ec2/subnet:Subnet").map(({ inputs }) => inputs);
        assert.deepEqual(
            subnets.map(({ tags, cidrBlock, availabilityZone }) => [tags.Name, cidrBlock, availabilityZone]).sort(),
            [
                ["net-data-1", "10.1.64.0/19", "eu-west-1a"],
                ["net-data-2", "10.1.192.0/19", "eu-west-1b"],
                ["net-private-1", "10.1.0.0/19", "eu-west-1a"],
                ["net-private-2", "10.1.128.0/19", "eu-west-1b"],
                ["net-public-1", "10.1.32.0/24", "eu-west-1a"],
                ["net-public-2", "10.1.160.0/24", "eu-west-1b"],
            ],
        );
        assert.deepEqual(subnets.find(({ tags }) => tags.Name === "net-private-1")?.tags, {
            Name: "net-private-1",
            SubnetType: "Private",
            owner: "orders",
            tier: "functions",
        });
        const madeAfter = (label: string) =>
            resources
                .find(({ urn }) => labelOf(urn) === label)
                ?.dependencies?.map(labelOf)
                .sort();
        assert.deepEqual(madeAfter("Eip net-1"), ["Subnet net-public-1"]);
        assert.deepEqual(madeAfter("RouteTable net-data-2"), ["Subnet net-data-2", "Vpc net"]);
        const value = (name: string) => outputs[name]?.value;
        assert.match(value("vpcId"), /^vpc-/);
        assert.equal(value("cidrBlock"), "10.1.0.0/16");
        for (const ids of ["publicSubnetIds", "privateSubnetIds", "isolatedSubnetIds"]) {
            assert.equal(value(ids).length, 2, ids);
            assert.ok(value(ids).every((id: string) => id.startsWith("subnet-")));
        }
        assert.equal(new Set(value("routeTableIds")).size, 6);
        assert.equal(value("natAddresses").length, 1);
        assert.deepEqual(value("endpoints"), ["com.amazonaws.eu-west-1.s3"]);
        assert.deepEqual(value("subnetLayout"), [
            { type: "Private" },
            { type: "Public", cidrMask: 24, size: 256 },
            { type: "Isolated", name: "data" },
        ]);

        const again = await stack.up();
        assert.deepEqual(again.summary.resourceChanges, { same: 30 });
        await stack.destroy();
        assert.deepEqual(await resourcesOf(stack), []);
    });

    it("serves two engines side by side without mixing their stacks", async () => {
        const few = { cidrBlock: "10.2.0.0/16", numberOfAvailabilityZones: 1, natGateways: { strategy: "None" } };
        const many = { cidrBlock: "10.3.0.0/16", availabilityZoneNames: ["eu-west-1b", "eu-west-1c"] };
        const stacks = [
            await stackOf("few", { ...few, subnetStrategy: "Auto" }),
            await stackOf("many", { ...many, subnetStrategy: "Auto" }),
        ] as const;
        const [first, second] = await Promise.all(stacks.map((stack) => stack.up()));
        assert.equal(first?.outputs.cidrBlock?.value, "10.2.0.0/16");
        assert.equal(second?.outputs.cidrBlock?.value, "10.3.0.0/16");
        const blocks = async (stack: Stack) =>
            (await resourcesOf(stack))
                .filter(({ type }) => type === "aws:ec2/subnet:Subnet")
                .map(({ urn, inputs }) => `${urn.split(":")[2]} ${inputs.cidrBlock} ${inputs.availabilityZone}`)
                .sort();
        assert.deepEqual(await blocks(stacks[0]), ["few 10.2.0.0/17 eu-west-1a", "few 10.2.128.0/18 eu-west-1a"]);
        assert.deepEqual(await blocks(stacks[1]), [
            "many 10.3.0.0/18 eu-west-1b",
            "many 10.3.128.0/18 eu-west-1c",
            "many 10.3.192.0/19 eu-west-1c",
            "many 10.3.64.0/19 eu-west-1b",
        ]);
        assert.equal(second?.outputs.natAddresses?.value.length, 2);
    });

    const refused: [string, object, RegExp][] = [
        ["an argument that is not served", { ...ARGS, ipv4IpamPoolId: "pool" }, /'ipv4IpamPoolId' is not served/],
        ["a component that is not served", { ...ARGS, repository: true }, /awsx:ecr:Repository 'images': the embedded/],
        [
            "what the engine refuses of the children",
            { ...ARGS, vpcEndpointSpecs: [...ARGS.vpcEndpointSpecs, ...ARGS.vpcEndpointSpecs] },
            /[Dd]uplicate resource URN/,
        ],
    ];
    for (const [what, args, message] of refused) {
        it(`refuses ${what}, and goes on serving`, async () => {
            const stack = await stackOf("bad", args);
            await assert.rejects(stack.up(), message);
        });
    }
});

async function resourcesOf(stack: Stack): Promise<Resource[]> {
    const { deployment } = await stack.exportStack();
    return deployment.resources ?? [];
}

/** `Subnet net-public-1` of a URN. */
function labelOf(urn = ""): string {
    const [, , types = "", ...name] = urn.split("::");
    return `${types.split(":").at(-1)} ${name.join("::")}`;
}
