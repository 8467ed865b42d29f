import type { Command } from "commander";
import { EXIT } from "../errors";
import { later } from "../later";
import type * as doctorModule from "../driver/doctor";

const doctor = later<typeof doctorModule>(__filename, "../driver/doctor");

/** Declares `platform doctor`. */
export function declareDoctor(program: Command): void {
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
        .action(runDoctor);
}

async function runDoctor({ json }: { readonly json?: boolean }): Promise<void> {
    const { checks, shortcomings } = await doctor().diagnose();
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
}
