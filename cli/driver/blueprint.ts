import { repositoryRoot } from "../../local/shared/paths";
import { loadEnvironment, type Environment } from "./config";
import { loadGraph, type LayerGraph } from "./layers";

/** What an environment is to be, as the repository says it. A command reads it once. */
export interface Blueprint {
    /** The repository's folder. */
    readonly root: string;
    readonly environment: Environment;
    readonly graph: LayerGraph;
}

/**
 * Reads and checks an environment's settings and the layers.
 *
 * @throws UsageError when one of them is wrong
 */
export function loadBlueprint(name: string, root: string = repositoryRoot): Blueprint {
    return { root, environment: loadEnvironment(root, name), graph: loadGraph(root) };
}
