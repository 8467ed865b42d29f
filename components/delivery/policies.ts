import { guardStatements } from "./guard";
import { needsOf, type Deployment } from "./needs";
import type { Surroundings } from "./scopes";
import { requestStateStatements, stateStatements, type StateStore } from "./state";
import { policyNames, statementsOf, type DeploymentStatement } from "./statements";
import { trailStatements } from "./trail";

/**
 * What a role is for: to look at an environment before anything changes, to change it, to follow an order through it, or to make and
 * remove the environments of requests.
 */
export type Purpose = "deploy" | "preview" | "trail" | "ephemeral";

/** The purposes of roles that change what layers make. */
const CHANGES: readonly Purpose[] = ["deploy", "ephemeral"];

/** Names of a role's policies, in a fixed order. */
export function policiesFor(purpose: Purpose): string[] {
    if (purpose === "trail") return ["data", "state"];
    return [...policyNames(purpose === "preview"), "state", ...(CHANGES.includes(purpose) ? ["guard"] : [])];
}

/**
 * The statements of a role's policies by the policies' names, see {@link policiesFor}.
 *
 * @param surroundings - of the environment; with `ephemeral`, of those of requests, see `ofRequests`
 */
export function policiesOf(
    purpose: Purpose,
    { isDisposable }: Pick<Deployment, "isDisposable">,
    surroundings: Surroundings,
    store: StateStore,
): ReadonlyMap<string, readonly DeploymentStatement[]> {
    if (purpose === "trail")
        return new Map([
            ["data", trailStatements(surroundings)],
            ["state", stateStatements(store, true)],
        ]);
    const isEphemeral = purpose === "ephemeral";
    const needs = needsOf({ isDisposable, isBesideAnother: isEphemeral });
    const onlyReads = purpose === "preview";
    const policies = new Map(
        policyNames(onlyReads).map((name) => [name, statementsOf(name, needs, surroundings)] as const),
    );
    policies.set(
        "state",
        isEphemeral ? requestStateStatements(store, surroundings) : stateStatements(store, onlyReads),
    );
    if (!onlyReads) policies.set("guard", guardStatements([...policies.values()].flat(), surroundings, store));
    return policies;
}
