import * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx";
import * as pulumi from "@pulumi/pulumi";
import { FlowLogs } from "./flowLogs";
import { GATEWAY_SERVICES, VpcEndpoints } from "./vpcEndpoints";

/** VPCs of AWS are this large; smaller than /24 leaves no room for two kinds of subnets in three zones. */
const PREFIX_LENGTH = { min: 16, max: 24 };

/** Arguments for {@link Network}. */
export interface NetworkArgs {
    /** IPv4 range of the VPC, /16 to /24. */
    readonly cidrBlock: string;
    /** Availability zones with subnets, 2 or 3. */
    readonly availabilityZones: number;
    /** NAT gateways: none, one for all zones, or one in each. Without them private subnets reach AWS through endpoints only. */
    readonly natGateways: "None" | "Single" | "OnePerAz";
    /** Services reached by interface endpoints, by the last part of their names: `kms`, `logs`. S3 and DynamoDB need none. */
    readonly interfaceEndpoints: readonly string[];
    /** The log group for the VPC's traffic. */
    readonly flowLogs: {
        readonly keyArn: pulumi.Input<string>;
        readonly retentionDays: number;
    };
    /** ARN of the managed policy that bounds the role of the flow logs. */
    readonly permissionsBoundaryArn: pulumi.Input<string>;
}

/**
 * The VPC: public subnets for what faces the internet, private ones for everything else, ways to AWS that do not lead through
 * the internet, and a record of all traffic. Nothing in it is open by default.
 *
 * Creates: `<name>` (`awsx.ec2.Vpc` with a public and a private subnet in each zone; endpoints, see {@link VpcEndpoints};
 * flow logs, see {@link FlowLogs}), `<name>-default` (the default security group, emptied).
 */
export class Network extends pulumi.ComponentResource {
    public readonly vpcId: pulumi.Output<string>;
    public readonly publicSubnetIds: pulumi.Output<string[]>;
    public readonly privateSubnetIds: pulumi.Output<string[]>;
    /** Security group of the interface endpoints. */
    public readonly endpointSecurityGroupId: pulumi.Output<string>;

    constructor(name: string, args: NetworkArgs, opts?: pulumi.ComponentResourceOptions) {
        validateNetworkArgs(name, args);
        super("platform:foundation:Network", name, args, opts);
        const child = { parent: this };
        const vpc = new awsx.ec2.Vpc(
            name,
            {
                cidrBlock: args.cidrBlock,
                numberOfAvailabilityZones: args.availabilityZones,
                natGateways: { strategy: args.natGateways },
                subnetStrategy: "Auto",
                subnetSpecs: [{ type: "Private" }, { type: "Public" }],
                // Both are what private names of interface endpoints need.
                enableDnsHostnames: true,
                enableDnsSupport: true,
            },
            child,
        );
        // Every VPC has it and AWS uses it where no group is named; without rules such a mistake stays harmless.
        new aws.ec2.DefaultSecurityGroup(`${name}-default`, { vpcId: vpc.vpcId, ingress: [], egress: [] }, child);
        const endpoints = new VpcEndpoints(
            name,
            {
                vpcId: vpc.vpcId,
                cidrBlock: args.cidrBlock,
                subnetIds: vpc.privateSubnetIds,
                routeTableIds: vpc.routeTables.apply((tables) => pulumi.all(tables.map((table) => table.id))),
                interfaceServices: args.interfaceEndpoints,
            },
            child,
        );
        new FlowLogs(
            `${name}-flow`,
            {
                vpcId: vpc.vpcId,
                ...args.flowLogs,
                permissionsBoundaryArn: args.permissionsBoundaryArn,
            },
            child,
        );
        this.vpcId = vpc.vpcId;
        this.publicSubnetIds = vpc.publicSubnetIds;
        this.privateSubnetIds = vpc.privateSubnetIds;
        this.endpointSecurityGroupId = endpoints.securityGroupId;
        this.registerOutputs({
            vpcId: this.vpcId,
            publicSubnetIds: this.publicSubnetIds,
            privateSubnetIds: this.privateSubnetIds,
            endpointSecurityGroupId: this.endpointSecurityGroupId,
        });
    }
}

/** Rejects arguments that AWS would only refuse during the deployment. */
function validateNetworkArgs(name: string, args: NetworkArgs): void {
    const prefixLength = prefixLengthOf(args.cidrBlock);
    if (prefixLength === undefined || prefixLength < PREFIX_LENGTH.min || prefixLength > PREFIX_LENGTH.max) {
        throw new Error(
            `Network '${name}': cidrBlock '${args.cidrBlock}' must be an IPv4 range from /${PREFIX_LENGTH.min} to /${PREFIX_LENGTH.max}.`,
        );
    }
    if (args.availabilityZones !== 2 && args.availabilityZones !== 3) {
        throw new Error(`Network '${name}': availabilityZones must be 2 or 3.`);
    }
    const { interfaceEndpoints } = args;
    if (new Set(interfaceEndpoints).size < interfaceEndpoints.length) {
        throw new Error(
            `Network '${name}': interfaceEndpoints names a service twice: ${interfaceEndpoints.join(", ")}.`,
        );
    }
    const covered = interfaceEndpoints.find((service) => GATEWAY_SERVICES.includes(service));
    if (covered !== undefined) {
        throw new Error(`Network '${name}': interfaceEndpoints: ${covered} has a gateway endpoint already; remove it.`);
    }
}

function prefixLengthOf(cidrBlock: string): number | undefined {
    const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(cidrBlock);
    if (match === null || match.slice(1, 5).some((octet) => Number(octet) > 255)) return undefined;
    return Number(match[5]);
}
