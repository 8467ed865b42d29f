import { z } from "zod";
import type { StateResource } from "../framework/evaluate";
import { SECRET } from "../framework/secret";

/** How Pulumi marks a secret, an asset or an output value in a state. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET_SIGNATURE = "1b47061264138c4ac30d75fd1eb44270";

/** Taken as it is: a copy of each would be most of what reading takes. */
const properties = z.custom<Record<string, unknown>>(isObject, "Invalid input: expected object");

const resource = z.object({
    urn: z.string(),
    type: z.string(),
    id: z.string().optional(),
    delete: z.boolean().optional(),
    external: z.boolean().optional(),
    inputs: properties.optional(),
    outputs: properties.optional(),
    propertyDependencies: z.record(z.string(), z.array(z.string()).nullable()).optional(),
});

const state = z.object({
    version: z.literal(3),
    deployment: z.object({ resources: z.array(resource).optional() }),
});

/** The resources of one stack. */
export interface StackState {
    /** `<project>/<stack>` */
    readonly stack: string;
    readonly resources: readonly StateResource[];
}

/**
 * Reads a state as `pulumi stack export` writes it. Secrets are not decrypted: rules see {@link SECRET} in their place.
 *
 * @param source where the text comes from, for messages
 * @throws when it is no state of version 3, the one that Pulumi 3 writes
 */
export function readState(text: string, source: string): StackState {
    const { deployment } = parse(text, source);
    const { resources = [] } = deployment;
    const [, stack = "", project = ""] = /^urn:pulumi:([^:]+)::([^:]+)::/.exec(resources[0]?.urn ?? "") ?? [];
    return {
        stack: `${project}/${stack}`,
        resources: resources
            .filter((each) => each.delete !== true && !each.type.startsWith("pulumi:providers:"))
            .map(({ urn, type, id, external, inputs = {}, outputs = {}, propertyDependencies = {} }) => ({
                urn,
                type,
                name: urn.split("::").slice(3).join("::"),
                inputs: withoutSecrets(inputs) as Record<string, unknown>,
                outputs: withoutSecrets({ ...inputs, ...outputs, ...(id === undefined ? {} : { id }) }) as Record<
                    string,
                    unknown
                >,
                propertyDependencies: Object.fromEntries(
                    Object.entries(propertyDependencies).map(([property, urns]) => [property, urns ?? []]),
                ),
                // A reference to a stack is read, too, and is the program's own.
                ...(external === true && !type.startsWith("pulumi:") ? { external } : {}),
            })),
    };
}

function parse(text: string, source: string): z.infer<typeof state> {
    const problem = (what: string) =>
        new Error(`${source} is no Pulumi state (${what}). Write one with 'pulumi stack export --file state.json'.`);
    let json: unknown;
    try {
        json = JSON.parse(text);
    } catch (error) {
        throw problem((error as Error).message);
    }
    const { success, data, error } = state.safeParse(json);
    if (!success) throw problem(z.prettifyError(error).replaceAll("\n", " "));
    return data;
}

/** The same value, or a copy if there is a secret in it. */
function withoutSecrets(value: unknown): unknown {
    if (Array.isArray(value)) {
        const elements = value.map(withoutSecrets);
        return elements.every((element, index) => element === value[index]) ? value : elements;
    }
    if (!isObject(value)) return value;
    if (value[SIGNATURE] === SECRET_SIGNATURE) return SECRET;
    let copy: Record<string, unknown> | undefined;
    for (const [key, inner] of Object.entries(value)) {
        const open = withoutSecrets(inner);
        if (open !== inner) (copy ??= { ...value })[key] = open;
    }
    return copy ?? value;
}

function isObject(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
