import type { Clients } from "./clients";
import { ifExists } from "./live";
import { argumentNames } from "./check";
import { defineRow, type Declared, type Described, type Props, type ResourceRow } from "./row";
import { pick } from "./wire";

/** A part of something, which one call puts, whether it is there or not, under a name that follows from its arguments. */
export interface PutResource<Client> extends Pick<
    Declared,
    "type" | "args" | "lacks" | "required" | "defaults" | "ineffective" | "deleteBeforeReplace" | "unlikeCloudFormation"
> {
    readonly client: (clients: Clients) => Client;
    /** Arguments that say where it stands; a change of one replaces it. The one is its id, or more with {@link prefix}. */
    readonly key: readonly string[];
    /** Where the id is this and the key's values, with dashes in between. @default - the id is the one value */
    readonly prefix?: string;
    /** Further arguments whose change replaces it. @default - none */
    readonly replaceOn?: readonly string[];
    /** Computed outputs. @default - none */
    readonly outputs?: Described["outputs"];
    readonly put: (client: Client, inputs: Props) => Promise<unknown>;
    /** Its arguments; `undefined`, or an error that says so, when there is none. */
    readonly get: (client: Client, key: Props, context: { readonly accountId: string }) => Promise<Props | undefined>;
    /** @default - another `put`, which writes it whole */
    readonly update?: (client: Client, inputs: Props, old: Props) => Promise<unknown>;
    readonly remove: (client: Client, key: Props, context: { readonly accountId: string }) => Promise<unknown>;
}

/** A row for a {@link PutResource}. */
export function putResource<Client>(definition: PutResource<Client>): ResourceRow {
    const { client, key, prefix, replaceOn = [], outputs, put, get, update = put, remove, ...declared } = definition;
    const idOf = (inputs: Props) => {
        const values = key.map((argument) => String(inputs[argument]));
        return prefix === undefined ? values[0] : [prefix, ...values].join("-");
    };
    const keyOf = (id: string): Props => {
        const values = prefix === undefined ? [id] : id.split("-").slice(1);
        return Object.fromEntries(key.map((argument, index) => [argument, values[index]]));
    };
    const row = defineRow({
        ...declared,
        replaceOn: [...key, ...replaceOn],
        simulate: (context, inputs) => ({ id: idOf(inputs), outputs: outputs?.(context, inputs, idOf(inputs)) ?? {} }),
        live: {
            async create(context, inputs) {
                await put(client(context.clients), inputs);
                return row.simulate(context, inputs);
            },
            async read(context, id) {
                const at = keyOf(id);
                const found = await ifExists(get(client(context.clients), at, context));
                const known = [...argumentNames(row), ...Object.keys(outputs?.(context, at, id) ?? {})];
                return found && { ...pick(found, known), ...at };
            },
            async update(context, _id, inputs, old) {
                await update(client(context.clients), inputs, old);
                return row.simulate(context, inputs).outputs;
            },
            async delete(context, id) {
                await ifExists(remove(client(context.clients), keyOf(id), context));
            },
        },
    });
    return row;
}
