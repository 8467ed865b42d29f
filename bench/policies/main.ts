/**
 * Measures the policies, alone and against Checkov on the same resources. Run: `npm run bench:policies`; see bench/README.md.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { repositoryRoot } from "../../local/shared/paths";
import { asText, type Figures, type ToolFigures } from "./figures";
import type { Judged } from "./judge";
import { measured } from "./measured";
import { multiplied } from "./multiply";
import { packStart } from "./packStart";
import { countOf, type State } from "./states";
import { terraformPlan } from "./terraformPlan";
import { checkov, platform, type Tool } from "./tools";

const WORK = join(repositoryRoot, ".platform", "bench");

const { values: options } = parseArgs({
    options: {
        json: { type: "boolean", default: false },
        sizes: { type: "string", default: "1000,10000" },
        states: { type: "string" },
        "without-checkov": { type: "boolean", default: false },
    },
});

void main();

async function main(): Promise<void> {
    const rehearsed = readStates(options.states ?? rehearse());
    const sets = [0, ...options.sizes.split(",").map(Number)].map((size) => resourceSet(rehearsed, size));
    const tools = options["without-checkov"]
        ? [platform]
        : [
              platform,
              await checkov(({ title, detail, expectedSeconds }) => tell(title, detail, `${expectedSeconds} s`)),
          ];
    tell("Starting the built pack");
    const started = await packStart(join(WORK, "pack"), 7, join(WORK, "compile-cache"));
    const figures: Figures = {
        packStart: started,
        judging: await inTurn(sets.slice(1), judging),
        tools: await inTurn(tools, (tool) => figuresOf(tool, sets)),
    };
    console.log(options.json ? JSON.stringify(figures, null, 4) : asText(figures));
}

/** The same resources as states and as plans. */
interface ResourceSet {
    readonly resources: number;
    readonly states: readonly string[];
    readonly plans: readonly string[];
}

function tell(...what: (string | undefined)[]): void {
    process.stderr.write(`${what.filter((part) => part !== undefined).join(", ")}\n`);
}

function rehearse(): string {
    const out = join(WORK, "rehearsed");
    tell("Rehearsing prod", "about 60 s");
    const command = [join(repositoryRoot, "cli", "bin.js"), "rehearse", "prod", "--out", out];
    execFileSync(process.execPath, command, { cwd: repositoryRoot, stdio: ["ignore", 2, 2] });
    return out;
}

function readStates(directory: string): ReadonlyMap<string, State> {
    const files = readdirSync(directory).filter((name) => name.endsWith(".json"));
    return new Map(files.map((name) => [name, JSON.parse(readFileSync(join(directory, name), "utf8")) as State]));
}

/** Writes states and plans of at least so many resources: as many whole copies as that takes. */
function resourceSet(rehearsed: ReadonlyMap<string, State>, size: number): ResourceSet {
    const originals = [...rehearsed.values()];
    const copies = Math.ceil(size / countOf(originals));
    const states = copies === 0 ? originals.map(withoutResources) : multiplied(originals, copies);
    const write = (kind: string, contents: readonly object[]) => {
        const directory = join(WORK, String(size), kind);
        mkdirSync(directory, { recursive: true });
        return [...rehearsed.keys()].map((name, index) => {
            const file = join(directory, basename(name));
            writeFileSync(file, JSON.stringify(contents[index]));
            return file;
        });
    };
    return {
        resources: countOf(states),
        states: write("states", states),
        plans: write("plans", states.map(terraformPlan)),
    };
}

function withoutResources({ deployment, ...state }: State): State {
    return { ...state, deployment: { ...deployment, resources: [] } };
}

async function judging({ resources, states }: ResourceSet): Promise<Figures["judging"][number]> {
    tell(`Judging ${resources} resources in one process`);
    const judge = { file: process.execPath, args: ["--require", "tsx/cjs", join(__dirname, "judge.ts"), ...states] };
    const { printed } = await measured(judge, 1, join(WORK, "judged.json"));
    return { resources, ...(JSON.parse(printed) as Judged) };
}

async function figuresOf(tool: Tool, [none, ...sets]: readonly ResourceSet[]): Promise<ToolFigures> {
    const judged = async (set: ResourceSet, runs: number) => {
        tell(`${tool.name}: ${set.resources} resources`);
        const { cost, printed } = await measured(tool.command(set[tool.reads]), runs, join(WORK, "printed.json"));
        return { resources: set.resources, verdicts: tool.verdictsIn(printed), cost };
    };
    const startUp = await judged(none, 5);
    const sizes = await inTurn(sets, (set) => judged(set, set.resources < 5000 ? 3 : 1));
    return { tool: tool.name, startUp: startUp.cost, sizes };
}

/** One after the other: what runs at the same time would be measured with it. */
async function inTurn<T, R>(things: readonly T[], work: (thing: T) => Promise<R>): Promise<R[]> {
    const results: R[] = [];
    for (const thing of things) results.push(await work(thing));
    return results;
}
