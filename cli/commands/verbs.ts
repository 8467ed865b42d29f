import type { Command } from "commander";
import type { Verb } from "../driver/report";
import { loadBlueprint } from "../driver/blueprint";
import { later } from "../later";
import type * as executeModule from "./execute";

const execution = later<typeof executeModule>(__filename, "./execute");

interface Declared {
    readonly verb: Verb;
    readonly description: string;
    readonly help: string;
}

interface Options {
    readonly layer?: string;
    readonly json?: boolean;
    readonly yes?: boolean;
    readonly allowDeletions?: boolean;
    readonly allowances?: boolean;
}

const VERBS: readonly Declared[] = [
    {
        verb: "up",
        description: "create or update an environment's layers, upstream first",
        help: `
On AWS the layers that deployed ones read are previewed before anything changes. Where an update would replace, remove or change
what those use, the environment's name has to be typed, or --allow-deletions to be given. With --allowances it may do what is named
in the allowances.yaml of the commit that is checked out, and was not in that of the layer's last update; it asks about the rest.

Examples:
  $ platform up local
  $ platform up prod --allowances    # of what is merged, as the requests have argued
  $ platform up dev --layer data     # its upstream layers must be deployed`,
    },
    {
        verb: "preview",
        description: "show what 'up' would change; also before anything exists, with the contracts' placeholders",
        help: `
Examples:
  $ platform preview dev
  $ platform preview prod --layer integration --json`,
    },
    {
        verb: "destroy",
        description: "remove an environment's layers, downstream first",
        help: `
A layer that a deployed layer still reads is not removed. Unless the environment is 'local', its name has to be typed.

Examples:
  $ platform destroy local
  $ platform destroy dev --layer integration
  $ platform destroy prod --yes      # asks nothing`,
    },
    {
        verb: "refresh",
        description: "bring the states in line with what really exists",
        help: `
Examples:
  $ platform refresh dev`,
    },
];

/** Declares `up`, `preview`, `destroy` and `refresh`. */
export function declareVerbs(program: Command): void {
    for (const { verb, description, help } of VERBS) {
        const command = program
            .command(`${verb} <env>`)
            .description(description)
            .option("--layer <name>", "only this layer")
            .option("--json", "print one JSON document on standard output")
            .addHelpText("after", help)
            .action((environment: string, options: Options) => runVerbs(environment, verb, options));
        if (verb === "up")
            command
                .option("--allow-deletions", "do not ask before taking away what deployed layers use")
                .option("--allowances", "do not ask about what allowances.yaml names since the layer's last update");
        if (verb === "destroy") command.option("--yes", "do not ask");
    }
}

async function runVerbs(environment: string, verb: Verb, options: Options): Promise<void> {
    const { execute, exitCodeFor } = execution();
    process.exitCode = exitCodeFor(await execute(loadBlueprint(environment), verb, options));
}
