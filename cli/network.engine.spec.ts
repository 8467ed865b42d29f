import assert from "node:assert/strict";
import { buildsOnEarlier } from "../local/shared/testing/buildsOnEarlier";
import { ChangingLayer } from "./testing/changes";

/** What a VPC is made of; the rest of the network only hears of it. */
const PARTS = /^(\S+) aws:ec2\/(?!vpcEndpoint)\w+:(\w+) (network-\d\S+)$/;

describe("a network that changes", function () {
    this.timeout(300_000);
    buildsOnEarlier();
    let layer: ChangingLayer;

    const network = (args: { cidrBlock?: string; availabilityZones?: number }) => `
const { Network } = component("foundation/network");
const network = new Network("network", {
    cidrBlock: "10.20.0.0/16",
    availabilityZones: 2,
    natGateways: "OnePerAz",
    interfaceEndpoints: ["kms"],
    flowLogs: { keyArn: "arn:aws:kms:eu-west-1:111122223333:key/00000000-0000-4000-8000-000000000001", retentionDays: 365 },
    permissionsBoundaryArn: "arn:aws:iam::111122223333:policy/boundary",
    ...${JSON.stringify(args)},
});
outputs.value = network.privateSubnetIds;`;

    const run = async (verb: "up" | "preview", args: Parameters<typeof network>[0]) => {
        const { status, steps, diagnostics } = await layer.run(verb, network(args));
        assert.equal(status, "done", JSON.stringify(diagnostics));
        return steps.flatMap((step) => {
            const [, op, type, name] = PARTS.exec(step) ?? [];
            return op === undefined ? [] : [{ op, type, name }];
        });
    };

    before(async () => {
        layer = await ChangingLayer.open("net");
        await run("up", {});
    });

    after(() => layer.close());

    it("gets another zone beside those that it has, which stay as they are", async () => {
        const parts = await run("up", { availabilityZones: 3 });
        assert.deepEqual([...new Set(parts.map(({ op }) => op))], ["create"]);
        assert.ok(parts.every(({ name }) => name?.endsWith("-3")));
        assert.ok(parts.some(({ type }) => type === "NatGateway"));
    });

    it("moves to another range as a whole, and leaves the old one when the new one is there", async () => {
        const parts = await run("preview", { availabilityZones: 3, cidrBlock: "10.30.0.0/16" });
        const [created, deleted] = [parts.slice(0, parts.length / 2), parts.slice(parts.length / 2)];
        assert.ok(created.every(({ op, name }) => op === "create" && name?.startsWith("network-10.30.0.0-16")));
        assert.ok(deleted.every(({ op, name }) => op === "delete" && name?.startsWith("network-10.20.0.0-16")));
        const types = new Set(created.map(({ type }) => type));
        for (const type of ["Vpc", "InternetGateway", "Subnet", "NatGateway", "Eip"]) assert.ok(types.has(type), type);
    });

    it("loses a zone, and the others stay as they are", async () => {
        const parts = await run("preview", { availabilityZones: 2 });
        assert.deepEqual([...new Set(parts.map(({ op }) => op))], ["delete"]);
        assert.ok(parts.every(({ name }) => name?.endsWith("-3")));
    });
});
