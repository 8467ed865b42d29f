import assert from "node:assert/strict";
import type { Command } from "commander";
import { createProgram } from "../main";

/** The one's output is the command's that it runs, the other's is for people. */
const WITHOUT_JSON = ["exec", "help"];

function helpOf(command: Command): string {
    let text = "";
    command.configureOutput({ writeOut: (part) => (text += part) }).outputHelp();
    return text;
}

function everyCommand(command: Command): Command[] {
    return [command, ...command.commands.flatMap(everyCommand)];
}

describe("the help", () => {
    for (const command of everyCommand(createProgram())) {
        const names: string[] = [];
        for (let each: Command | null = command; each !== null; each = each.parent) names.unshift(each.name());

        it(`shows examples of '${names.join(" ")}'`, () => {
            assert.match(helpOf(command), new RegExp(`Examples:\\n {2}\\$ .*${names.join(" ")}`));
        });

        if (command.commands.length > 0 || WITHOUT_JSON.includes(command.name())) continue;
        it(`says that '${names.join(" ")}' can answer in JSON`, () => {
            assert.match(helpOf(command).replaceAll(/\s+/g, " "), /--json \w|--format <format> [^)]*"json"/);
        });
    }
});
