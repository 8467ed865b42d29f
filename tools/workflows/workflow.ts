import { readFileSync } from "node:fs";
import { parse } from "yaml";

/** What of a workflow is run here, by GitHub's names. */
export interface Workflow {
    readonly name?: string;
    readonly on: unknown;
    readonly env?: Env;
    readonly permissions?: Permissions;
    readonly defaults?: Defaults;
    readonly jobs: Readonly<Record<string, Job>>;
}

export interface Job {
    readonly if?: string | boolean;
    readonly needs?: string | readonly string[];
    readonly env?: Env;
    readonly permissions?: Permissions;
    readonly defaults?: Defaults;
    readonly outputs?: Readonly<Record<string, string>>;
    readonly strategy?: { readonly matrix?: unknown };
    readonly "continue-on-error"?: string | boolean;
    readonly steps: readonly Step[];
}

export interface Step {
    readonly id?: string;
    readonly name?: string;
    readonly if?: string | boolean;
    readonly run?: string;
    readonly uses?: string;
    readonly with?: Readonly<Record<string, unknown>>;
    readonly env?: Env;
    readonly shell?: string;
    readonly "working-directory"?: string;
    readonly "continue-on-error"?: string | boolean;
}

type Env = Readonly<Record<string, unknown>>;

/** What the job's token may do: `read` or `write`, by the name of what. */
export type Permissions = Readonly<Record<string, string>> | "read-all" | "write-all";

interface Defaults {
    readonly run?: { readonly shell?: string; readonly "working-directory"?: string };
}

/** Reads a workflow. */
export function readWorkflow(file: string): Workflow {
    return parse(readFileSync(file, "utf8")) as Workflow;
}

/** The jobs of which one needs the other, each after those that it needs. */
export function inOrder(jobs: Workflow["jobs"]): (readonly [string, Job])[] {
    const sorted = new Map<string, Job>();
    const add = (name: string) => {
        for (const other of neededBy(jobs[name])) if (!sorted.has(other)) add(other);
        sorted.set(name, jobs[name]);
    };
    Object.keys(jobs).forEach(add);
    return [...sorted];
}

/** The jobs that a job names as needed. */
export function neededBy({ needs = [] }: Job): readonly string[] {
    return typeof needs === "string" ? [needs] : needs;
}

/** Each combination of a matrix: lists by name, and more of them to `include`. */
export function combinations(matrix: unknown): Readonly<Record<string, unknown>>[] {
    const { include = [], ...lists } = (matrix ?? {}) as Record<string, unknown[]>;
    const products = Object.entries(lists).reduce<Record<string, unknown>[]>(
        (made, [name, values]) => made.flatMap((each) => values.map((value) => ({ ...each, [name]: value }))),
        [{}],
    );
    const included = include as Record<string, unknown>[];
    return included.length === 0 ? products : [...(Object.keys(lists).length === 0 ? [] : products), ...included];
}

/** The values that a script has put into `GITHUB_OUTPUT` or `GITHUB_ENV`: `name=value`, or lines between two marks. */
export function valuesIn(text: string): Record<string, string> {
    const found: Record<string, string> = {};
    const lines = text.split("\n");
    for (let line = lines.shift(); line !== undefined; line = lines.shift()) {
        const [, several, mark] = /^([^=]+?)<<(.+)$/.exec(line) ?? [];
        if (several !== undefined) {
            const end = lines.indexOf(mark);
            if (end === -1) throw new Error(`'${several}' has no end: a line '${mark}'.`);
            found[several] = lines
                .splice(0, end + 1)
                .slice(0, -1)
                .join("\n");
        } else if (line.includes("=")) found[line.slice(0, line.indexOf("="))] = line.slice(line.indexOf("=") + 1);
        else if (line !== "") throw new Error(`'${line}' is neither 'name=value' nor the begin of several lines.`);
    }
    return found;
}

/** @throws as GitHub refuses a token that may not */
export function requirePermission(permissions: Permissions, what: string, access: "read" | "write"): void {
    const given = typeof permissions === "string" ? permissions.replace("-all", "") : (permissions[what] ?? "none");
    if (given !== access && given !== "write")
        throw new Error(`Resource not accessible by integration: the job has no permission '${what}: ${access}'.`);
}
