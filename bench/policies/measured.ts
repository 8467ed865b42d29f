import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** What a command takes. */
export interface Cost {
    /** Time until it ended. */
    readonly seconds: number;
    /** Processor time of it and of all that it started. On a busy machine this is the one to compare. */
    readonly cpuSeconds: number;
    /** Memory of the largest process among them, at its peak. */
    readonly peakBytes: number;
}

/** A command to be measured. */
export interface Command {
    readonly file: string;
    readonly args: readonly string[];
    readonly env?: NodeJS.ProcessEnv;
}

/**
 * Runs a command several times.
 *
 * @param output file that its standard output goes to
 * @returns the median of each of its costs, and what it printed
 * @throws when it ends with another code than 0, all is well, or 1, something is violated
 */
export async function measured(
    { file, args, env = process.env }: Command,
    runs: number,
    output: string,
): Promise<{ cost: Cost; printed: string }> {
    const costs: Cost[] = [];
    for (let count = 0; count < runs; count++) {
        const script = join(__dirname, "measure.py");
        const { stdout, stderr } = await run("python3", [script, output, file, ...args], { env });
        const { exitCode, ...cost } = JSON.parse(stdout) as Cost & { readonly exitCode: number };
        if (exitCode !== 0 && exitCode !== 1)
            throw new Error(`'${[file, ...args].join(" ")}' ended with ${exitCode}: ${stderr}`);
        costs.push(cost);
    }
    const cost = {
        seconds: median(costs.map(({ seconds }) => seconds)),
        cpuSeconds: median(costs.map(({ cpuSeconds }) => cpuSeconds)),
        peakBytes: median(costs.map(({ peakBytes }) => peakBytes)),
    };
    return { cost, printed: readFileSync(output, "utf8") };
}

/** The middle one of some numbers. */
export function median(numbers: readonly number[]): number {
    return [...numbers].sort((left, right) => left - right)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}
