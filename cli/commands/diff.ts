import { Option, type Command } from "commander";
import { later } from "../later";
import type * as actions from "./diffActions";

const act = later<typeof actions>(__filename, "./diffActions");

/** Declares `platform diff ENV --against REV`. */
export function declareDiff(program: Command): void {
    program
        .command("diff <env>")
        .description("say what a merge would do to an environment: both revisions are brought up offline")
        .requiredOption("--against <revision>", "what to compare the working tree with: a branch, a tag, a commit")
        .option("--layer <name>", "only this layer, and those that it reads")
        .addOption(
            new Option("--format <format>", "how to print").choices(["text", "json", "markdown"]).default("text"),
        )
        .option("--json", "the same as --format json")
        .addHelpText(
            "after",
            `
Needs no account, no credentials and no network, unless the revision has other packages. What holds data, or is known to clients, and
is lost by a replacement or a deletion ends with exit code 1, unless the request says why it may be: allowances.yaml,
with records of 'layer', 'resource', 'reason' and, where not all are meant, 'environments'. Those that the revision has
already count for nothing.

Examples:
  $ platform diff prod --against origin/main
  $ platform diff dev --against HEAD~1 --layer data --format json`,
        )
        .action((environment: string, options: actions.DiffCommand) => act().runDiff(environment, options));
}
