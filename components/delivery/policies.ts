import { guardStatements } from "./guard";
import { needsOf, type Deployment } from "./needs";
import type { Surroundings } from "./scopes";
import { stateStatements, type StateStore } from "./state";
import { policyNames, statementsOf, type DeploymentStatement } from "./statements";

/** What a role is for: to look at an environment before anything changes, or to change it. */
export type Purpose = "deploy" | "preview";

/** Names of a role's policies, in a fixed order. */
export function policiesFor(purpose: Purpose): string[] {
    return [...policyNames(purpose === "preview"), "state", ...(purpose === "deploy" ? ["guard"] : [])];
}

/** The statements of a role's policies by the policies' names, see {@link policiesFor}. */
export function policiesOf(
    purpose: Purpose,
    deployment: Deployment,
    surroundings: Surroundings,
    store: StateStore,
): ReadonlyMap<string, readonly DeploymentStatement[]> {
    const needs = needsOf(deployment);
    const onlyReads = purpose === "preview";
    const policies = new Map(
        policyNames(onlyReads).map((name) => [name, statementsOf(name, needs, surroundings)] as const),
    );
    policies.set("state", stateStatements(store, onlyReads));
    if (!onlyReads) policies.set("guard", guardStatements([...policies.values()].flat(), surroundings, store));
    return policies;
}
