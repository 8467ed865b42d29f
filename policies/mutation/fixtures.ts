import { createRequire } from "node:module";
import { rules } from "../rules";
import { runProgram, type Providers } from "../testing/program";
import { computedOutputs } from "./computed";
import { judgeWorld, type Judgement, type World } from "./judgement";

/** The compliant resources of `policies/fixtures`, with what the rules say of them. */
export interface Fixtures {
    readonly world: World;
    readonly before: Judgement;
}

const load = createRequire(__filename);

/** What the fixtures read from another stack. */
const PUBLISHED = { ordersTable: "orders" };

/** Stands for AWS. */
export const plainProviders: Providers = {
    make(urn, type, inputs) {
        const name = urn.split("::").slice(3).join("::");
        if (type === "pulumi:pulumi:StackReference")
            return Promise.resolve({ id: name, inputs, outputs: { outputs: PUBLISHED } });
        return Promise.resolve({ id: `${name}-id`, inputs, outputs: computedOutputs(type, name, inputs) });
    },
    call(token) {
        throw new Error(`Fixtures call no functions; one calls ${token}.`);
    },
};

let made: Promise<Fixtures> | undefined;

/** Runs the programs of the fixtures, once: as modules they make their resources when they are first loaded. */
export function fixtures(): Promise<Fixtures> {
    return (made ??= make());
}

async function make(): Promise<Fixtures> {
    const read = await runProgram("shop-data", "prod", plainProviders, () => Promise.resolve(PUBLISHED));
    const all = await runProgram("shop", "prod", plainProviders, () => {
        load("../fixtures");
        return Promise.resolve({});
    });
    const world = [
        { stack: "shop-data/prod", resources: read.resources },
        { stack: "shop/prod", resources: all.resources },
    ];
    return { world, before: judgeWorld(rules, world) };
}
