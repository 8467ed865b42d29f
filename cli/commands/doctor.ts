import { createRequire } from "node:module";
import type { Command } from "commander";
import { EXIT } from "../errors";
import type * as doctorModule from "../driver/doctor";

const load = createRequire(__filename);

/** Declares `platform doctor`. */
export function registerDoctor(program: Command): void {
    program
        .command("doctor")
        .description("check what the platform needs, and say where the embedded environment falls short of AWS")
        .option("--json", "print one JSON document on standard output")
        .addHelpText(
            "after",
            `
Examples:
  $ platform doctor
  $ platform doctor --json`,
        )
        .action(async ({ json }: { json?: boolean }) => {
            const { diagnose } = load("../driver/doctor") as typeof doctorModule;
            const { checks, shortcomings } = await diagnose();
            if (json) console.log(JSON.stringify({ checks, shortcomings }, null, 4));
            else {
                for (const { ok, name, detail } of checks) console.log(`${ok ? "ok  " : "FAIL"}  ${name}: ${detail}`);
                const { recorded, ineffective } = shortcomings;
                const nothing = recorded.length === 0 ? " none" : "";
                console.log(`\nRecorded only, without anything behind them (${recorded.length} types):${nothing}`);
                for (const { type, reason } of recorded) console.log(`  ${type}: ${reason}`);
                console.log(`\nArguments without effect in the embedded environment (${ineffective.length}):`);
                for (const { type, argument, effect } of ineffective) console.log(`  ${type} ${argument}: ${effect}`);
            }
            if (checks.some(({ ok }) => !ok)) process.exitCode = EXIT.failed;
        });
}
