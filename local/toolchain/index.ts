import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { exclusive } from "../shared/exclusive";
import { nodeDirectory, userCache } from "../shared/paths";
import type { OnProgress } from "../shared/progress";
import { embeddedRuntime, installAnalyzer } from "./analyzer";
import { buildFromModules } from "./build";
import { type Installation, inRoot, onPath } from "./installation";
import { downloadRelease, officialReleases } from "./release";
import { pulumiVersion } from "./versions";

export { endLeftHosts } from "./leftHosts";

/** What {@link ensureToolchain} may be told; the defaults are the real thing. */
export interface ToolchainOptions {
    readonly onProgress?: OnProgress;
    /**
     * Whose `PATH`, `HOME`, `XDG_CACHE_HOME`, `HTTPS_PROXY` and `NO_PROXY` count.
     * @default process.env
     */
    readonly env?: NodeJS.ProcessEnv;
    /**
     * Base URL of the releases.
     * @default Pulumi's own
     */
    readonly releases?: string;
}

/** A Pulumi engine ready for the Automation API. */
export interface Toolchain {
    /** For `PulumiCommand.get({ root })`. */
    readonly root: string;
    /** Path of the CLI. */
    readonly pulumi: string;
    /** Version of the CLI, for example `3.259.0`. */
    readonly version: string;
    /** A `PULUMI_HOME` apart from the user's own: without their login, plugins and templates. */
    readonly home: string;
    /** What `runtime` in a policy pack's `PulumiPolicy.yaml` must say for this engine to start it. */
    readonly policyRuntime: "nodejs" | typeof embeddedRuntime;
    /** Variables for every run of the engine. */
    readonly env: Readonly<Record<string, string>>;
    /**
     * {@link env} for runs that must do without a network: {@link home} is the engine's home, and a missing plugin is an
     * error at once.
     */
    readonly offlineEnv: Readonly<Record<string, string>>;
}

/**
 * Finds the Pulumi CLI with its Node.js language host, or makes it: on the `PATH`; in `~/.pulumi/versions`; from the official
 * release; built from the Go module proxy.
 *
 * @throws When none of these is possible; says what to install.
 */
export async function ensureToolchain(options: ToolchainOptions = {}): Promise<Toolchain> {
    const { env = process.env } = options;
    if (process.platform === "win32") {
        throw new Error(
            "The platform's tools run on Linux and macOS. On Windows, use the Windows Subsystem for Linux.",
        );
    }
    const userHome = userHomeOf(env);
    const found = (await existing(env)) ?? (await make(userHome, { ...options, env }));
    const home = homeOf(env);
    if (!found.startsPolicyPacks) await Promise.all([home, userHome].map(installAnalyzer));
    return describe(found, home, env);
}

/** The toolchain that {@link ensureToolchain} would find; makes nothing. */
export async function findToolchain(env: NodeJS.ProcessEnv = process.env): Promise<Toolchain | undefined> {
    const found = await existing(env);
    return found === undefined ? undefined : describe(found, homeOf(env), env);
}

async function existing(env: NodeJS.ProcessEnv): Promise<Installation | undefined> {
    return (await onPath(env)) ?? (await inVersions(userHomeOf(env), env));
}

function userHomeOf(env: NodeJS.ProcessEnv): string {
    return env.PULUMI_HOME || join(env.HOME || homedir(), ".pulumi");
}

function homeOf(env: NodeJS.ProcessEnv): string {
    return join(userCache(env), "pulumi-home");
}

function versionsRoot(userHome: string): string {
    return join(userHome, "versions", pulumiVersion);
}

async function inVersions(userHome: string, env: NodeJS.ProcessEnv): Promise<Installation | undefined> {
    const found = await inRoot(versionsRoot(userHome), env);
    return found?.version === pulumiVersion ? found : undefined;
}

async function make(userHome: string, options: ToolchainOptions & { env: NodeJS.ProcessEnv }): Promise<Installation> {
    const { env, onProgress, releases = officialReleases } = options;
    const root = versionsRoot(userHome);
    const work = async () => {
        const meanwhile = await inVersions(userHome, env);
        if (meanwhile !== undefined) return meanwhile;
        if (!(await downloadRelease(releases, root, env, onProgress))) await buildFromModules(root, env, onProgress);
        const made = await inVersions(userHome, env);
        if (made === undefined) {
            throw new Error(
                `${root}/bin/pulumi was installed but does not answer as version ${pulumiVersion}. Delete ${root} and run ` +
                    "the command again.",
            );
        }
        return made;
    };
    return exclusive(`${root}.making`, 900, work, () =>
        onProgress?.({ title: "Waiting for another command, which fetches or builds Pulumi" }),
    );
}

function describe(
    { root, version, startsPolicyPacks }: Installation,
    home: string,
    base: NodeJS.ProcessEnv,
): Toolchain {
    const bin = join(root, "bin");
    const env = {
        // The pinned Node.js first: programs, policy packs and functions agree on it.
        PATH: [bin, nodeDirectory, base.PATH ?? ""].join(delimiter),
        PULUMI_SKIP_UPDATE_CHECK: "true",
        // Types are checked by the build; here it would cost seconds per layer.
        PULUMI_NODEJS_TRANSPILE_ONLY: "true",
        // The CLI ends before it is worth collecting what it has left behind.
        GOGC: "400",
        NODE_COMPILE_CACHE: join(userCache(base), "node-compile-cache"),
    };
    return {
        root,
        pulumi: join(bin, "pulumi"),
        version,
        home,
        policyRuntime: startsPolicyPacks ? "nodejs" : embeddedRuntime,
        env,
        offlineEnv: { ...env, PULUMI_HOME: home, PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true" },
    };
}
