import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import type { Environment } from "./config";
import type { LayerNode } from "./layers";
import { place } from "./place";

/** Passphrase of the embedded environment's and rehearsals' states. They hold no secret that means anything elsewhere. */
export const PASSPHRASE = "serverless-platform";

/** What Pulumi makes of {@link PASSPHRASE}; with it in the file, the engine has no reason to write there. */
const SALT = "v1:3suVabBxwpo=:v1:3wE/41mUyvDBvAv6:1DSFKYadc0NyJ2wYvudoH9JfPcWAUA==";

/**
 * Writes project folders of their own for an environment whose state is not the user's. The configuration is a copy, since
 * the engine writes the secrets provider of a stack into the file that it reads.
 *
 * @param scratch - receives one folder for each layer
 * @param programs - each layer's JavaScript file
 */
export function writeScratchProjects(
    scratch: string,
    nodes: readonly LayerNode[],
    { name, file }: Environment,
    programs: ReadonlyMap<string, string>,
): void {
    const { config } = parse(readFileSync(file, "utf8")) as { config: object };
    for (const node of nodes) {
        const directory = join(scratch, node.name);
        const runtime = { name: "nodejs", options: { typescript: false } };
        const project = { name: node.project, description: node.description, runtime, main: programs.get(node.name) };
        place(join(directory, "Pulumi.yaml"), stringify(project));
        place(join(directory, `Pulumi.${name}.yaml`), stringify({ encryptionsalt: SALT, config }));
    }
}
