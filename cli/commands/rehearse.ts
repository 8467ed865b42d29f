import { createRequire } from "node:module";
import type { Command } from "commander";
import { EXIT } from "../errors";
import type * as execution from "./execute";

const load = createRequire(__filename);

/** Declares `platform rehearse ENV`. */
export function registerRehearse(program: Command): void {
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
        .action(
            async (environment: string, options: { layer?: string; out?: string; cost?: boolean; json?: boolean }) => {
                const { execute, exitCodeFor } = load("./execute") as typeof execution;
                process.exitCode = exitCodeFor(await execute(environment, "up", { ...options, rehearsal: true }));
            },
        );
}
