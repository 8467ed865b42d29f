import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { emulatorStatus } from "../../local/emulator";
import { doctorReport, type DoctorReport } from "../../local/provider/report";
import { repositoryRoot } from "../../local/shared/paths";
import { ensureToolchain } from "../../local/toolchain";
import { buildPolicyPack } from "../../policies/build";
import { environmentsOf, loadEnvironment } from "./config";
import { loadGraph } from "./layers";
import { isAlive, type Holder } from "./lock";
import { localDirectory, locksDirectory } from "./places";

/** One thing that has to be right. */
export interface Check {
    readonly name: string;
    readonly ok: boolean;
    /** What was found, or what is wrong and how to help it. */
    readonly detail: string;
}

/** What `platform doctor` finds. */
export interface Diagnosis {
    readonly checks: readonly Check[];
    readonly shortcomings: DoctorReport;
}

/** Checks everything that a run needs; gets the toolchain when it is missing. */
export async function diagnose(root: string = repositoryRoot): Promise<Diagnosis> {
    const checks = [
        await check("Node.js", () => process.version),
        await check("layers", () =>
            loadGraph(root)
                .layers.map(({ name }) => name)
                .join(", "),
        ),
        ...(await Promise.all(
            environmentsOf(root).map((name) =>
                check(`Pulumi.${name}.yaml`, () => {
                    loadEnvironment(root, name);
                    return "valid";
                }),
            ),
        )),
        await check("Pulumi", async () => {
            const { pulumi, version, policyRuntime } = await ensureToolchain();
            return `${version} (${pulumi}), policy packs by ${policyRuntime}`;
        }),
        await check("policy pack", async () => {
            const { policyRuntime: runtime } = await ensureToolchain();
            return `builds into ${buildPolicyPack({ outDir: join(root, ".platform", "policies"), runtime })}`;
        }),
        await check("emulator", async () => {
            const { url } = await emulatorStatus(localDirectory(root));
            return url === undefined ? "not running" : `answers at ${url}`;
        }),
        await check("locks", () => locks(locksDirectory(root))),
    ];
    return { checks, shortcomings: doctorReport() };
}

async function check(name: string, find: () => string | Promise<string>): Promise<Check> {
    try {
        return { name, ok: true, detail: await find() };
    } catch (error) {
        return { name, ok: false, detail: (error as Error).message };
    }
}

function locks(directory: string): string {
    const files = existsSync(directory) ? readdirSync(directory).filter((file) => file.endsWith(".json")) : [];
    const held = files
        .map(
            (file) =>
                [
                    file.replace(/\.json$/, ""),
                    JSON.parse(readFileSync(join(directory, file), "utf8")) as Holder,
                ] as const,
        )
        .filter(([, holder]) => isAlive(holder));
    return held.length === 0
        ? "none held"
        : held.map(([environment, { command, pid }]) => `${environment} by '${command}', process ${pid}`).join("; ");
}
