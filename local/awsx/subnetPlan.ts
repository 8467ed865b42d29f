/** Kinds of subnets: with a route to the internet gateway, through NAT, or neither. */
export type SubnetType = "Public" | "Private" | "Isolated";

/** One kind of subnet that every zone gets. */
export interface SubnetSpec {
    readonly type: SubnetType;
    /** Part of the subnet's name. @default - the type in lower case */
    readonly name?: string;
    /** Prefix length. @default - an equal share of the zone's range */
    readonly cidrMask?: number;
    readonly tags?: Readonly<Record<string, string>>;
}

/** One subnet. */
export interface PlannedSubnet {
    readonly spec: SubnetSpec;
    /** Logical name: `<vpc>-<kind>-<zone number>`. */
    readonly name: string;
    /** Zone number, from 0. */
    readonly zone: number;
    readonly cidrBlock: string;
}

/** Subnets of AWS are not smaller (https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html). */
const SMALLEST_SUBNET = 28;

/**
 * Shares a VPC's range among zones, and a zone's among its subnets, larger subnets first so that each starts at a multiple of
 * its size.
 *
 * @throws when the range is too small, naming what does not fit
 */
export function planSubnets(
    vpc: string,
    cidrBlock: string,
    zones: number,
    specs: readonly SubnetSpec[],
): PlannedSubnet[] {
    const [base = "", prefix = ""] = cidrBlock.split("/");
    const zonePrefix = Number(prefix) + bitsFor(zones);
    const sized = specs.map((spec) => ({ spec, mask: spec.cidrMask ?? zonePrefix + bitsFor(specs.length) }));
    const tooSmall = sized.find(({ mask }) => mask > SMALLEST_SUBNET || mask < zonePrefix);
    if (tooSmall !== undefined) {
        throw new Error(
            `awsx.ec2.Vpc '${vpc}': a ${tooSmall.spec.type} subnet of /${tooSmall.mask} does not fit: in ${cidrBlock} with ${zones} zones it can be /${zonePrefix} to /${SMALLEST_SUBNET}.`,
        );
    }
    const bySize = [...sized].sort((a, b) => a.mask - b.mask);
    const needed = bySize.reduce((sum, { mask }) => sum + 2 ** (32 - mask), 0);
    if (needed > 2 ** (32 - zonePrefix)) {
        throw new Error(
            `awsx.ec2.Vpc '${vpc}': the subnets of one zone need more than its /${zonePrefix} of ${cidrBlock}.`,
        );
    }
    return Array.from({ length: zones }, (_, zone) => {
        let next = toNumber(base) + zone * 2 ** (32 - zonePrefix);
        return bySize.map(({ spec, mask }): PlannedSubnet => {
            const start = next;
            next += 2 ** (32 - mask);
            const kind = spec.name ?? spec.type.toLowerCase();
            return { spec, zone, name: `${vpc}-${kind}-${zone + 1}`, cidrBlock: `${toAddress(start)}/${mask}` };
        });
    }).flat();
}

/** Bits that tell `count` parts apart. */
function bitsFor(count: number): number {
    return Math.ceil(Math.log2(count));
}

function toNumber(address: string): number {
    return address.split(".").reduce((sum, octet) => sum * 256 + Number(octet), 0);
}

function toAddress(value: number): string {
    return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join(".");
}
