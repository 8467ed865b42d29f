import { readFileSync } from "node:fs";
import { buildPolicyPack } from "../../policies/build";
import { startPack } from "../../policies/testing/startPack";
import { median } from "./measured";

/** How long the built pack takes from the start of its process, in milliseconds. */
export interface PackStart {
    /** Until it has printed the port of its server, for which the engine waits. */
    readonly portMs: number;
    /** Until it has said what rules it has: the first that the engine asks. */
    readonly answerMs: number;
    /** Processor time until then. @default - only Linux tells it of another process that still runs */
    readonly cpuMs?: number;
}

/**
 * Builds the pack and starts it as the engine does, several times.
 *
 * @param outDir folder for the built pack, in this repository
 * @param compileCache where Node.js keeps the compiled code, as for the `platform` command
 * @returns the medians
 */
export async function packStart(outDir: string, runs: number, compileCache: string): Promise<PackStart> {
    buildPolicyPack({ outDir, runtime: "nodejs" });
    const start = async (): Promise<PackStart> => {
        const begun = performance.now();
        const pack = await startPack(outDir, { NODE_COMPILE_CACHE: compileCache });
        try {
            const portMs = performance.now() - begun;
            await pack.info();
            return { portMs, answerMs: performance.now() - begun, cpuMs: processorMs(pack.process.pid!) };
        } finally {
            pack.process.kill();
        }
    };
    // The first one fills the cache.
    await start();
    const starts: PackStart[] = [];
    for (let count = 0; count < runs; count++) starts.push(await start());
    return {
        portMs: median(starts.map(({ portMs }) => portMs)),
        answerMs: median(starts.map(({ answerMs }) => answerMs)),
        ...(process.platform === "linux" && { cpuMs: median(starts.map(({ cpuMs = 0 }) => cpuMs)) }),
    };
}

/** The 14th and 15th field of the process's line, in hundredths of a second; the second, in brackets, may hold blanks. */
function processorMs(pid: number): number | undefined {
    if (process.platform !== "linux") return undefined;
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)!.split(" ");
    return (Number(fields[11]) + Number(fields[12])) * 10;
}
