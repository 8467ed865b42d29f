import assert from "node:assert/strict";
import { parseVpcArgs } from "./vpcArgs";

const LEAST = { subnetStrategy: "Auto" };

describe("the arguments of awsx:ec2:Vpc", () => {
    it("have the official component's defaults", () => {
        assert.deepEqual(parseVpcArgs("net", LEAST), {
            cidrBlock: "10.0.0.0/16",
            subnetStrategy: "Auto",
            vpcEndpointSpecs: [],
        });
    });

    const refused: [string, object, RegExp][] = [
        ["an argument that is not served", { ipv4IpamPoolId: "i" }, /'net': 'ipv4IpamPoolId' is not served/],
        [
            "one inside another",
            { natGateways: { strategy: "Single", elasticIpAllocationIds: ["e"] } },
            /'natGateways\.elasticIpAllocationIds' is not served/,
        ],
        [
            "one inside a list",
            { subnetSpecs: [{ type: "Public" }, { type: "Private", size: 256 }] },
            /'subnetSpecs\.1\.size' is not served/,
        ],
        ["another strategy", { subnetStrategy: "Exact" }, /'subnetStrategy' must be 'Auto'/],
        ["no strategy, which means Legacy", { subnetStrategy: undefined }, /'subnetStrategy' must be 'Auto'/],
        ["zones by number and by name", { numberOfAvailabilityZones: 1, availabilityZoneNames: ["a"] }, /exclude each/],
        ["an endpoint without a service", { vpcEndpointSpecs: [{}] }, /'vpcEndpointSpecs\.0\.serviceName'/],
        ["an unknown kind of subnet", { subnetSpecs: [{ type: "Unused" }] }, /'subnetSpecs\.0\.type'/],
    ];
    for (const [what, args, message] of refused) {
        it(`refuse ${what}`, () => {
            assert.throws(() => parseVpcArgs("net", { ...LEAST, ...args }), message);
        });
    }
});
