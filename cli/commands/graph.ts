import { type Command, Option } from "commander";
import { repositoryRoot } from "../../local/shared/paths";
import { loadGraph } from "../driver/layers";
import { renderers } from "../driver/renderGraph";

/** Declares `platform graph`. */
export function declareGraph(program: Command): void {
    program
        .command("graph")
        .description("print the layers and what passes between them")
        .addOption(new Option("--format <format>", "how to print").choices(["text", "mermaid", "json"]).default("text"))
        .option("--json", "same as --format json")
        .addHelpText(
            "after",
            `
Examples:
  $ platform graph
  $ platform graph --format mermaid > layers.mmd`,
        )
        .action(runGraph);
}

function runGraph({ format, json }: { readonly format: keyof typeof renderers; readonly json?: boolean }): void {
    console.log(renderers[json === true ? "json" : format](loadGraph(repositoryRoot)));
}
