import * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx";
import * as pulumi from "@pulumi/pulumi";
import { FlowLogs, type FlowLogsTransform } from "./flowLogs";
import { findEndpointProblem, isVpcRange, VPC_PREFIX_LENGTH, ZONE_SHARES } from "./networkLimits";
import { VpcEndpoints, type VpcEndpointsTransform } from "./vpcEndpoints";
import { prefixLengthOf } from "../shared/addresses";
import { transformed, type Transform } from "../shared/transform";

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
    /** The last word on each child. @default - none */
    readonly transform?: {
        /** The VPC with its subnets, routes and gateways, which `awsx` makes of its arguments. */
        readonly vpc?: Transform<awsx.ec2.VpcArgs, pulumi.ComponentResourceOptions>;
        readonly defaultSecurityGroup?: Transform<aws.ec2.DefaultSecurityGroupArgs>;
        readonly endpoints?: VpcEndpointsTransform;
        readonly flowLogs?: FlowLogsTransform;
    };
}

/**
 * The VPC: public subnets for what faces the internet, private ones for everything else, ways to AWS that do not lead through
 * the internet, and a record of all traffic. Nothing in it is open by default.
 *
 * Another range makes another VPC beside the old one, with gateways and addresses of its own, and takes the old one away last: in
 * place, its internet gateway could not leave it, nor its NAT gateways hand their addresses over (`Resource.AlreadyAssociated`).
 *
 * Creates: `<name>-<range>` (`awsx.ec2.Vpc` with a public and a private subnet in each zone), `<name>-default` (the default
 * security group, emptied), and of `<name>` endpoints, see {@link VpcEndpoints}, and flow logs, see {@link FlowLogs}.
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
        const { transform = {} } = args;
        const vpc = new awsx.ec2.Vpc(
            ...transformed(
                transform.vpc,
                `${name}-${args.cidrBlock.replace("/", "-")}`,
                {
                    cidrBlock: args.cidrBlock,
                    // The component takes a list and no output of one; for a promise the SDK waits.
                    availabilityZoneNames: zonesOf(this, name, args.availabilityZones) as unknown as string[],
                    natGateways: { strategy: args.natGateways },
                    subnetStrategy: "Auto",
                    availabilityZoneCidrMask: zonePrefixLength(args.cidrBlock),
                    subnetSpecs: [{ type: "Private" }, { type: "Public" }],
                    // Both are what private names of interface endpoints need.
                    enableDnsHostnames: true,
                    enableDnsSupport: true,
                },
                child,
            ),
        );
        // Every VPC has it and AWS uses it where no group is named; without rules such a mistake stays harmless.
        new aws.ec2.DefaultSecurityGroup(
            ...transformed(
                transform.defaultSecurityGroup,
                `${name}-default`,
                { vpcId: vpc.vpcId, ingress: [], egress: [] },
                child,
            ),
        );
        const endpoints = new VpcEndpoints(
            name,
            {
                vpcId: vpc.vpcId,
                cidrBlock: args.cidrBlock,
                subnetIds: vpc.privateSubnetIds,
                routeTableIds: vpc.routeTables.apply((tables) => pulumi.all(tables.map((table) => table.id))),
                interfaceServices: args.interfaceEndpoints,
                transform: transform.endpoints,
            },
            child,
        );
        new FlowLogs(
            `${name}-flow`,
            {
                vpcId: vpc.vpcId,
                ...args.flowLogs,
                permissionsBoundaryArn: args.permissionsBoundaryArn,
                transform: transform.flowLogs,
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

/**
 * The region's first zones, by name. Those that the account has opted in to, Local Zones and Wavelength Zones, are none of them: they lack
 * most services, NAT gateways among them, and some of their names come first (`us-east-1-atl-1a`). Left to choose, the component takes them,
 * and moves subnets (https://github.com/pulumi/pulumi-awsx/issues/1365).
 *
 * @throws when the region has fewer
 */
async function zonesOf(parent: pulumi.Resource, name: string, count: number): Promise<string[]> {
    // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeAvailabilityZones.html
    const filters = [{ name: "zone-type", values: ["availability-zone"] }];
    const { names } = await aws.getAvailabilityZones({ filters }, { parent });
    if (names.length >= count) return names.toSorted().slice(0, count);
    throw new Error(`Network '${name}': the region has ${names.length} availability zones, not ${count}.`);
}

/**
 * A zone's share does not depend on the number of zones: the subnets that exist stay as they are when a zone comes or goes. As
 * an even share they would all be replaced, each by one whose range conflicts with those that still exist
 * (https://github.com/pulumi/pulumi-awsx/issues/520).
 */
function zonePrefixLength(cidrBlock: string): number {
    return prefixLengthOf(cidrBlock)! + Math.log2(ZONE_SHARES);
}

/** Rejects arguments that AWS would only refuse during the deployment. */
function validateNetworkArgs(name: string, args: NetworkArgs): void {
    if (!isVpcRange(args.cidrBlock)) {
        throw new Error(
            `Network '${name}': cidrBlock '${args.cidrBlock}' must be an IPv4 range from /${VPC_PREFIX_LENGTH.min} to /${VPC_PREFIX_LENGTH.max}.`,
        );
    }
    if (args.availabilityZones !== 2 && args.availabilityZones !== 3) {
        throw new Error(`Network '${name}': availabilityZones must be 2 or 3.`);
    }
    const problem = findEndpointProblem(args.interfaceEndpoints);
    if (problem !== undefined) throw new Error(`Network '${name}': interfaceEndpoints ${problem}.`);
}
