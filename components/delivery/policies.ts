import { guardStatements } from "./guard";
import { needsOf, type Deployment } from "./needs";
import type { Surroundings } from "./scopes";
import { stateStatements, type StateStore } from "./state";
import { policyNames, statementsOf, type DeploymentStatement } from "./statements";
import { trailStatements } from "./trail";

/** What a role is for: to look at an environment before anything changes, to change it, or to follow an order through it. */
export type Purpose = "deploy" | "preview" | "trail";

/** Names of a role's policies, in a fixed order. */
export function policiesFor(purpose: Purpose): string[] {
    if (purpose === "trail") return ["data", "state"];
    return [...policyNames(purpose === "preview"), "state", ...(purpose === "deploy" ? ["guard"] : [])];
}

/** The statements of a role's policies by the policies' names, see {@link policiesFor}. */
export function policiesOf(
    purpose: Purpose,
    deployment: Deployment,
    surroundings: Surroundings,
    store: StateStore,
): ReadonlyMap<string, readonly DeploymentStatement[]> {
    if (purpose === "trail")
        return new Map([
            ["data", trailStatements(surroundings)],
            ["state", stateStatements(store, true)],
        ]);
    const needs = needsOf(deployment);
    const onlyReads = purpose === "preview";
    const policies = new Map(
        policyNames(onlyReads).map((name) => [name, statementsOf(name, needs, surroundings)] as const),
    );
    policies.set("state", stateStatements(store, onlyReads));
    if (!onlyReads) policies.set("guard", guardStatements([...policies.values()].flat(), surroundings, store));
    return policies;
}
