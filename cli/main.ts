import { Command, CommanderError, InvalidArgumentError } from "commander";
import { EXIT, EXIT_CODES_HELP, PlatformError } from "./errors";
import { exemptLoopback } from "./loopback";
import { declareAccess } from "./commands/access";
import { declareDiff } from "./commands/diff";
import { declareDoctor } from "./commands/doctor";
import { declareHelp } from "./commands/help";
import { declareDrift } from "./commands/drift";
import { declareGraph } from "./commands/graph";
import { declareHistory } from "./commands/history";
import { declareLocal } from "./commands/local";
import { declareNew } from "./commands/new";
import { declarePolicy } from "./commands/policy";
import { declareOutputs } from "./commands/outputs";
import { declarePullRequest } from "./commands/pullRequest";
import { declareRehearse } from "./commands/rehearse";
import { declareReplay } from "./commands/replay";
import { declareStart } from "./commands/start";
import { declareTrail } from "./commands/trail";
import { declareVerbs } from "./commands/verbs";

/** The `platform` command with all its subcommands. */
export function createProgram(): Command {
    const program = new Command("platform")
        .description("Runs the platform's layers, in the order that their contracts give, on the real Pulumi engine.")
        .exitOverride()
        .enablePositionalOptions()
        .showHelpAfterError("(add --help for what is possible)")
        .configureHelp({ sortSubcommands: false })
        .addHelpText(
            "after",
            `
Environments are the files Pulumi.<env>.yaml. 'local' runs on this machine, without an account.

Examples:
  $ platform up local
  $ platform preview dev
  $ platform rehearse prod --out planned
${EXIT_CODES_HELP}`,
        );
    for (const declare of [
        declareStart,
        declareVerbs,
        declareOutputs,
        declareRehearse,
        declareDiff,
        declarePullRequest,
        declareDrift,
        declareTrail,
        declareReplay,
        declareHistory,
        declarePolicy,
        declareAccess,
        declareGraph,
        declareLocal,
        declareDoctor,
        declareNew,
    ])
        declare(program);
    declareHelp(program);
    program.commands.forEach(refuseRepeatedOptions);
    return program;
}

/** Of an option with one value that is given twice the parser would take the last and drop the first without a word. */
function refuseRepeatedOptions(command: Command): void {
    command.commands.forEach(refuseRepeatedOptions);
    for (const option of command.options.filter((each) => each.required && !each.variadic)) {
        const { parseArg } = option;
        let isGiven = false;
        option.argParser((value: string, previous: unknown) => {
            if (isGiven) throw new InvalidArgumentError("It takes one value, and is given twice.");
            isGiven = true;
            return parseArg === undefined ? value : parseArg(value, previous);
        });
    }
}

/** Runs one command line and sets the process's exit code. */
export async function main(argv: readonly string[]): Promise<void> {
    // A reader such as head(1) may have enough before everything is written.
    process.stdout.on("error", (error: NodeJS.ErrnoException) =>
        process.exit(error.code === "EPIPE" ? EXIT.ok : EXIT.failed),
    );
    exemptLoopback(process.env);
    let json = false;
    const program = createProgram().hook("preAction", (_program, command) => {
        const options: { json?: boolean; format?: string } = command.opts();
        json = options.json === true || options.format === "json";
    });
    try {
        await program.parseAsync(argv);
    } catch (error) {
        process.exitCode = exitCodeOf(error);
        // What the parser refuses never comes to be an option.
        json ||= error instanceof CommanderError && error.exitCode !== 0 && asksForJson(argv);
        // Who asked for a document gets one.
        if (json) console.log(JSON.stringify({ error: messageOf(error), exitCode: process.exitCode }, null, 4));
    }
}

/** Before the command's own arguments, which are another program's. */
function asksForJson(argv: readonly string[]): boolean {
    const end = argv.indexOf("--");
    const own = end < 0 ? argv : argv.slice(0, end);
    return own.some(
        (text, at) => ["--json", "--format=json"].includes(text) || (text === "--format" && own[at + 1] === "json"),
    );
}

function messageOf(error: unknown): string {
    // Commander's begin with what stands in front of them on a terminal.
    if (error instanceof CommanderError) return error.message.replace(/^error: /, "");
    return error instanceof Error ? error.message : String(error);
}

function exitCodeOf(error: unknown): number {
    // Commander has printed what it has to say.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    if (error instanceof PlatformError) {
        console.error(`platform: ${error.message}`);
        return error.exitCode;
    }
    console.error(process.env.DEBUG ? error : `platform: ${messageOf(error)}`);
    return EXIT.failed;
}
