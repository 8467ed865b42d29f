import * as ec2 from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";
import type { PlannedSubnet, SubnetType } from "./subnetPlan";
import type { Spec, Tags } from "./vpcArgs";

/** The VPC that gets subnets. */
export interface SubnetsArgs {
    readonly vpcName: string;
    readonly vpc: ec2.Vpc;
    readonly internetGateway: ec2.InternetGateway;
    readonly nat: "None" | "Single" | "OnePerAz";
    readonly tags: Tags | undefined;
}

/** The subnets of a VPC with what belongs to each of them. */
export class Subnets {
    private readonly made: { readonly type: SubnetType; readonly subnet: ec2.Subnet }[] = [];
    private readonly routeTables: ec2.RouteTable[] = [];
    private readonly routeTableAssociations: ec2.RouteTableAssociation[] = [];
    private readonly routes: ec2.Route[] = [];
    private readonly eips: ec2.Eip[] = [];
    private readonly natGateways: ec2.NatGateway[] = [];

    constructor(private readonly args: SubnetsArgs) {}

    /** Makes a subnet. In a zone public ones have to come first, since others route through their NAT gateway. */
    add({ name, zone, zoneIndex, cidrBlock, spec }: PlannedSubnet<Spec>): void {
        const { vpcName, vpc, tags } = this.args;
        const own = { Name: name, SubnetType: spec.type };
        const shared = merged({ Name: vpcName }, tags);
        const subnet = new ec2.Subnet(
            name,
            {
                vpcId: vpc.id,
                availabilityZone: zone,
                cidrBlock,
                mapPublicIpOnLaunch: spec.type === "Public",
                assignIpv6AddressOnCreation: false,
                tags: merged(shared, spec.tags, own),
            },
            { parent: vpc },
        );
        this.made.push({ type: spec.type, subnet });
        const ofSubnet = { parent: subnet, dependsOn: [subnet] };
        const routeTable = new ec2.RouteTable(name, { vpcId: vpc.id, tags: merged(shared, own) }, ofSubnet);
        this.routeTables.push(routeTable);
        const association = { routeTableId: routeTable.id, subnetId: subnet.id };
        this.routeTableAssociations.push(new ec2.RouteTableAssociation(name, association, { parent: routeTable }));
        if (spec.type === "Public" && this.natGateways.length < this.natGatewaysUpTo(zoneIndex)) {
            this.addNatGateway(`${vpcName}-${zoneIndex + 1}`, subnet);
        }
        const target = this.wayOut(spec.type);
        if (target === undefined) return;
        const route = { routeTableId: routeTable.id, destinationCidrBlock: "0.0.0.0/0", ...target };
        this.routes.push(new ec2.Route(name, route, { parent: routeTable }));
    }

    /** Those of the component's outputs that are about subnets. */
    outputs(): pulumi.Inputs {
        const { routeTables, routeTableAssociations, routes, eips, natGateways } = this;
        const of = (wanted: SubnetType) => this.made.filter(({ type }) => type === wanted).map(({ subnet }) => subnet);
        const idsOf = (wanted: SubnetType) => of(wanted).map(({ id }) => id);
        return {
            subnets: this.made.map(({ subnet }) => subnet),
            publicSubnets: of("Public"),
            privateSubnets: of("Private"),
            isolatedSubnets: of("Isolated"),
            publicSubnetIds: idsOf("Public"),
            privateSubnetIds: idsOf("Private"),
            isolatedSubnetIds: idsOf("Isolated"),
            ...{ routeTables, routeTableAssociations, routes, eips, natGateways },
        };
    }

    private wayOut(type: SubnetType): Pick<ec2.RouteArgs, "gatewayId" | "natGatewayId"> | undefined {
        if (type === "Public") return { gatewayId: this.args.internetGateway.id };
        const nat = this.natGateways.at(-1);
        return type === "Private" && nat !== undefined ? { natGatewayId: nat.id } : undefined;
    }

    private natGatewaysUpTo(zoneIndex: number): number {
        return { None: 0, Single: 1, OnePerAz: zoneIndex + 1 }[this.args.nat];
    }

    private addNatGateway(name: string, subnet: ec2.Subnet): void {
        const tags = merged(this.args.tags, { Name: name });
        const eip = new ec2.Eip(name, { tags }, { parent: subnet, dependsOn: [subnet] });
        this.eips.push(eip);
        const gateway = { subnetId: subnet.id, allocationId: eip.allocationId, tags };
        this.natGateways.push(new ec2.NatGateway(name, gateway, { parent: subnet }));
    }
}

/** Tags on tags; later ones win. */
export function merged(...tags: readonly (Tags | undefined)[]): pulumi.Output<Record<string, string>> {
    return pulumi
        .all(tags.map((some) => some ?? {}))
        .apply((all) => all.reduce<Record<string, string>>((sum, some) => ({ ...sum, ...some }), {}));
}
