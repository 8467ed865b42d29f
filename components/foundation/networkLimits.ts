import { prefixLengthOf } from "../shared/addresses";

/** VPCs of AWS are at least this large; smaller than /24 leaves no room for two kinds of subnets in three zones. */
export const VPC_PREFIX_LENGTH = { min: 16, max: 24 };

/** The services with gateway endpoints, which cost nothing and which functions and containers use most. */
export const GATEWAY_SERVICES: readonly string[] = ["s3", "dynamodb"];

/** Whether a network can be laid out in the range. */
export function isVpcRange(cidrBlock: string): boolean {
    const length = prefixLengthOf(cidrBlock);
    return length !== undefined && length >= VPC_PREFIX_LENGTH.min && length <= VPC_PREFIX_LENGTH.max;
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
