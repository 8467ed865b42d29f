import type { Command } from "commander";

/** Declares `help` for a command with subcommands, and for theirs. */
export function declareHelp(group: Command, path: readonly string[] = ["platform"]): void {
    for (const command of group.commands.filter(({ commands }) => commands.length > 0))
        declareHelp(command, [...path, command.name()]);
    const [example = ""] = group.commands.map((command) => command.name());
    group
        .helpCommand(false)
        .command("help [command...]")
        .description("display help for command")
        .addHelpText("after", `\nExamples:\n  $ ${path.join(" ")} help ${example}`)
        .action((names: readonly string[]) => runHelp(group, names));
}

function runHelp(group: Command, names: readonly string[]): void {
    const named = names.reduce((found, name) => {
        const next = found.commands.find((command) => command.name() === name);
        // Commander's own tells in which words it was meant.
        return next ?? found.error(`error: unknown command '${name}'`);
    }, group);
    named.help();
}
