import { createRequire } from "node:module";
import type { Command } from "commander";
import { repositoryRoot } from "../../local/shared/paths";
import { loadGraph } from "../driver/layers";
import type * as progressModule from "./progress";
import type * as stacksModule from "../driver/stacks";
import type * as targetModule from "../driver/target";

const load = createRequire(__filename);

/** Declares `platform outputs ENV`. */
export function registerOutputs(program: Command): void {
    program
        .command("outputs <env>")
        .description("print what the deployed layers publish")
        .option("--layer <name>", "only this layer")
        .option("--show-secrets", "print secret values too", false)
        .option("--json", "print one JSON document on standard output")
        .addHelpText(
            "after",
            `
Examples:
  $ platform outputs local
  $ platform outputs dev --layer integration --json`,
        )
        .action(async (environment: string, options: { layer?: string; json?: boolean; showSecrets: boolean }) => {
            const { openTarget } = load("../driver/target") as typeof targetModule;
            const { deployedStacks, outputsOf } = load("../driver/stacks") as typeof stacksModule;
            const { tellProgress: onProgress } = load("./progress") as typeof progressModule;
            const graph = loadGraph(repositoryRoot);
            const wanted = options.layer === undefined ? graph.layers : [graph.node(options.layer)];
            const target = await openTarget(environment, { onProgress });
            try {
                const deployed = await deployedStacks(target);
                const layers = wanted.map(({ name }) => name).filter((name) => (deployed.get(name) ?? 0) > 0);
                const outputs = await Promise.all(
                    layers.map(async (layer) => {
                        const found = Object.entries(await outputsOf(target, layer));
                        const shown = found.map(([name, { value, secret }]) => [
                            name,
                            secret && !options.showSecrets ? "[secret]" : value,
                        ]);
                        return [layer, Object.fromEntries(shown) as Record<string, unknown>] as const;
                    }),
                );
                console.log(
                    options.json ? JSON.stringify(Object.fromEntries(outputs), null, 4) : asText(environment, outputs),
                );
            } finally {
                target.close();
            }
        });
}

function asText(environment: string, outputs: readonly (readonly [string, Record<string, unknown>])[]): string {
    if (outputs.length === 0)
        return `Nothing is deployed in '${environment}'. 'platform up ${environment}' deploys it.`;
    return outputs
        .map(([layer, values]) =>
            [layer, ...Object.entries(values).flatMap(([name, value]) => flat(name, value))].join("\n"),
        )
        .join("\n\n");
}

/** `{ api: { url } }` → `api.url  https://…` */
function flat(name: string, value: unknown): string[] {
    if (typeof value !== "object" || value === null || Array.isArray(value))
        return [`  ${name}  ${typeof value === "string" ? value : JSON.stringify(value)}`];
    return Object.entries(value).flatMap(([key, inner]) => flat(`${name}.${key}`, inner));
}
