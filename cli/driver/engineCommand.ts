import { spawn, type ChildProcess } from "node:child_process";
import { delimiter, dirname } from "node:path";
import type { PulumiCommand } from "@pulumi/pulumi/automation";

/** A Pulumi CLI that ended with an error, with everything that it said. */
export class EngineError extends Error {
    constructor(
        /** Standard error and, for operations that report there, standard output. */
        readonly output: string,
        /** What ended it, when something did: SIGKILL when the system ran short of memory. */
        readonly signal?: NodeJS.Signals,
    ) {
        super(lastWords(output));
        this.name = "EngineError";
    }
}

/**
 * What the Automation API runs around every operation, and the driver knows already: that the stack exists, and, from the
 * operation's events, what came of it. Answering saves four processes for each layer.
 */
const KNOWN_ANSWERS: Readonly<Record<string, string>> = { select: "", output: "{}", history: "[]" };

/** Commands of the CLI that run a program. */
const RUN_PROGRAMS: ReadonlySet<string> = new Set(["preview", "up"]);

const running = new Set<ChildProcess>();

/** Interrupts what is being cancelled already: the engines then end at once, without recording what they had begun. */
export function interruptAgain(): void {
    for (const child of running) child.kill("SIGINT");
}

/** Ends the engines whatever they are at. */
export function killEngines(): void {
    for (const child of running) child.kill("SIGKILL");
}

/** Runs the Pulumi CLI for the Automation API. */
export class EngineCommand {
    /**
     * @param command - the CLI; absolute
     * @param answersKnown - see {@link KNOWN_ANSWERS}
     * @param programs - port of a language host that runs the programs. @default - the engine starts one itself
     */
    constructor(
        readonly command: string,
        readonly version: string,
        private readonly answersKnown = false,
        private readonly programs?: string,
    ) {}

    /** The same CLI, which asks the language host at a port of this machine for the programs. */
    withPrograms(port: string): EngineCommand {
        return new EngineCommand(this.command, this.version, this.answersKnown, port);
    }

    /**
     * The Automation API's class has a private constructor and starts the CLI in this process's group. There Ctrl+C reaches
     * it twice, from the terminal and from the driver, and at the second time the engine ends without recording what it did.
     */
    asPulumiCommand(): PulumiCommand {
        return this as unknown as PulumiCommand;
    }

    /** Called by the Automation API. Ends gracefully, by SIGINT, when `signal` aborts. */
    run(
        args: string[],
        cwd: string,
        variables: Readonly<Record<string, string>>,
        onOutput?: (text: string) => void,
        onError?: (text: string) => void,
        signal?: AbortSignal,
    ): Promise<{ stdout: string; stderr: string; code: number }> {
        const known = this.answersKnown && args[0] === "stack" ? KNOWN_ANSWERS[args[1] ?? ""] : undefined;
        if (known !== undefined) return Promise.resolve({ stdout: known, stderr: "", code: 0 });
        const runsProgram = this.programs !== undefined && RUN_PROGRAMS.has(args[0] ?? "");
        const client = runsProgram ? [`--client=127.0.0.1:${this.programs}`] : [];
        const PATH = [dirname(this.command), variables.PATH ?? process.env.PATH].join(delimiter);
        return new Promise((resolve, reject) => {
            const child = spawn(this.command, [...args, ...client, "--non-interactive"], {
                cwd,
                env: { ...process.env, ...variables, PATH, PULUMI_AUTOMATION_API: "true" },
                stdio: ["ignore", "pipe", "pipe"],
                detached: true,
            });
            running.add(child);
            const interrupt = () => child.kill("SIGINT");
            signal?.addEventListener("abort", interrupt, { once: true });
            if (signal?.aborted) interrupt();
            let [stdout, stderr] = ["", ""];
            child.stdout.setEncoding("utf8").on("data", (text: string) => {
                stdout += text;
                onOutput?.(text);
            });
            child.stderr.setEncoding("utf8").on("data", (text: string) => {
                stderr += text;
                onError?.(text);
            });
            child.on("error", reject);
            child.on("close", (code, endedBy) => {
                running.delete(child);
                signal?.removeEventListener("abort", interrupt);
                if (code === 0) resolve({ stdout, stderr, code });
                else reject(new EngineError(stderr + stdout, endedBy ?? undefined));
            });
        });
    }
}

/** What an error of the CLI comes down to: its `error:` lines, or all of it. */
function lastWords(output: string): string {
    const at = output.search(/^\s*error: /m);
    return (at < 0 ? output : output.slice(at)).trim();
}
