import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import type { Environment } from "./config";
import type { LayerNode } from "./layers";

/** Passphrase of the embedded environment's and rehearsals' states. They hold no secret that means anything elsewhere. */
export const PASSPHRASE = "serverless-platform";

/** What Pulumi makes of {@link PASSPHRASE}; with it in the file, the engine has no reason to write there. */
const SALT = "v1:3suVabBxwpo=:v1:3wE/41mUyvDBvAv6:1DSFKYadc0NyJ2wYvudoH9JfPcWAUA==";

/**
 * Writes project folders of their own for an environment whose state is not the user's: the programs are the repository's,
 * with all that their projects say; the configuration is a copy, since the engine writes the secrets provider of a stack into the file that it reads.
 *
 * @param scratch - receives one folder for each layer
 */
export function writeScratchProjects(scratch: string, nodes: readonly LayerNode[], { name, file }: Environment): void {
    const { config } = parse(readFileSync(file, "utf8")) as { config: object };
    for (const node of nodes) {
        const directory = join(scratch, node.name);
        mkdirSync(directory, { recursive: true });
        const project = parse(readFileSync(join(node.directory, "Pulumi.yaml"), "utf8")) as object;
        // The program is where it is; the configuration is beside the copy.
        place(join(directory, "Pulumi.yaml"), stringify({ ...project, main: node.main, stackConfigDir: undefined }));
        place(join(directory, `Pulumi.${name}.yaml`), stringify({ encryptionsalt: SALT, config }));
    }
}

/** Leaves alone what is right: another run may be reading it. */
function place(file: string, content: string): void {
    if (existsSync(file) && readFileSync(file, "utf8") === content) return;
    const temporary = `${file}.${process.pid}`;
    writeFileSync(temporary, content);
    renameSync(temporary, file);
}
