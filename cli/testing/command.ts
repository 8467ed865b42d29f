import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { repositoryRoot } from "../../local/shared/paths";

/** A command that has ended. */
export interface Ended {
    /** `null` when a signal ended it. */
    readonly code: number | null;
    readonly stdout: string;
    readonly stderr: string;
}

/** How to run the command. */
export interface CommandOptions {
    /** @default - this process's */
    readonly env?: NodeJS.ProcessEnv;
    /** Sees standard error as it grows, and may end the command by a signal: as Ctrl+C does, by default. */
    readonly onError?: (text: string, interrupt: (signal?: NodeJS.Signals) => void) => void;
}

/** Runs `platform` as a user does. */
export function platform(args: readonly string[], options: CommandOptions = {}): Promise<Ended> {
    return runPlatform(repositoryRoot, args, options);
}

/** Runs the `platform` of a repository. */
export async function runPlatform(
    root: string,
    args: readonly string[],
    { env, onError }: CommandOptions = {},
): Promise<Ended> {
    const child = spawn(process.execPath, [join(root, "cli", "bin.js"), ...args], {
        cwd: root,
        env: env ?? process.env,
        stdio: ["ignore", "pipe", "pipe"],
    });
    let [stdout, stderr] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
        stderr += text;
        onError?.(stderr, (signal = "SIGINT") => child.kill(signal));
    });
    const [code] = (await once(child, "close")) as [number | null];
    return { code, stdout, stderr };
}
