import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import {
    emulatorStatus,
    environmentPort,
    findEmulator,
    portHolder,
    portIsFree,
    PROCESSES,
    processNames,
    requirePython,
} from "../../local/emulator";
import { doctorReport, type DoctorReport } from "../../local/provider/report";
import { repositoryRoot } from "../../local/shared/paths";
import { findToolchain } from "../../local/toolchain";
import { buildPolicyPack } from "../../policies/build";
import { environmentsOf, loadEnvironment } from "./config";
import { loadGraph } from "./layers";
import { holderOf } from "./lock";
import { LOCAL, localDirectory, locksDirectory } from "./places";
import { requireCredentials } from "./credentials";

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

/** Looks for everything that a run needs; gets and starts nothing. */
export async function diagnose(
    root: string = repositoryRoot,
    env: NodeJS.ProcessEnv = process.env,
): Promise<Diagnosis> {
    const toolchain = await findToolchain(env);
    const emulator = await findEmulator(env);
    const environments = environmentsOf(root);
    const checks = [
        await check("Node.js", () => process.version),
        await check("layers", () =>
            loadGraph(root)
                .layers.map(({ name }) => name)
                .join(", "),
        ),
        ...(await Promise.all(
            environments.map((name) =>
                check(`Pulumi.${name}.yaml`, () => {
                    loadEnvironment(root, name);
                    return "valid";
                }),
            ),
        )),
        await check("Pulumi", () =>
            toolchain === undefined
                ? missingPulumi(env)
                : `${toolchain.version} (${toolchain.pulumi}), policy packs by ${toolchain.policyRuntime}`,
        ),
        await check("policy pack", () =>
            toolchain === undefined
                ? "builds when Pulumi is there"
                : `builds into ${buildPolicyPack({ outDir: join(root, ".platform", "policies"), runtime: toolchain.policyRuntime })}`,
        ),
        await check("emulator's installation", async () =>
            emulator === undefined
                ? `missing; is installed with Python ${await requirePython(env)}, in about 30 s: ${PREPARE}`
                : `MiniStack ${emulator.version}, with moto`,
        ),
        await check("emulator", () => runningEmulator(root)),
        await check("locks", () => locks(root, environments)),
        ...(await Promise.all(
            environments
                .filter((name) => name !== LOCAL)
                .map((name) => check(`AWS for ${name}`, () => aws(root, name))),
        )),
    ];
    return { checks, shortcomings: doctorReport() };
}

const PREPARE = "'platform local prepare', or the first run";

/** Nothing is wrong yet: the release may be there, and Go is needed only when it is not. */
async function missingPulumi(env: NodeJS.ProcessEnv): Promise<string> {
    const go = await promisify(execFile)("go", ["version"], { env }).then(
        ({ stdout }) => `${/go[\d.]+/.exec(stdout)?.[0] ?? "Go"} is there`,
        () => "which needs Go, and there is none",
    );
    return `missing; is downloaded, or where that fails built in about 6 minutes (${go}): ${PREPARE}`;
}

async function runningEmulator(root: string): Promise<string> {
    const status = await emulatorStatus(localDirectory(root));
    if (status.url !== undefined)
        return processNames
            .map((name) => {
                const { answers } = PROCESSES[name];
                const title = answers === undefined ? `'${name}'` : `${answers.product}, for ${answers.serves},`;
                if (status.processes[name] === undefined)
                    return `${title} does not run, 'platform local start' starts it`;
                return answers === undefined ? `${title} runs` : `${title} answers at ${status[answers.as]}`;
            })
            .join("; ");
    const port = environmentPort(localDirectory(root));
    if (await portIsFree(port)) return `not running; port ${port} is free`;
    const holder = await portHolder(port);
    throw new Error(
        `not running, and port ${port} is taken${holder === undefined ? "" : ` by ${holder}`}. End that, or choose another by PLATFORM_LOCAL_PORT.`,
    );
}

/** Who has no account needs none: only what runs against AWS does. */
async function aws(root: string, name: string): Promise<string> {
    return requireCredentials(loadEnvironment(root, name)).then(
        () => "credentials found",
        () => `no credentials; only 'platform rehearse ${name}' works without`,
    );
}

async function check(name: string, find: () => string | Promise<string>): Promise<Check> {
    try {
        return { name, ok: true, detail: await find() };
    } catch (error) {
        return { name, ok: false, detail: (error as Error).message };
    }
}

function locks(root: string, environments: readonly string[]): string {
    const held = environments.flatMap((name) => {
        const holder = holderOf(locksDirectory(root, name), name);
        return holder === undefined ? [] : [`${name} by '${holder.command}', process ${holder.pid}`];
    });
    return held.length === 0 ? "none held" : held.join("; ");
}
