import { Option, type Command } from "commander";
import { later } from "../later";
import type * as actions from "./driftActions";

const act = later<typeof actions>(__filename, "./driftActions");

/** Declares `platform drift ENV`. */
export function declareDrift(program: Command): void {
    program
        .command("drift <env>")
        .description("say how what exists differs from what the program says, and change nothing")
        .addOption(
            new Option("--format <format>", "how to print").choices(["text", "json", "markdown"]).default("text"),
        )
        .option("--json", "the same as --format json")
        .addHelpText(
            "after",
            `
Previews every layer on a state that is refreshed for it, and kept as it was. What differs ends with exit code 1.

Examples:
  $ platform drift prod
  $ platform drift dev --format markdown > drift.md`,
        )
        .action((environment: string, options: actions.DriftCommand) => act().runDrift(environment, options));
}
