import { platformStates, WITH_EVERYTHING } from "../../policies/testing/platform";
import { layerContracts } from "../../stacks/layers";
import type { StackState } from "../../policies/check/state";

/** The environments whose layers make all types that any environment may have. */
const ENVIRONMENTS: readonly [string, Parameters<typeof platformStates>[1]?][] = [
    ["local"],
    ["dev"],
    ["prod", WITH_EVERYTHING],
];

/** Who deploys needs the facts that come of the others. */
const DEPLOYED = layerContracts.filter(({ byHand = false }) => !byHand);

/** The states of the layers that the roles deploy. */
export function deployedStates(...[environment, changed]: (typeof ENVIRONMENTS)[number]): Promise<StackState[]> {
    return platformStates(environment, changed, DEPLOYED);
}

function typesOf(states: readonly StackState[]): string[] {
    const types = states.flatMap(({ resources }) => resources.map(({ type }) => type));
    return [...new Set(types.filter((type) => type.startsWith("aws:")))].sort();
}

/** All types that the roles have to deploy. */
export async function typesOfLayers(): Promise<string[]> {
    const found: string[] = [];
    // Programs share the SDK's state of a process: one after the other.
    for (const environment of ENVIRONMENTS) found.push(...typesOf(await deployedStates(...environment)));
    return [...new Set(found)].sort();
}

/**
 * Refuses types of which the roles know nothing.
 *
 * @throws naming them, and what to do
 */
export function requireKnown(types: readonly string[], known: readonly string[]): void {
    const unknown = types.filter((type) => !known.includes(type));
    const gone = known.filter((type) => !types.includes(type));
    const remedy =
        "'npm run facts' takes what AWS says of the types that layers make into components/delivery/facts.json.";
    if (unknown.length > 0)
        throw new Error(
            `The role that deploys knows nothing of ${unknown.join(", ")}. ${remedy} ` +
                "Then see what the official provider calls besides (components/delivery/additions.ts), and what should not be had (withheld.ts).",
        );
    if (gone.length > 0)
        throw new Error(`No layer makes ${gone.join(", ")} any more, which the role that deploys may. ${remedy}`);
}
