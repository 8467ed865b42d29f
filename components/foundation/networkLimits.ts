import { prefixLengthOf } from "../shared/addresses";

/**
 * AWS takes /16 to /28 (https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html); smaller than /24 leaves no room for two kinds
 * of subnets in three zones.
 */
export const VPC_PREFIX_LENGTH = { min: 16, max: 24 };

/** Parts of a VPC's range, one for each availability zone that there may ever be; a power of two. */
export const ZONE_SHARES = 4;

/** The services with gateway endpoints, which cost nothing and which functions and containers use most. */
export const GATEWAY_SERVICES: readonly string[] = ["s3", "dynamodb"];

/**
 * Whether a network can be laid out in the range: neither in what no host has as its address (this host, loopback, multicast and
 * above: https://www.rfc-editor.org/rfc/rfc6890) nor in the link-local addresses, at which AWS's own services for instances answer
 * (https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-instance-addressing.html#link-local-addresses). AWS names no ranges that it
 * refuses, and this is not checked against EC2.
 *
 * AWS discourages 172.17.0.0/16, which Docker uses inside some services, and recommends private ranges; both are taken, as by AWS. So is
 * 198.19.0.0/16, which only limits what may be associated with the VPC later
 * (https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html).
 */
export function isVpcRange(cidrBlock: string): boolean {
    const length = prefixLengthOf(cidrBlock);
    if (length === undefined || length < VPC_PREFIX_LENGTH.min || length > VPC_PREFIX_LENGTH.max) return false;
    const [first = 0, second = 0] = cidrBlock.split(".").map(Number);
    return first > 0 && first !== 127 && first < 224 && !(first === 169 && second === 254);
}

/**
 * What is wrong with a list of services that are to be reached by interface endpoints.
 *
 * @returns nothing when the list is right
 */
export function findEndpointProblem(services: readonly string[]): string | undefined {
    const twice = services.find((service, at) => services.indexOf(service) !== at);
    if (twice !== undefined) return `names '${twice}' twice`;
    const covered = services.find((service) => GATEWAY_SERVICES.includes(service));
    return covered === undefined ? undefined : `names '${covered}', which has a gateway endpoint already`;
}
