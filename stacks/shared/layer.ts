import * as pulumi from "@pulumi/pulumi";
import type { LayerConfig, LayerName } from "./config";
import type { LayerContract, PublishedValue, ValuesOf } from "./contract";
import { endWithEngine } from "./engine";
import { protectData } from "./protection";
import { misshapen } from "./shape";
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
 *
 * @throws pulumi.RunError see {@link requirePublished}
 */
export async function runLayer<C extends LayerContract>(
    contract: C,
    layer: Layer<C>,
): Promise<Record<string, pulumi.Output<unknown>>> {
    endWithEngine();
    await requirePublished(Object.values(contract.reads));
    const config = readConfig(contract.layer as C["layer"] & LayerName);
    const { owner, costCenter, deletionProtection } = config.platform;
    tagEverything({ owner, costCenter, environment: config.environment, layer: contract.layer });
    protectData(deletionProtection);
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
        Object.entries(contract.publishes).map(([name, { secret, placeholder }]) => {
            const value = (values as Record<string, unknown>)[name];
            // Programs run without a type check, in which the compiler would have said so.
            if (value === undefined)
                throw new Error(`Layer '${contract.layer}' does not return '${name}', which its contract publishes.`);
            const check = (known: unknown) => {
                const path = misshapen(known, placeholder, name);
                if (path !== undefined)
                    throw new Error(
                        `Layer '${contract.layer}' returns '${name}' without a proper '${path}', which its contract publishes.`,
                    );
                return known;
            };
            check(value);
            // A preview would lose the known parts of a value to those that are not known yet.
            const output = pulumi.runtime.isDryRun() ? pulumi.output(value) : pulumi.output(value).apply(check);
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
    const stack = stackOf(layer);
    let reference: pulumi.StackReference | undefined;
    const read = ([name, { placeholder, secret }]: [string, PublishedValue<unknown>]): pulumi.Output<unknown> => {
        if (placeholders.has(`${layer}.${name}`))
            return secret === true ? pulumi.secret(placeholder) : pulumi.output(placeholder);
        // Not before it is needed: a reference to a stack that does not exist fails the preview.
        reference ??= new pulumi.StackReference(layer, { name: stack });
        return reference.requireOutput(name).apply((known: unknown) => {
            const path = misshapen(known, placeholder, name);
            if (path !== undefined)
                throw new Error(
                    `Layer '${layer}' has published '${name}' without a proper '${path}': its last update is older than its contract. Update it first.`,
                );
            return known;
        });
    };
    const values = Object.entries(contract.publishes).map((entry) => [entry[0], read(entry)]);
    return Object.fromEntries(values) as OutputsOf<C>;
}

/**
 * Asks a preview's upstream stacks for what is read of them, before a reference ends the program: the engine then says of a stack
 * that does not exist only that it is unknown. The `platform` command does not come here: it names what is to be stood in.
 *
 * @throws pulumi.RunError naming what is not published, and the command that previews all the same
 */
export async function requirePublished(contracts: readonly LayerContract[]): Promise<void> {
    if (!pulumi.runtime.isDryRun()) return;
    const placeholders = placeholderNames();
    for (const { layer, publishes } of contracts) {
        const wanted = Object.keys(publishes).filter((name) => !placeholders.has(`${layer}.${name}`));
        if (wanted.length === 0) continue;
        const outputs = await outputsOf(stackOf(layer));
        const missing = wanted.filter((name) => outputs !== undefined && !(name in outputs));
        if (missing.length === 0) continue;
        const environment = pulumi.getStack();
        throw new pulumi.RunError(
            `Layer '${layer}' does not publish ${missing.map((name) => `'${name}'`).join(", ")} in '${environment}' yet, which is read here. ` +
                `'npx platform preview ${environment}' previews all layers, with placeholders for what is missing; ` +
                `'npx platform up ${environment} --layer ${layer}' deploys this one.`,
        );
    }
}

/** What a stack publishes, nothing when it does not exist; undefined when that cannot be told, which the reference tells better. */
async function outputsOf(stack: string): Promise<object | undefined> {
    try {
        const answer: unknown = await pulumi.runtime.invoke("pulumi:pulumi:readStackOutputs", { name: stack });
        return (answer as { readonly outputs?: object }).outputs;
    } catch (error) {
        return (error as Error).message.includes("unknown stack") ? {} : undefined;
    }
}

function stackOf(layer: string): string {
    return `${pulumi.getOrganization()}/${ROOT_PROJECT}-${layer}/${pulumi.getStack()}`;
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
