import type { Command } from "commander";
import { later } from "../later";
import type * as actions from "./historyActions";

const act = later<typeof actions>(__filename, "./historyActions");

/** Declares `platform history ENV`. */
export function declareHistory(program: Command): void {
    program
        .command("history <env>")
        .description("say what runs: each layer's last update, when it was, from which commit, and what came of it")
        .option("--json", "print one JSON document on standard output")
        .option("--commit", "print only the commit that it was last brought to; nothing when it never was")
        .addHelpText(
            "after",
            "\nExamples:\n  $ platform history dev\n  $ platform history prod --json\n  $ platform history prod --commit",
        )
        .action((environment: string, options: actions.HistoryCommand) => act().runHistory(environment, options));
}
