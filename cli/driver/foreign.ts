import { PlatformError } from "../errors";
import type { StateResource } from "./exportedState";
import type { Layer } from "./layer";

/** The packages that layers use. */
const PACKAGES = ["aws", "awsx", "pulumi"];

/**
 * Refuses a state with what the engine would run by another provider than the program's, with the credentials of whoever updates it: a preview
 * already loads the plugins that a state names. A job may write states that a person with more permissions updates
 * (docs/decisions/0015-deployment-roles.md).
 *
 * @throws {@link PlatformError} naming the first of them, and how to look at it
 */
export async function requireOwnProviders(
    layer: Pick<Layer, "name" | "folder" | "stack" | "resources">,
): Promise<void> {
    const foreign = (await layer.resources()).find(isForeign);
    if (foreign === undefined) return;
    const { name, folder, stack } = layer;
    throw new PlatformError(
        `The state of '${name}' has ${foreign.urn}, of a provider that no layer uses. Somebody else has written it: find out who. ` +
            `'pulumi stack export -C ${folder} -s ${stack}' shows it and runs nothing; 'pulumi state delete' takes it out of the state and leaves what it stands for.`,
    );
}

function isForeign({ type, custom, inputs }: StateResource): boolean {
    if (custom !== true) return false;
    const [, provided] = /^pulumi:providers:(.*)$/.exec(type) ?? [];
    if (provided === undefined) return !PACKAGES.includes(type.split(":")[0]);
    // Plugins from an address of their own are none of Pulumi's.
    return !PACKAGES.includes(provided) || JSON.stringify(inputs ?? {}).includes('"pluginDownloadURL"');
}
