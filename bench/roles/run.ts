import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Attempt } from "./attempt";
import type { TRIALS } from "./trials";

/**
 * Deploys under the role in a process of its own: programs share the SDK's state of one.
 *
 * @param without - number of the statement that the role does not have. @default - it has them all
 */
export async function run(role: keyof typeof TRIALS, without?: number): Promise<Attempt> {
    const script = ["tsx", join(__dirname, "attempt.ts"), role, ...(without === undefined ? [] : [String(without)])];
    // The SDK ends a process with an error whose program still waits; what is told of it counts.
    const { stdout } = await promisify(execFile)("npx", script, { maxBuffer: 1e8 }).catch(
        (error: unknown) => error as { readonly stdout: string },
    );
    return JSON.parse(stdout) as Attempt;
}
