import type { Command } from "commander";
import { loadBlueprint } from "../driver/blueprint";
import { later } from "../later";
import type * as progressModule from "./progress";
import type * as stacksModule from "../driver/stacks";
import type * as targetModule from "../driver/target";

const progress = later<typeof progressModule>(__filename, "./progress");
const stacks = later<typeof stacksModule>(__filename, "../driver/stacks");
const targets = later<typeof targetModule>(__filename, "../driver/target");

interface Options {
    readonly layer?: string;
    readonly json?: boolean;
    readonly showSecrets: boolean;
}

/** Declares `platform outputs ENV`. */
export function declareOutputs(program: Command): void {
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
        .action(runOutputs);
}

async function runOutputs(environment: string, { layer: only, json, showSecrets }: Options): Promise<void> {
    const { tellProgress: onProgress } = progress();
    const blueprint = loadBlueprint(environment);
    if (only !== undefined) blueprint.graph.node(only);
    const target = await targets().openTarget(blueprint, { onProgress });
    try {
        const layers = await stacks().deployedLayers(target, only);
        const outputs = await Promise.all(
            layers.map(async (layer) => {
                const found = Object.entries(await layer.outputs());
                const shown = found.map(([name, { value, secret }]) => [
                    name,
                    secret && !showSecrets ? "[secret]" : value,
                ]);
                return [layer.name, Object.fromEntries(shown) as Record<string, unknown>] as const;
            }),
        );
        console.log(json ? JSON.stringify(Object.fromEntries(outputs), null, 4) : asText(environment, outputs));
    } finally {
        target.close();
    }
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
