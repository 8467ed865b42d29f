import type { Because } from "../../components/delivery/needs";
import { policiesOf, type Purpose } from "../../components/delivery/policies";
import type { Surroundings } from "../../components/delivery/scopes";
import type { StateStore } from "../../components/delivery/state";
import { documentOf, type DeploymentStatement } from "../../components/delivery/statements";

/** How many resources of a type there are, and in which layers. */
interface Made {
    readonly count: number;
    readonly layers: readonly string[];
}

/** What takes one action. */
interface Reason {
    readonly action: string;
    /** The types that take it, those of them first of which the environment has some. */
    readonly types: readonly (Made & { readonly type: string; readonly by: readonly string[] })[];
    /** Why it is there for other reasons than a type. */
    readonly otherwise: readonly string[];
}

/** One statement with all that takes it. */
export type ReasonedStatement = Omit<DeploymentStatement, "because"> & { readonly because: readonly Reason[] };

/** One role's policies, and why each permission is in them. */
export interface ReasonedRole {
    readonly role: Purpose;
    readonly environment: string;
    readonly policies: readonly {
        readonly name: string;
        /** Of 6,144. */
        readonly letters: number;
        readonly statements: readonly ReasonedStatement[];
    }[];
}

/** A layer's state, as far as it tells what there is. */
export interface LayerState {
    readonly layer: string;
    readonly types: readonly string[];
}

/** Says of each permission of a role why it is there. */
export function reasonsOf(
    role: Purpose,
    isDisposable: boolean,
    surroundings: Surroundings,
    store: StateStore,
    states: readonly LayerState[],
): ReasonedRole {
    const made = madeIn(states);
    const policies = [...policiesOf(role, { isDisposable }, surroundings, store)].map(([name, statements]) => ({
        name,
        letters: documentOf(name, statements).length,
        statements: statements.map(({ because, ...statement }) => ({
            ...statement,
            because: [...because].map(([action, reasons]) => reasonOf(action, reasons, made)),
        })),
    }));
    return { role, environment: surroundings.environment, policies };
}

function madeIn(states: readonly LayerState[]): ReadonlyMap<string, Made> {
    const made = new Map<string, Made>();
    for (const { layer, types } of states)
        for (const type of types) {
            const { count = 0, layers = [] } = made.get(type) ?? {};
            made.set(type, { count: count + 1, layers: [...new Set([...layers, layer])].sort() });
        }
    return made;
}

function reasonOf(action: string, reasons: readonly Because[], made: ReadonlyMap<string, Made>): Reason {
    const types = reasons.flatMap(({ type, handlers, reason }) =>
        type === undefined
            ? []
            : [
                  {
                      type,
                      ...(made.get(type) ?? { count: 0, layers: [] }),
                      by: reason === undefined ? handlers : [reason],
                  },
              ],
    );
    return {
        action,
        types: types.sort((one, other) => other.count - one.count),
        otherwise: reasons.flatMap(({ type, reason }) => (type === undefined && reason !== undefined ? [reason] : [])),
    };
}
