import { formatRange, parseRange, sizeOf, type Ipv4Range } from "./ipv4";

/** What a subnet can reach: the internet, the internet through a NAT gateway, or the VPC only. */
export type SubnetType = "Public" | "Private" | "Isolated";

/** A subnet that every availability zone gets. */
export interface SubnetSpec {
    readonly type: SubnetType;
    /** @default - the type in lower case */
    readonly name?: string;
    /** Length of the prefix. @default - an even share of the zone's range */
    readonly cidrMask?: number;
}

/** One subnet to be made. */
export interface PlannedSubnet<Spec extends SubnetSpec = SubnetSpec> {
    readonly spec: Spec;
    readonly zone: string;
    /** Position of the zone, from 0. */
    readonly zoneIndex: number;
    /** Logical name of the subnet and of what belongs to it. */
    readonly name: string;
    readonly cidrBlock: string;
}

/** Arguments for {@link planSubnets}. */
export interface SubnetPlanArgs<Spec extends SubnetSpec> {
    readonly vpcName: string;
    readonly cidrBlock: string;
    readonly zones: readonly string[];
    readonly specs: readonly Spec[];
    /** Length of the prefix of each zone's part. @default - an even share of the VPC's range */
    readonly zoneMask?: number;
}

/** AWS takes no smaller ones (https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html). */
const SMALLEST_SUBNET_MASK = 28;

/** In a zone, what others route through comes first. */
const CREATION_ORDER: readonly SubnetType[] = ["Public", "Private", "Isolated"];

/**
 * Shares a VPC's range out as the awsx strategy `Auto` does: every zone gets an equal part, of the given size or as large as a
 * whole prefix can be, and in it the subnets follow each other in the order of their specs, each at the next address that its size allows. The
 * plan is in the order of creation: zone by zone, public subnets first.
 *
 * @throws when the specs cannot be told apart by name or do not fit
 */
export function planSubnets<Spec extends SubnetSpec>(args: SubnetPlanArgs<Spec>): PlannedSubnet<Spec>[] {
    const { vpcName, zones, specs } = args;
    const fail = (reason: string) => new Error(`awsx:ec2:Vpc '${vpcName}': ${reason}`);
    if (specs.length === 0) throw fail("subnetSpecs is empty; a VPC without subnets is of no use.");
    const names = specs.map(({ name, type }) => name ?? type.toLowerCase());
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice !== undefined) throw fail(`two subnetSpecs are called '${twice}'; give them different names.`);

    const vpc = parseRange(args.cidrBlock);
    const zoneMask = zoneMaskOf(args.cidrBlock, zones.length, args.zoneMask);
    if (zones.length * sizeOf(zoneMask) > sizeOf(vpc.mask)) {
        throw fail(
            `availabilityZoneCidrMask ${zoneMask} leaves no room for ${zones.length} zones in ${formatRange(vpc)}.`,
        );
    }
    const evenMask = zoneMask + bitsFor(specs.length);
    return zones.flatMap((zone, zoneIndex) => {
        const start = vpc.base + zoneIndex * sizeOf(zoneMask);
        let next = start;
        const planned = specs.map((spec, index) => {
            const range = alignedAt(next, spec.cidrMask ?? evenMask);
            next = range.base + sizeOf(range.mask);
            const name = `${vpcName}-${names[index]}-${zoneIndex + 1}`;
            if (range.mask > SMALLEST_SUBNET_MASK || next > start + sizeOf(zoneMask)) {
                throw fail(
                    `subnetSpecs do not fit: '${name}' would be ${formatRange(range)}, and each of ${zones.length} zones has a /${zoneMask}. Widen cidrBlock, or lessen the subnets or the zones.`,
                );
            }
            return { spec, zone, zoneIndex, name, cidrBlock: formatRange(range) };
        });
        return planned.sort(byCreation);
    });
}

/** The subnets of a VPC whose program names none: private ones of half a zone, public ones of a quarter. */
export function defaultSpecs(vpcName: string, cidrBlock: string, zones: number, given?: number): SubnetSpec[] {
    const zoneMask = zoneMaskOf(cidrBlock, zones, given);
    if (zoneMask > SMALLEST_SUBNET_MASK - 2) {
        throw new Error(
            `awsx:ec2:Vpc '${vpcName}': each zone has a /${zoneMask}, too small for the default subnets; give subnetSpecs or a wider cidrBlock.`,
        );
    }
    const half = Math.max(zoneMask, 16) + 1;
    return [
        { type: "Private", cidrMask: half },
        { type: "Public", cidrMask: half + 1 },
    ];
}

/** What is given, or an even share of the VPC's range. */
function zoneMaskOf(cidrBlock: string, zones: number, given: number | undefined): number {
    return given ?? parseRange(cidrBlock).mask + bitsFor(zones);
}

/** The bits that tell `count` parts of equal size apart. */
function bitsFor(count: number): number {
    return Math.ceil(Math.log2(count));
}

/** A range starts at a multiple of its size. */
function alignedAt(address: number, mask: number): Ipv4Range {
    const size = sizeOf(mask);
    return { base: Math.ceil(address / size) * size, mask };
}

function byCreation(left: PlannedSubnet, right: PlannedSubnet): number {
    return CREATION_ORDER.indexOf(left.spec.type) - CREATION_ORDER.indexOf(right.spec.type);
}
