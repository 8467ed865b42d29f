import * as ec2 from "@pulumi/aws/ec2";
import { getAvailabilityZones } from "@pulumi/aws/getAvailabilityZones";
import * as pulumi from "@pulumi/pulumi";
import { sizeOf } from "./ipv4";
import { defaultSpecs, planSubnets } from "./subnetPlan";
import { merged, Subnets } from "./subnets";
import { parseVpcArgs, type Spec, type VpcArgs } from "./vpcArgs";

const DEFAULT_ZONES = 3;

/**
 * The component `awsx:ec2:Vpc` of the embedded environment. Its children have the types, the logical names and the parents
 * that the official component gives them, since these are their identity, and policies see them.
 */
export class Vpc extends pulumi.ComponentResource<pulumi.Inputs> {
    constructor(name: string, inputs: pulumi.Inputs, opts: pulumi.ComponentResourceOptions) {
        parseVpcArgs(name, inputs);
        super("awsx:ec2:Vpc", name, inputs, opts);
    }

    /** The official component's outputs, once all children are on their way. */
    outputs(): Promise<pulumi.Inputs> {
        return this.getData();
    }

    protected override async initialize(
        inputs: pulumi.Inputs,
        _opts: pulumi.ComponentResourceOptions,
        name: string,
    ): Promise<pulumi.Inputs> {
        const args = parseVpcArgs(name, inputs);
        const zones = args.availabilityZoneNames ?? (await this.zones(name, args.numberOfAvailabilityZones));
        const { cidrBlock, availabilityZoneCidrMask: zoneMask } = args;
        const specs: readonly Spec[] = args.subnetSpecs ?? defaultSpecs(name, cidrBlock, zones.length, zoneMask);
        const plan = planSubnets({ vpcName: name, cidrBlock, zones, specs, zoneMask });
        const nat = natOf(name, args, specs);

        const tags = merged({ Name: name }, args.tags);
        const { enableDnsHostnames, enableDnsSupport } = args;
        const vpc = new ec2.Vpc(name, { cidrBlock, enableDnsHostnames, enableDnsSupport, tags }, { parent: this });
        const inVpc = { parent: vpc };
        const internetGateway = new ec2.InternetGateway(name, { vpcId: vpc.id, tags }, inVpc);
        const subnets = new Subnets({ vpcName: name, vpc, internetGateway, nat, tags: args.tags });
        for (const planned of plan) subnets.add(planned);
        const vpcEndpoints = args.vpcEndpointSpecs.map((spec) => {
            const endpoint = { ...spec, vpcId: vpc.id, tags: merged(tags, spec.tags) };
            return new ec2.VpcEndpoint(spec.serviceName, endpoint, inVpc);
        });
        const subnetLayout = specs.map(({ type, name: specName, cidrMask }) => ({
            type,
            name: specName,
            cidrMask,
            // The official component tells no sizes of subnets that it chose itself.
            size: cidrMask === undefined || args.subnetSpecs === undefined ? undefined : sizeOf(cidrMask),
        }));
        return { vpc, vpcId: vpc.id, internetGateway, vpcEndpoints, subnetLayout, ...subnets.outputs() };
    }

    private async zones(name: string, count = DEFAULT_ZONES): Promise<string[]> {
        const { names } = await getAvailabilityZones({}, { parent: this });
        if (names.length >= count) return names.slice(0, count);
        throw new Error(
            `awsx:ec2:Vpc '${name}': the region has ${names.length} availability zones, not ${count}; lower numberOfAvailabilityZones or give availabilityZoneNames.`,
        );
    }
}

/** How many NAT gateways. @throws when there is no subnet for them to be in, or to serve */
function natOf(name: string, { natGateways }: VpcArgs, specs: readonly Spec[]): "None" | "Single" | "OnePerAz" {
    const strategy = natGateways?.strategy ?? "OnePerAz";
    const types = new Set(specs.map(({ type }) => type));
    if (strategy === "None" || (types.has("Public") && types.size > 1)) return strategy;
    throw new Error(
        `awsx:ec2:Vpc '${name}': natGateways.strategy ${strategy} needs public subnets for the gateways and private or isolated ones to serve; add them or choose 'None'.`,
    );
}
