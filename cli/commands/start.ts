import { createRequire } from "node:module";
import type { Command } from "commander";
import type * as startingModule from "./starting";

const load = createRequire(__filename);

/** Declares `platform start` and `platform stop`, behind `npm start` and `npm run stop`. */
export function registerStart(program: Command): void {
    program
        .command("start")
        .description("bring the whole platform up on this machine and follow an order through it")
        .addHelpText("after", "\nRunning it again is quick and changes nothing. 'platform stop' takes everything down.")
        .action(() => (load("./starting") as typeof startingModule).startPlatform());
    program
        .command("stop")
        .description("destroy what 'start' brought up, in reverse order, and stop the emulator")
        .action(() => (load("./starting") as typeof startingModule).stopPlatform());
}
