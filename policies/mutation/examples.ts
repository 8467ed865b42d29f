import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { transform } from "esbuild";
import { createRequire } from "node:module";
import { join } from "node:path";
import { compileFunction } from "node:vm";
import type { StackState } from "../check/state";
import { componentFiles, exampleNames } from "../testing/exampleNames";
import { computedOutputs } from "./computed";
import { layerRefs, simulatingProviders } from "./platform";
import { runProgram, type Providers } from "./program";

const ACCOUNT = "111122223333";
const PROJECT = "example";

/** Loads as the folder does from which {@link componentFiles} are seen. */
const load = createRequire(join(__dirname, "../examples.ts"));

/** The state of an example's program. What the example names without declaring it exists already, under its own name. */
export async function exampleState(example: string): Promise<StackState> {
    return stateOf(example, plainProviders);
}

/** The same for an example with components, which ask where they are and have a network made for them. */
export async function componentExampleState(example: string): Promise<StackState> {
    const simulating = simulatingProviders("eu-west-1", new Map());
    return stateOf(example, { ...simulating, make: (...resource) => plainProviders.make(...resource) });
}

async function stateOf(example: string, providers: Providers): Promise<StackState> {
    const { code } = await transform(example, { loader: "ts", format: "cjs" });
    const bare = code.replace(/"[^"\n]*"/g, '""');
    // Neither an argument's name nor what the example declares itself.
    const used = exampleNames.filter(({ name }) => new RegExp(`(?<![.\\w]|(?:const|let) )${name}\\b(?!:)`).test(bare));
    const components = componentFiles().filter(({ name }) => new RegExp(`new ${name}\\b`).test(bare));
    const names = ["aws", "pulumi", ...used.map(({ name }) => name), ...components.map(({ name }) => name)];
    // In a block of its own, it may declare what others find declared.
    const run = compileFunction(`{ ${code} }`, names) as (...values: unknown[]) => void;
    const { resources } = await runProgram(PROJECT, "example", providers, () => {
        run(
            aws,
            pulumi,
            ...used.map(({ name, type }) => existing(name, type)),
            ...components.map(({ name, file }) => (load(file) as Record<string, unknown>)[name]),
        );
        return Promise.resolve({});
    });
    return { stack: `${PROJECT}/example`, resources };
}

const plainProviders: Providers = {
    make(urn, type, inputs) {
        const name = urn.split("::").slice(3).join("::");
        if (type === "pulumi:pulumi:StackReference")
            return Promise.resolve({ id: name, inputs, outputs: { outputs: { ordersTable: "orders" } } });
        return Promise.resolve({ id: `${name}-id`, inputs, outputs: computedOutputs(type, name, inputs) });
    },
    call(token) {
        throw new Error(`Examples call no functions; one calls ${token}.`);
    },
};

/** What stands behind a declared name. */
function existing(name: string, type: string): unknown {
    if (type in layerRefs) return layerRefs[type as keyof typeof layerRefs];
    if (type === "pulumi.Output<string>") return pulumi.output(ACCOUNT);
    if (type === "pulumi.asset.Archive") return new pulumi.asset.AssetArchive({});
    if (type.endsWith("[]")) return ["1", "2"].map((number) => existing(`${name}-${number}`, type.slice(0, -2)));
    const [, module = "", className = ""] = type.split(".");
    const resourceClass = (aws as unknown as Record<string, Record<string, Readable | undefined>>)[module]?.[className];
    if (resourceClass === undefined) throw new Error(`Examples cannot be run with '${name}: ${type}'.`);
    return resourceClass.get(name, `${name}-id`);
}

/** A resource class, by which what exists is read. */
interface Readable {
    get(name: string, id: string): pulumi.Resource;
}
