import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { planSubnets, type PlannedSubnet, type SubnetSpec } from "./subnetPlan";

/** The arguments of `awsx:ec2:Vpc` that are served. */
const ARGUMENTS = new Set([
    "availabilityZoneNames",
    "cidrBlock",
    "enableDnsHostnames",
    "enableDnsSupport",
    "natGateways",
    "numberOfAvailabilityZones",
    "subnetSpecs",
    "subnetStrategy",
    "tags",
]);

/** Arguments of {@link Vpc}, as the real component names them. */
export interface VpcArgs {
    /** @default "10.0.0.0/16" */
    readonly cidrBlock?: string;
    /** @default - the first `numberOfAvailabilityZones` of the region */
    readonly availabilityZoneNames?: readonly string[];
    /** @default 3 */
    readonly numberOfAvailabilityZones?: number;
    /** @default - one in each zone */
    readonly natGateways?: { readonly strategy?: "None" | "Single" | "OnePerAz" };
    /** @default - a private and a public subnet in each zone */
    readonly subnetSpecs?: readonly SubnetSpec[];
    readonly subnetStrategy?: "Auto";
    /** @default true */
    readonly enableDnsHostnames?: boolean;
    /** @default true */
    readonly enableDnsSupport?: boolean;
    readonly tags?: Readonly<Record<string, string>>;
}

/**
 * `awsx:ec2:Vpc` of the embedded environment: makes the same kinds of `aws` resources under the same logical names as the
 * real component, for the arguments in use.
 */
export class Vpc extends pulumi.ComponentResource {
    public readonly vpcId: pulumi.Output<string>;
    public readonly vpc: aws.ec2.Vpc;
    public readonly internetGateway: aws.ec2.InternetGateway;
    public readonly subnets: aws.ec2.Subnet[] = [];
    public readonly routeTables: aws.ec2.RouteTable[] = [];
    public readonly routeTableAssociations: aws.ec2.RouteTableAssociation[] = [];
    public readonly routes: aws.ec2.Route[] = [];
    public readonly eips: aws.ec2.Eip[] = [];
    public readonly natGateways: aws.ec2.NatGateway[] = [];
    public readonly vpcEndpoints: aws.ec2.VpcEndpoint[] = [];
    public readonly publicSubnetIds: pulumi.Output<string>[];
    public readonly privateSubnetIds: pulumi.Output<string>[];
    public readonly isolatedSubnetIds: pulumi.Output<string>[];

    constructor(name: string, args: VpcArgs, opts: pulumi.ComponentResourceOptions) {
        validateVpcArgs(name, args);
        super("awsx:ec2:Vpc", name, {}, opts);
        const { cidrBlock = "10.0.0.0/16", tags = {}, subnetSpecs = [{ type: "Private" }, { type: "Public" }] } = args;
        const zoneCount = args.availabilityZoneNames?.length ?? args.numberOfAvailabilityZones ?? 3;
        const zones =
            args.availabilityZoneNames ??
            aws.getAvailabilityZonesOutput({ state: "available" }, { parent: this }).names;
        const zoneName = (zone: number) => pulumi.output(zones).apply((names) => names[zone]!);

        this.vpc = new aws.ec2.Vpc(
            name,
            {
                cidrBlock,
                enableDnsHostnames: args.enableDnsHostnames ?? true,
                enableDnsSupport: args.enableDnsSupport ?? true,
                tags: { Name: name, ...tags },
            },
            { parent: this },
        );
        this.vpcId = this.vpc.id;
        const inVpc = { parent: this.vpc, dependsOn: [this.vpc] };
        this.internetGateway = new aws.ec2.InternetGateway(
            name,
            { vpcId: this.vpcId, tags: { Name: name, ...tags } },
            inVpc,
        );

        const planned = planSubnets(name, cidrBlock, zoneCount, subnetSpecs);
        const made = planned.map((subnet) => this.createSubnet(subnet, zoneName(subnet.zone), tags, inVpc));
        this.createNatGateways(name, args.natGateways?.strategy ?? "OnePerAz", made, tags);
        for (const { subnet, routeTable } of made) this.createDefaultRoute(subnet, routeTable);

        const idsOf = (type: SubnetSpec["type"]) =>
            made.filter(({ subnet }) => subnet.spec.type === type).map(({ resource }) => resource.id);
        this.publicSubnetIds = idsOf("Public");
        this.privateSubnetIds = idsOf("Private");
        this.isolatedSubnetIds = idsOf("Isolated");
        this.registerOutputs(this.state());
    }

    /** What the component gives, by output name. */
    state(): Record<string, pulumi.Input<unknown>> {
        return {
            vpcId: this.vpcId,
            vpc: this.vpc,
            internetGateway: this.internetGateway,
            subnets: this.subnets,
            routeTables: this.routeTables,
            routeTableAssociations: this.routeTableAssociations,
            routes: this.routes,
            eips: this.eips,
            natGateways: this.natGateways,
            vpcEndpoints: this.vpcEndpoints,
            publicSubnetIds: this.publicSubnetIds,
            privateSubnetIds: this.privateSubnetIds,
            isolatedSubnetIds: this.isolatedSubnetIds,
        };
    }

    private createSubnet(
        subnet: PlannedSubnet,
        availabilityZone: pulumi.Output<string>,
        tags: Readonly<Record<string, string>>,
        opts: pulumi.CustomResourceOptions,
    ): MadeSubnet {
        const { name, spec, cidrBlock } = subnet;
        const named = { tags: { Name: name, SubnetType: spec.type, ...tags, ...spec.tags } };
        const resource = new aws.ec2.Subnet(
            name,
            { vpcId: this.vpcId, availabilityZone, cidrBlock, mapPublicIpOnLaunch: spec.type === "Public", ...named },
            opts,
        );
        const routeTable = new aws.ec2.RouteTable(name, { vpcId: this.vpcId, ...named }, { parent: resource });
        const association = new aws.ec2.RouteTableAssociation(
            name,
            { subnetId: resource.id, routeTableId: routeTable.id },
            { parent: routeTable },
        );
        this.subnets.push(resource);
        this.routeTables.push(routeTable);
        this.routeTableAssociations.push(association);
        return { subnet, resource, routeTable };
    }

    private createNatGateways(
        name: string,
        strategy: "None" | "Single" | "OnePerAz",
        made: readonly MadeSubnet[],
        tags: Readonly<Record<string, string>>,
    ): void {
        const places = made.filter(({ subnet }) => subnet.spec.type === "Public");
        const wanted = { None: 0, Single: 1, OnePerAz: places.length }[strategy];
        for (const { subnet, resource } of places.slice(0, wanted)) {
            const natName = `${name}-${subnet.zone + 1}`;
            const named = { tags: { Name: natName, ...tags } };
            const eip = new aws.ec2.Eip(natName, { domain: "vpc", ...named }, { parent: resource });
            this.eips.push(eip);
            this.natGateways.push(
                new aws.ec2.NatGateway(
                    natName,
                    { subnetId: resource.id, allocationId: eip.id, ...named },
                    { parent: resource },
                ),
            );
        }
    }

    private createDefaultRoute({ name, spec, zone }: PlannedSubnet, routeTable: aws.ec2.RouteTable): void {
        const nat = this.natGateways[Math.min(zone, this.natGateways.length - 1)];
        const way =
            spec.type === "Public"
                ? { gatewayId: this.internetGateway.id }
                : spec.type === "Private" && nat !== undefined
                  ? { natGatewayId: nat.id }
                  : undefined;
        if (way === undefined) return;
        this.routes.push(
            new aws.ec2.Route(
                name,
                { routeTableId: routeTable.id, destinationCidrBlock: "0.0.0.0/0", ...way },
                { parent: routeTable },
            ),
        );
    }
}

interface MadeSubnet {
    readonly subnet: PlannedSubnet;
    readonly resource: aws.ec2.Subnet;
    readonly routeTable: aws.ec2.RouteTable;
}

/** Refuses what the real component takes and this one does not. */
export function validateVpcArgs(name: string, args: object): void {
    const unknown = Object.keys(args).filter((argument) => !ARGUMENTS.has(argument));
    if (unknown.length > 0) {
        throw new Error(
            `awsx.ec2.Vpc '${name}': the embedded environment does not know ${unknown.join(", ")}; it takes ${[...ARGUMENTS].join(", ")}. Extend local/awsx/vpc.ts.`,
        );
    }
}
