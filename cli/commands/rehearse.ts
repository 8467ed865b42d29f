import type { Command } from "commander";
import { EXIT } from "../errors";
import { loadBlueprint } from "../driver/blueprint";
import { later } from "../later";
import type * as executeModule from "./execute";

const execution = later<typeof executeModule>(__filename, "./execute");

interface Options {
    readonly layer?: string;
    readonly out?: string;
    readonly cost?: boolean;
    readonly json?: boolean;
}

/** Declares `platform rehearse ENV`. */
export function declareRehearse(program: Command): void {
    program
        .command("rehearse <env>")
        .description("bring a whole environment up offline, on simulated AWS, under the policy pack")
        .option("--layer <name>", "only this layer, and those that it reads")
        .option("--out <dir>", "write each layer's state export to <dir>/<layer>.json, in place of what is there")
        .option("--cost", "add up what its layers cost while nothing happens, at AWS's list prices")
        .option("--json", "print one JSON document on standard output")
        .addHelpText(
            "after",
            `
Needs no account, no credentials, no emulator and no network, and leaves nothing behind. The same sources give the same
state exports, byte for byte. A violation of a mandatory policy ends with exit code ${EXIT.failed}.

Examples:
  $ platform rehearse prod
  $ platform rehearse dev --layer data
  $ platform rehearse dev --cost
  $ platform rehearse prod --out planned && pulumi policy analyze --file planned/data.json`,
        )
        .action(runRehearse);
}

async function runRehearse(environment: string, options: Options): Promise<void> {
    const { execute, exitCodeFor } = execution();
    process.exitCode = exitCodeFor(await execute(loadBlueprint(environment), "up", { ...options, rehearsal: true }));
}
