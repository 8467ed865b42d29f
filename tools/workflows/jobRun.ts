import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Contexts, Expressions, Status } from "./expressions";
import { valuesIn, type Job, type Permissions, type Step, type Workflow } from "./workflow";

/** One step as an action's stand-in sees it. */
export interface ActionCall {
    readonly with: Readonly<Record<string, string>>;
    readonly github: Readonly<Record<string, unknown>>;
    readonly permissions: Permissions;
    /** What the job checks out into, and runs in. */
    readonly workspace: string;
    /** Gives a variable to all later steps of the job. */
    readonly setEnv: (name: string, value: string) => void;
}

/** Does what an action does, and returns its outputs. @throws when the action would fail */
export type Action = (call: ActionCall) => Readonly<Record<string, string>> | void;

/** Where and with what workflows run. */
export interface Machine {
    /** Folder for what jobs leave. */
    readonly root: string;
    readonly repository: string;
    readonly env: NodeJS.ProcessEnv;
    readonly vars: Readonly<Record<string, string>>;
    /** Stand-ins by the action's name without its commit. */
    readonly actions: Readonly<Record<string, Action>>;
}

/** What came of a job or a step. */
export type Result = "success" | "failure" | "skipped";

export interface JobResult {
    readonly result: Result;
    readonly outputs: Readonly<Record<string, string>>;
    /** What its steps printed. */
    readonly log: string;
    /** What they wrote into `GITHUB_STEP_SUMMARY`. */
    readonly summary: string;
}

/** One job, step after step. */
export class JobRun {
    private readonly directory: string;
    private readonly workspace: string;
    private readonly variables: Record<string, string> = {};
    private readonly steps: Record<string, { outputs: Record<string, string>; outcome: Result; conclusion: Result }> =
        {};
    private status: Status = "success";
    private log = "";

    constructor(
        private readonly machine: Machine,
        private readonly expressions: Expressions,
        private readonly workflow: Workflow,
        private readonly job: Job,
        private readonly name: string,
    ) {
        this.directory = mkdtempSync(join(machine.root, `${name}-`));
        this.workspace = join(this.directory, "workspace");
        for (const folder of [this.workspace, this.file("temp")]) mkdirSync(folder);
        writeFileSync(this.file("summary"), "");
    }

    run(given: Base): JobResult {
        const github = { ...given.github, job: this.name, workspace: this.workspace };
        const runner = { temp: this.file("temp"), os: "Linux", arch: "X64" };
        const base = { ...given, github, runner };
        writeFileSync(this.file("event.json"), JSON.stringify(given.github.event));
        const env = { ...this.evaluated(this.workflow.env, base), ...this.evaluated(this.job.env, base) };
        for (const step of this.job.steps) this.step(step, base, env);
        const contexts = this.contexts(base, env);
        const isForgiven = this.expressions.value(this.job["continue-on-error"], contexts) === true;
        return {
            result: this.status === "success" || isForgiven ? "success" : "failure",
            outputs: this.evaluated(this.job.outputs, contexts),
            log: this.log,
            summary: readFileSync(this.file("summary"), "utf8"),
        };
    }

    private step(step: Step, base: Base, jobEnv: Record<string, string>): void {
        const before = this.contexts(base, { ...jobEnv, ...this.variables });
        const env = { ...jobEnv, ...this.variables, ...this.evaluated(step.env, before) };
        const contexts = this.contexts(base, env);
        const id = step.id ?? `step-${Object.keys(this.steps).length}`;
        if (!this.expressions.isMet(step.if, contexts, this.status)) {
            this.steps[id] = { outputs: {}, outcome: "skipped", conclusion: "skipped" };
            return;
        }
        this.log += `\n=== ${this.name}: ${step.name ?? step.uses ?? step.run?.split("\n")[0]}\n`;
        let [outputs, isWell]: [Record<string, string>, boolean] = [{}, true];
        try {
            if (step.uses !== undefined) outputs = this.act(step.uses, this.evaluated(step.with, contexts), base);
            else ({ outputs, isWell } = this.script(step, contexts, env));
        } catch (error) {
            this.log += `${(error as Error).message}\n`;
            isWell = false;
        }
        const isForgiven = this.expressions.value(step["continue-on-error"], contexts) === true;
        const outcome = isWell ? "success" : "failure";
        this.steps[id] = { outputs, outcome, conclusion: isForgiven ? "success" : outcome };
        if (this.steps[id].conclusion === "failure") this.status = "failure";
    }

    private act(uses: string, given: Record<string, string>, { github }: Base): Record<string, string> {
        const [name] = uses.split("@");
        const action = this.machine.actions[name];
        if (action === undefined)
            throw new Error(`There is no stand-in for ${name}: write one in tools/workflows/actions.ts.`);
        const permissions = this.job.permissions ?? this.workflow.permissions ?? {};
        const setEnv = (variable: string, value: string) => (this.variables[variable] = value);
        return { ...action({ with: given, github, permissions, workspace: this.workspace, setEnv }) };
    }

    private script(step: Step, contexts: Contexts, env: Record<string, string>) {
        const defaults = { ...this.workflow.defaults?.run, ...this.job.defaults?.run };
        const [output, variables] = ["output", "env"].map((name) =>
            this.file(`${name}-${Object.keys(this.steps).length}`),
        );
        for (const file of [output, variables]) writeFileSync(file, "");
        const file = this.file("script.sh");
        writeFileSync(file, this.expressions.text(step.run, contexts));
        // As GitHub's documentation says: without 'shell: bash', nothing is said of pipes.
        const options =
            (step.shell ?? defaults.shell) === "bash" ? ["--noprofile", "--norc", "-eo", "pipefail"] : ["-e"];
        const cwd = join(this.workspace, step["working-directory"] ?? defaults["working-directory"] ?? ".");
        const { status, stdout, stderr, error } = spawnSync("bash", [...options, file], {
            cwd,
            env: {
                ...this.machine.env,
                ...this.variablesOfRunner(contexts),
                ...env,
                GITHUB_OUTPUT: output,
                GITHUB_ENV: variables,
            },
            encoding: "utf8",
            maxBuffer: 64 * 1024 * 1024,
        });
        if (error !== undefined) throw error;
        this.log += stdout + stderr;
        Object.assign(this.variables, valuesIn(readFileSync(variables, "utf8")));
        return { outputs: valuesIn(readFileSync(output, "utf8")), isWell: status === 0 };
    }

    private variablesOfRunner({ github }: Contexts): Record<string, string> {
        const told = Object.entries(github as Record<string, unknown>).filter(
            ([name, value]) => typeof value === "string" && name !== "token",
        ) as [string, string][];
        return {
            ...Object.fromEntries(told.map(([name, value]) => [`GITHUB_${name.toUpperCase()}`, value])),
            ...{ CI: "true", GITHUB_ACTIONS: "true", RUNNER_TEMP: this.file("temp"), RUNNER_OS: "Linux" },
            ...{ GITHUB_EVENT_PATH: this.file("event.json"), GITHUB_STEP_SUMMARY: this.file("summary") },
            FAKE_PERMISSIONS: JSON.stringify(this.job.permissions ?? this.workflow.permissions ?? {}),
        };
    }

    private evaluated(values: Readonly<Record<string, unknown>> = {}, contexts: Contexts): Record<string, string> {
        return Object.fromEntries(
            Object.entries(values).map(([name, value]) => [name, this.expressions.text(value, contexts)]),
        );
    }

    private contexts(base: Base, env: Record<string, string>): Contexts {
        return { ...base, env, steps: this.steps, job: { status: this.status } };
    }

    private file(name: string): string {
        return join(this.directory, name);
    }
}

type Base = Contexts & { readonly github: Readonly<Record<string, unknown>> };
