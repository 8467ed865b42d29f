import { isMap, terraformName, terraformType } from "./terraformNames";
import { isOfAws, type Resource, type State } from "./states";

interface PlannedResource {
    readonly address: string;
    readonly mode: "managed";
    readonly type: string;
    readonly name: string;
    readonly provider_name: string;
    readonly values: Readonly<Record<string, unknown>>;
}

/** The parts of `terraform show -json PLAN` that are read by those who judge plans. */
export interface TerraformPlan {
    readonly format_version: "1.2";
    readonly terraform_version: string;
    readonly planned_values: { readonly root_module: { readonly resources: readonly PlannedResource[] } };
    readonly resource_changes: readonly object[];
    readonly configuration: {
        readonly provider_config: object;
        readonly root_module: {
            readonly resources: readonly (Pick<PlannedResource, "address" | "mode" | "type" | "name"> & {
                readonly expressions: Readonly<Record<string, { readonly references: readonly string[] }>>;
            })[];
        };
    };
}

const PROVIDER = "registry.terraform.io/hashicorp/aws";

/** How Pulumi marks an asset, a secret or the like in a state. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";

/**
 * The AWS resources of a state in the form of a Terraform plan that makes them, with all values known and with the references
 * between them. A name that occurs twice in a type gets a number.
 */
export function terraformPlan({ deployment }: State): TerraformPlan {
    const resources = deployment.resources.filter(isOfAws);
    const addresses = addressesOf(resources);
    const planned = resources.map((resource) => plannedResource(resource, addresses.get(resource.urn)!));
    return {
        format_version: "1.2",
        terraform_version: "1.13.4",
        planned_values: { root_module: { resources: planned } },
        resource_changes: planned.map(({ values, ...of }) => ({
            ...of,
            change: { actions: ["create"], before: null, after: values, after_unknown: {} },
        })),
        configuration: {
            provider_config: { aws: { name: "aws", full_name: PROVIDER } },
            root_module: {
                resources: planned.map(({ address, mode, type, name }, index) => ({
                    address,
                    mode,
                    type,
                    name,
                    expressions: expressionsOf(resources[index], addresses),
                })),
            },
        },
    };
}

function addressesOf(resources: readonly Resource[]): ReadonlyMap<string, string> {
    const taken = new Set<string>();
    return new Map(
        resources.map(({ urn, type }) => {
            const base = `${terraformType(type)}.${urn
                .split("::")
                .slice(3)
                .join("_")
                .replace(/[^\w-]/g, "_")}`;
            let address = base;
            for (let number = 2; taken.has(address); number++) address = `${base}_${number}`;
            taken.add(address);
            return [urn, address];
        }),
    );
}

function plannedResource({ type, id, inputs = {}, outputs = {} }: Resource, address: string): PlannedResource {
    const known = { ...inputs, ...(typeof outputs.arn === "string" ? { arn: outputs.arn } : {}), id };
    return {
        address,
        mode: "managed",
        type: terraformType(type),
        name: address.slice(address.indexOf(".") + 1),
        provider_name: PROVIDER,
        values: block(known),
    };
}

function expressionsOf({ propertyDependencies = {} }: Resource, addresses: ReadonlyMap<string, string>) {
    return Object.fromEntries(
        Object.entries(propertyDependencies).flatMap(([property, urns]) => {
            const references = (urns ?? []).flatMap((urn) => {
                const address = addresses.get(urn);
                return address === undefined ? [] : [`${address}.${property.endsWith("Arn") ? "arn" : "id"}`, address];
            });
            return references.length === 0 ? [] : [[terraformName(property), { references }]];
        }),
    );
}

/** A resource's arguments, or those of a block. */
function block(properties: Readonly<Record<string, unknown>>): Record<string, unknown> {
    return Object.fromEntries(
        Object.entries(properties)
            .filter(([property]) => property !== "__defaults")
            .map(([property, value]) => [terraformName(property, isListOfBlocks(value)), argument(property, value)]),
    );
}

function argument(property: string, value: unknown): unknown {
    if (Array.isArray(value))
        return value.map((element) => (isObject(element) ? block(element) : (element as unknown)));
    if (!isObject(value)) return value;
    // Of an asset, Terraform knows the file; of a secret, a state tells nothing.
    if (SIGNATURE in value) return value.path;
    return isMap(property) ? withoutDefaults(value) : [block(value)];
}

function isListOfBlocks(value: unknown): boolean {
    return Array.isArray(value) && value.some(isObject);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

function withoutDefaults(map: Readonly<Record<string, unknown>>): Record<string, unknown> {
    return Object.fromEntries(Object.entries(map).filter(([key]) => key !== "__defaults"));
}
