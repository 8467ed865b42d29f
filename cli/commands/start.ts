import type { Command } from "commander";
import { later } from "../later";
import type * as startingModule from "./starting";

const starting = later<typeof startingModule>(__filename, "./starting");

/** Declares `platform start` and `platform stop`, behind `npm start` and `npm run stop`. */
export function declareStart(program: Command): void {
    program
        .command("start")
        .description("bring the whole platform up on this machine and follow an order through it")
        .option("--json", "print one JSON document on standard output", false)
        .addHelpText(
            "after",
            `
Running it again is quick and changes nothing. 'platform stop' takes everything down.

Examples:
  $ platform start
  $ PLATFORM_LOCAL_PORT=4600 platform start`,
        )
        .action(({ json }: { readonly json: boolean }) => starting().runStart(json));
    program
        .command("stop")
        .description("destroy what 'start' brought up, in reverse order, stop the emulator and forget it")
        .option("--force", "destroy nothing, but stop and forget the emulator as it is", false)
        .option("--json", "print one JSON document on standard output", false)
        .addHelpText(
            "after",
            `
When the emulator does not run, it is started to be taken down. 'platform local stop' only stops it.

Examples:
  $ platform stop
  $ platform stop --force            # when destroying fails`,
        )
        .action((options: startingModule.StopOptions) => starting().runStop(options));
}
