/** One published value of a layer: what it means, what stands in for it before the layer exists, whether it is secret. */
export interface PublishedValue<T> {
    readonly description: string;
    /** A well-formed stand-in, used only by previews of environments in which the layer does not exist yet. */
    readonly placeholder: T;
    /** Kept encrypted in states. @default false */
    readonly secret?: boolean;
}

/** The values that a layer publishes, by output name. */
export type Publishes = Readonly<Record<string, PublishedValue<unknown>>>;

/** The contracts that a layer reads, by layer name. */
export interface Reads {
    readonly [layer: string]: LayerContract;
}

/**
 * What one layer promises to others, and which promises of others it relies on. The graph of layers is derived from `reads`
 * and written nowhere else.
 */
export interface LayerContract<Name extends string = string, P extends Publishes = Publishes, R = Reads> {
    readonly layer: Name;
    readonly description: string;
    readonly reads: R;
    readonly publishes: P;
    /**
     * A person updates it, by `--layer`: runs over a whole environment leave it out, and so does the index. For what nobody may
     * change who deploys the others. Only layers that are updated by hand, too, may read it.
     *
     * @default false
     */
    readonly byHand?: boolean;
}

/** The plain values behind a contract: `{ ordersTable: { name: string, … }, … }`. */
export type ValuesOf<C extends LayerContract> = {
    readonly [K in keyof C["publishes"]]: C["publishes"][K] extends PublishedValue<infer T> ? T : never;
};

/** Declares one published value. The type is the placeholder's unless it is given. */
export function value<T>(description: string, placeholder: T, options: { secret?: boolean } = {}): PublishedValue<T> {
    return { description, placeholder, ...options };
}

/**
 * Declares a layer's contract.
 *
 * @throws when a key of `reads` is not the name of the layer it points to, since the driver relies on it.
 */
export function defineContract<Name extends string, P extends Publishes, R extends Reads>(
    contract: LayerContract<Name, P, R>,
): LayerContract<Name, P, R> {
    for (const [key, read] of Object.entries(contract.reads)) {
        if (key !== read.layer)
            throw new Error(`Layer '${contract.layer}' reads '${read.layer}' under the name '${key}'.`);
    }
    return contract;
}
