import type { Input } from "@pulumi/pulumi";
import { z } from "zod";

/** Values that reach a child as they are: strings, outputs, or maps of them. */
const passedOn = <T>() => z.custom<Input<T>>();

const ENDPOINT = z.strictObject({
    serviceName: z.string(),
    vpcEndpointType: passedOn<string>().optional(),
    autoAccept: passedOn<boolean>().optional(),
    privateDnsEnabled: passedOn<boolean>().optional(),
    securityGroupIds: passedOn<Input<string>[]>().optional(),
    policy: passedOn<string>().optional(),
    tags: passedOn<Record<string, Input<string>>>().optional(),
});

const SUBNET = z.strictObject({
    type: z.enum(["Public", "Private", "Isolated"]),
    name: z.string().min(1).optional(),
    cidrMask: z.int().min(16).max(28).optional(),
    tags: passedOn<Record<string, Input<string>>>().optional(),
});

/** The arguments of `awsx:ec2:Vpc` that the embedded environment serves, with the official component's defaults. */
const VPC_ARGS = z
    .strictObject({
        cidrBlock: z.string().default("10.0.0.0/16"),
        numberOfAvailabilityZones: z.int().min(1).optional(),
        availabilityZoneCidrMask: z.int().min(16).max(28).optional(),
        availabilityZoneNames: z.array(z.string()).min(1).optional(),
        natGateways: z.strictObject({ strategy: z.enum(["None", "Single", "OnePerAz"]) }).optional(),
        subnetSpecs: z.array(SUBNET).optional(),
        subnetStrategy: z.literal("Auto", { error: "must be 'Auto'; the default 'Legacy' is not served" }),
        vpcEndpointSpecs: z.array(ENDPOINT).default([]),
        enableDnsHostnames: passedOn<boolean>().optional(),
        enableDnsSupport: passedOn<boolean>().optional(),
        tags: passedOn<Record<string, Input<string>>>().optional(),
    })
    .refine((args) => args.numberOfAvailabilityZones === undefined || args.availabilityZoneNames === undefined, {
        path: ["availabilityZoneNames"],
        error: "and numberOfAvailabilityZones exclude each other",
    });

/** Tags as a program may give them. */
export type Tags = Input<Record<string, Input<string>>>;

/** Arguments of `awsx:ec2:Vpc`, checked. */
export type VpcArgs = z.infer<typeof VPC_ARGS>;

/** One of the `subnetSpecs`. */
export type Spec = z.infer<typeof SUBNET>;

/** @throws naming every argument that is unknown, missing or out of range */
export function parseVpcArgs(name: string, args: unknown): VpcArgs {
    const parsed = VPC_ARGS.safeParse(args);
    if (parsed.success) return parsed.data;
    const problems = parsed.error.issues.flatMap((issue) => {
        const at = (key?: string) => [...issue.path, ...(key === undefined ? [] : [key])].join(".");
        if (issue.code === "unrecognized_keys") {
            return issue.keys.map((key) => `'${at(key)}' is not served by the embedded environment`);
        }
        return [`'${at()}' ${issue.message}`];
    });
    throw new Error(`awsx:ec2:Vpc '${name}': ${problems.join("; ")}. See local/awsx/vpcArgs.ts.`);
}
