import { PlatformError } from "../errors";
import type { StateResource } from "./exportedState";
import type { Layer } from "./layer";
import { providersOf } from "./packages";
import { repositoryRoot } from "../../local/shared/paths";

/**
 * Refuses a state with what the engine would run by another provider than the program's, with the credentials of whoever updates it: a preview
 * already loads the plugins that a state names. A job may write states that a person with more permissions updates
 * (docs/decisions/0015-deployment-roles.md).
 *
 * @param providers as {@link providersOf}. Dynamic providers are none of them: their code stands in the state
 * @throws {@link PlatformError} naming the first of them, and how to look at it
 */
export async function requireOwnProviders(
    layer: Pick<Layer, "name" | "folder" | "stack" | "resources">,
    providers: ReadonlyMap<string, string | undefined> = providersOf(repositoryRoot),
): Promise<void> {
    const foreign = (await layer.resources()).find((resource) => isForeign(resource, providers));
    if (foreign === undefined) return;
    const { name, folder, stack } = layer;
    throw new PlatformError(
        `The state of '${name}' has ${foreign.urn}, of a provider that no package of package.json brings. Where no commit has removed one, somebody else has written it: find out who. ` +
            `'pulumi stack export -C ${folder} -s ${stack}' shows it and runs nothing; 'pulumi state delete' takes it out of the state and leaves what it stands for.`,
    );
}

function isForeign(
    { type, custom, inputs }: StateResource,
    providers: ReadonlyMap<string, string | undefined>,
): boolean {
    if (custom !== true) return false;
    const [, provided] = /^pulumi:providers:(.*)$/.exec(type) ?? [];
    const name = provided ?? type.split(":")[0];
    if (name === "pulumi") return false;
    if (!providers.has(name)) return true;
    return addressesIn(inputs).some((address) => address !== providers.get(name));
}

/** Where a provider's plugin comes from, as its inputs say at whatever level. */
function addressesIn(value: unknown): unknown[] {
    if (typeof value !== "object" || value === null) return [];
    return Object.entries(value).flatMap(([key, each]): unknown[] =>
        key === "pluginDownloadURL" ? [each] : addressesIn(each),
    );
}
