import assert from "node:assert/strict";
import fc from "fast-check";
import { formatRange, parseRange, sizeOf } from "./ipv4";
import { defaultSpecs, planSubnets, type SubnetSpec } from "./subnetPlan";

const ZONES = ["eu-west-1a", "eu-west-1b", "eu-west-1c"];

function blocks(cidrBlock: string, zones: number, specs: readonly SubnetSpec[], zoneMask?: number): string[] {
    const plan = planSubnets({ vpcName: "net", cidrBlock, zones: ZONES.slice(0, zones), specs, zoneMask });
    return plan.map(({ name, zone, cidrBlock: block }) => `${name} ${zone.at(-1)} ${block}`);
}

describe("IPv4 ranges", () => {
    it("are read from any address inside them", () => {
        assert.deepEqual(parseRange("10.20.30.40/16"), parseRange("10.20.0.0/16"));
        assert.equal(formatRange(parseRange("10.20.30.40/16")), "10.20.0.0/16");
    });

    for (const text of ["10.0.0.0", "10.0.0/16", "10.0.0.256/16", "10.0.0.0/33", "a.b.c.d/16", "", "fd00::/64"]) {
        it(`refuse '${text}'`, () => {
            assert.throws(() => parseRange(text), new RegExp(`'${text}' is not an IPv4 range`));
        });
    }
});

describe("the subnet plan", () => {
    it("gives each zone an equal part, and in it the subnets in the order of the specs", () => {
        assert.deepEqual(blocks("10.0.0.0/16", 2, [{ type: "Private" }, { type: "Public" }]), [
            "net-public-1 a 10.0.64.0/18",
            "net-private-1 a 10.0.0.0/18",
            "net-public-2 b 10.0.192.0/18",
            "net-private-2 b 10.0.128.0/18",
        ]);
    });

    it("leaves a quarter free with three zones, since prefixes halve", () => {
        const plan = blocks("10.0.0.0/16", 3, [{ type: "Private" }]);
        assert.deepEqual(plan, [
            "net-private-1 a 10.0.0.0/18",
            "net-private-2 b 10.0.64.0/18",
            "net-private-3 c 10.0.128.0/18",
        ]);
    });

    it("gives each zone a part of the given size, whatever their number", () => {
        const specs: SubnetSpec[] = [{ type: "Private" }, { type: "Public" }];
        const three = blocks("10.0.0.0/16", 3, specs, 18);
        assert.deepEqual(three.slice(0, 2), ["net-public-1 a 10.0.32.0/19", "net-private-1 a 10.0.0.0/19"]);
        assert.deepEqual(three.slice(0, 4), blocks("10.0.0.0/16", 2, specs, 18));
    });

    it("fails when the zones' parts reach beyond the VPC", () => {
        assert.throws(
            () => blocks("10.0.0.0/16", 3, [{ type: "Private" }], 17),
            /'net': availabilityZoneCidrMask 17 leaves no room for 3 zones in 10\.0\.0\.0\/16/,
        );
    });

    it("starts a larger subnet behind a smaller one at a multiple of its size", () => {
        const specs: SubnetSpec[] = [
            { type: "Public", cidrMask: 24 },
            { type: "Private", cidrMask: 20 },
            { type: "Isolated", cidrMask: 26 },
        ];
        assert.deepEqual(blocks("10.0.0.0/17", 1, specs), [
            "net-public-1 a 10.0.0.0/24",
            "net-private-1 a 10.0.16.0/20",
            "net-isolated-1 a 10.0.32.0/26",
        ]);
    });

    it("names subnets by their spec, else by their type", () => {
        const specs: SubnetSpec[] = [
            { type: "Private", name: "functions" },
            { type: "Private", name: "caches" },
        ];
        const names = planSubnets({ vpcName: "net", cidrBlock: "10.0.0.0/16", zones: ZONES, specs });
        assert.deepEqual(
            names.slice(0, 2).map(({ name }) => name),
            ["net-functions-1", "net-caches-1"],
        );
    });

    it("fails when two specs have one name", () => {
        const specs: SubnetSpec[] = [{ type: "Private" }, { type: "Isolated", name: "private" }];
        assert.throws(() => blocks("10.0.0.0/16", 1, specs), /'net': two subnetSpecs are called 'private'/);
    });

    it("fails without specs", () => {
        assert.throws(() => blocks("10.0.0.0/16", 1, []), /'net': subnetSpecs is empty/);
    });

    it("fails when the subnets of a zone reach into the next one", () => {
        const specs: SubnetSpec[] = [
            { type: "Public", cidrMask: 24 },
            { type: "Private", cidrMask: 18 },
        ];
        assert.throws(
            () => blocks("10.0.0.0/16", 3, specs),
            /'net-private-1' would be 10\.0\.64\.0\/18, and each of 3 zones has a \/18/,
        );
    });

    it("fails when subnets become smaller than AWS allows", () => {
        assert.throws(() => blocks("10.0.0.0/27", 2, [{ type: "Public" }, { type: "Private" }]), /do not fit/);
    });

    it("never lets subnets overlap, leave their zone's part or the VPC", () => {
        const spec = fc.record({
            type: fc.constantFrom("Public", "Private", "Isolated"),
            cidrMask: fc.option(fc.integer({ min: 16, max: 28 }), { nil: undefined }),
        });
        const octet = fc.integer({ min: 0, max: 255 });
        const arrangement = fc.record({
            address: fc.tuple(octet, octet, octet, octet).map((octets) => octets.join(".")),
            mask: fc.integer({ min: 16, max: 24 }),
            zones: fc.integer({ min: 1, max: 3 }),
            specs: fc.array(spec, { minLength: 1, maxLength: 5 }),
        });
        let planned = 0;
        fc.assert(
            fc.property(arrangement, ({ address, mask, zones, specs }) => {
                const cidrBlock = `${address}/${mask}`;
                const named = specs.map((one, index) => ({ ...one, name: `s${index}` }));
                let plan;
                try {
                    plan = planSubnets({ vpcName: "net", cidrBlock, zones: ZONES.slice(0, zones), specs: named });
                } catch {
                    return;
                }
                planned += 1;
                assert.equal(plan.length, zones * specs.length);
                const vpc = parseRange(cidrBlock);
                let end = vpc.base;
                const ranges = plan.map((subnet) => ({ ...subnet, ...parseRange(subnet.cidrBlock) }));
                for (const range of ranges.sort((left, right) => left.base - right.base)) {
                    assert.equal(formatRange(range), range.cidrBlock, "it starts at a multiple of its size");
                    assert.ok(range.base >= end, `${range.cidrBlock} begins where another ends`);
                    end = range.base + sizeOf(range.mask);
                }
                assert.ok(end <= vpc.base + sizeOf(vpc.mask), "the last one ends inside the VPC");
                const inOrder = ranges.map(({ zoneIndex }) => zoneIndex);
                assert.deepEqual(inOrder, [...inOrder].sort(), "zones do not mix");
            }),
            { seed: 7, numRuns: 2_000 },
        );
        assert.ok(planned > 200, `only ${planned} arrangements were possible`);
    });
});

describe("the default subnets", () => {
    it("are a private half and a public quarter of each zone", () => {
        const specs = defaultSpecs("net", "10.0.0.0/16", 3);
        assert.deepEqual(specs, [
            { type: "Private", cidrMask: 19 },
            { type: "Public", cidrMask: 20 },
        ]);
        assert.deepEqual(blocks("10.0.0.0/16", 1, defaultSpecs("net", "10.0.0.0/16", 1)), [
            "net-public-1 a 10.0.128.0/18",
            "net-private-1 a 10.0.0.0/17",
        ]);
    });

    it("fail when a zone has less than a /26", () => {
        assert.throws(() => defaultSpecs("net", "10.0.0.0/25", 3), /'net': each zone has a \/27, too small/);
    });
});
