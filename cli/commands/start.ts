import { createRequire } from "node:module";
import type { Command } from "commander";
import type * as startingModule from "./starting";

const load = createRequire(__filename);

/** Declares `platform start` and `platform stop`, behind `npm start` and `npm run stop`. */
export function registerStart(program: Command): void {
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
        .action(({ json }: { readonly json: boolean }) => starting().startPlatform(json));
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
        .action((options: startingModule.StopOptions) => starting().stopPlatform(options));
}

function starting(): typeof startingModule {
    return load("./starting") as typeof startingModule;
}
