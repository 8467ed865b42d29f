import { execFile } from "node:child_process";
import { constants } from "node:fs";
import { access, realpath } from "node:fs/promises";
import { basename, delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import semver from "semver";
import { pulumiVersion } from "./versions";

/** A Pulumi CLI with a Node.js language host beside it. */
export interface Installation {
    /** What `PulumiCommand.get({ root })` takes: the CLI is `<root>/bin/pulumi`. */
    readonly root: string;
    /** For example `3.259.0`. */
    readonly version: string;
    /**
     * Whether its language host starts policy packs of the runtime `nodejs`. The one built from the Go module proxy is too
     * old for that; official releases carry a helper for it, by which they are told apart.
     */
    readonly startsPolicyPacks: boolean;
}

/** The CLI on the `PATH`, when it has its language host and is the pinned version or a newer one of the same major. */
export async function onPath(env: NodeJS.ProcessEnv): Promise<Installation | undefined> {
    for (const directory of (env.PATH ?? "").split(delimiter).filter((entry) => entry !== "")) {
        const pulumi = join(directory, "pulumi");
        if (!(await executable(pulumi))) continue;
        // Package managers link to it; the language host stands beside the original.
        const bin = dirname(await realpath(pulumi));
        if (basename(bin) !== "bin") return undefined;
        const found = await inRoot(dirname(bin), env);
        return found !== undefined && satisfies(found.version) ? found : undefined;
    }
    return undefined;
}

/** The installation in a folder, whatever its version; undefined when it is not whole or does not run. */
export async function inRoot(root: string, env: NodeJS.ProcessEnv): Promise<Installation | undefined> {
    const bin = (name: string) => join(root, "bin", name);
    if (!(await executable(bin("pulumi"))) || !(await executable(bin("pulumi-language-nodejs")))) return undefined;
    const version = await versionOf(bin("pulumi"), env);
    if (version === undefined) return undefined;
    return { root, version, startsPolicyPacks: await executable(bin("pulumi-analyzer-policy")) };
}

/** What `pulumi version` says, without the `v`; undefined when it does not run here. */
export async function versionOf(pulumi: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
    const found = await promisify(execFile)(pulumi, ["version"], {
        env: { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" },
        timeout: 20_000,
    }).catch(() => undefined);
    return semver.valid(found?.stdout.trim() ?? "") ?? undefined;
}

function satisfies(version: string): boolean {
    return semver.satisfies(version, `^${pulumiVersion}`);
}

async function executable(file: string): Promise<boolean> {
    return access(file, constants.X_OK).then(
        () => true,
        () => false,
    );
}
