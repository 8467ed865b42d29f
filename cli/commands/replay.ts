import type { Command } from "commander";
import { later } from "../later";
import { wholeAboveZero } from "./local";
import type * as actions from "./replayActions";

const act = later<typeof actions>(__filename, "./replayActions");

/** Declares `platform replay ENV SOURCE`. */
export function declareReplay(program: Command): void {
    program
        .command("replay <env> <source>")
        .description("feed what was set aside back to whom it was for, once what kept it from being handled is mended")
        .option("--dry-run", "only say what lies there", false)
        .option("--limit <count>", "take no more than so many messages or objects", wholeAboveZero, 100)
        .option("--json", "print one JSON document on standard output", false)
        .addHelpText(
            "after",
            `
<source> is a failure queue, or an event source mapping that lets a bucket keep what it gave up, by its name in the program. What a
function handled leaves its place, what it did not stays. Functions get a record at least once, as from the stream, and in
the stream's order. One that is still malformed is set aside anew, as another message.

Examples:
  $ platform replay local failures --dry-run
  $ platform replay prod orders-stream --limit 10
  $ platform replay dev place-order-failures --json`,
        )
        .action((environment: string, source: string, options: actions.ReplayCommand) =>
            act().runReplay(environment, source, options),
        );
}
