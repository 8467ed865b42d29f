import * as pulumi from "@pulumi/pulumi";
import type { LayerConfig, LayerName } from "./config";
import type { LayerContract, PublishedValue, ValuesOf } from "./contract";
import { endWithEngine } from "./engine";
import { tagEverything } from "./tags";
import { readConfig } from "./readConfig";

/** Root project's name; a layer's project is `<root>-<layer>`. */
export const ROOT_PROJECT = "platform";

/**
 * Names the values whose placeholders stand in during a preview, `<layer>.<output>`, comma separated. Set by the `platform`
 * command only, never by hand: an update refuses to run with it.
 */
export const PLACEHOLDERS_VARIABLE = "PLATFORM_PLACEHOLDERS";

/** The values of a contract as outputs. */
export type OutputsOf<C extends LayerContract> = {
    readonly [K in keyof ValuesOf<C>]: pulumi.Output<ValuesOf<C>[K]>;
};

/** The values of a contract as a producer may give them. */
export type PublishedBy<C extends LayerContract> = {
    readonly [K in keyof ValuesOf<C>]: pulumi.Input<pulumi.Unwrap<ValuesOf<C>[K]>> | DeepInput<ValuesOf<C>[K]>;
};

type DeepInput<T> = T extends readonly (infer E)[]
    ? pulumi.Input<readonly DeepInput<E>[]>
    : T extends object
      ? pulumi.Input<{ readonly [K in keyof T]: DeepInput<T[K]> }>
      : pulumi.Input<T>;

/** The upstream layers' outputs, by layer name. */
type UpstreamOf<C extends LayerContract> = { readonly [K in keyof C["reads"]]: OutputsOf<C["reads"][K]> };

/** Builds a layer's resources. Reads neither config nor stack references, so tests call it with plain values. */
export type Layer<C extends LayerContract> = (
    upstream: UpstreamOf<C>,
    config: LayerConfig<C["layer"] & LayerName>,
) => PublishedBy<C>;

/**
 * Reads the config and the upstream layers, builds the layer and returns its stack outputs, each on its own: as one output,
 * a secret or a value not yet known would make secrets or unknowns of all.
 */
export function runLayer<C extends LayerContract>(
    contract: C,
    layer: Layer<C>,
): Record<string, pulumi.Output<unknown>> {
    endWithEngine();
    const config = readConfig(contract.layer as C["layer"] & LayerName);
    const { owner, costCenter } = config.platform;
    tagEverything({ owner, costCenter, environment: config.environment, layer: contract.layer });
    const upstream = Object.fromEntries(
        Object.entries(contract.reads).map(([name, read]) => [name, readLayer(read)]),
    ) as UpstreamOf<C>;
    return publish(contract, layer(upstream, config));
}

/** Marks the secret values; the compiler has checked that every promise is kept. */
export function publish<C extends LayerContract>(
    contract: C,
    values: PublishedBy<C>,
): Record<string, pulumi.Output<unknown>> {
    return Object.fromEntries(
        Object.entries(contract.publishes).map(([name, { secret }]) => {
            const value = (values as Record<string, unknown>)[name];
            // Programs run without a type check, in which the compiler would have said so.
            if (value === undefined)
                throw new Error(`Layer '${contract.layer}' does not return '${name}', which its contract publishes.`);
            const output = pulumi.output(value);
            return [name, secret === true ? pulumi.secret(output) : output];
        }),
    );
}

/**
 * Reads another layer of the same environment by its contract. A missing output fails the program, except in a preview for
 * which the `platform` command named it as not yet published: then its placeholder stands in.
 */
export function readLayer<C extends LayerContract>(contract: C): OutputsOf<C> {
    const { layer } = contract;
    const placeholders = placeholderNames();
    const stack = `${pulumi.getOrganization()}/${ROOT_PROJECT}-${layer}/${pulumi.getStack()}`;
    let reference: pulumi.StackReference | undefined;
    const read = ([name, { placeholder, secret }]: [string, PublishedValue<unknown>]): pulumi.Output<unknown> => {
        if (placeholders.has(`${layer}.${name}`))
            return secret === true ? pulumi.secret(placeholder) : pulumi.output(placeholder);
        // Not before it is needed: a reference to a stack that does not exist fails the preview.
        reference ??= new pulumi.StackReference(layer, { name: stack });
        return reference.requireOutput(name);
    };
    const values = Object.entries(contract.publishes).map((entry) => [entry[0], read(entry)]);
    return Object.fromEntries(values) as OutputsOf<C>;
}

function placeholderNames(): ReadonlySet<string> {
    const names = (process.env[PLACEHOLDERS_VARIABLE] ?? "").split(",").filter((name) => name !== "");
    if (names.length > 0 && !pulumi.runtime.isDryRun()) {
        throw new Error(
            `${PLACEHOLDERS_VARIABLE} is set: placeholders are for previews; an update needs ${names.join(", ")} published.`,
        );
    }
    return new Set(names);
}
