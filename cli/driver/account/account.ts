/** A NAT gateway and the zone that it is in. */
interface NatGateway {
    readonly id: string;
    readonly zone: string;
}

/**
 * What AWS tells of an account in one region, each by calls that change nothing. A call fails when the permission to it is missing.
 */
export interface Account {
    /** The quota that holds for the account, by the codes of Service Quotas. */
    quota(service: string, code: string): Promise<number>;
    /** Concurrent executions of functions: all that the account has, and those that no function has reserved. */
    concurrency(): Promise<{ readonly all: number; readonly unreserved: number }>;
    /** Allocation ids. */
    elasticIps(): Promise<readonly string[]>;
    vpcs(): Promise<readonly string[]>;
    gatewayEndpoints(): Promise<readonly string[]>;
    natGateways(): Promise<readonly NatGateway[]>;
    /** The region's zones, in their order. */
    zones(): Promise<readonly string[]>;
    /** ARNs of the trails that record the region. */
    trails(): Promise<readonly string[]>;
    /** ARN of the role by which API Gateway writes logs, whether it exists or not. */
    loggingRole(): Promise<string | undefined>;
    roleExists(arn: string): Promise<boolean>;
    /** Ids of the REST APIs. */
    restApis(): Promise<readonly string[]>;
    /** Ids of the WebSocket APIs; HTTP APIs write logs by another way. */
    webSocketApis(): Promise<readonly string[]>;
}

/** What an environment has of an account already, by the states of its layers. */
export interface Owned {
    /** Ids and ARNs of its resources. */
    readonly has: (idOrArn: string) => boolean;
    /** IPv4 ranges of its VPCs. */
    readonly vpcRanges: readonly string[];
    /** Concurrent executions that its functions have reserved. */
    readonly reservedConcurrency: number;
    /** The role that it has set for API Gateway's logs. */
    readonly loggingRole?: string;
}
