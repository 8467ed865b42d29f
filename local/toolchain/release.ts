import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type { OnProgress } from "../shared/progress";
import { download } from "./download";
import { pulumiVersion } from "./versions";

/** Where Pulumi publishes its releases. */
export const officialReleases = "https://get.pulumi.com/releases/sdk";

/**
 * Downloads the official release into `root`, checked against the checksums published beside it.
 *
 * @returns Whether it could be had: false when the host cannot be reached or has no such release.
 * @throws When what came does not have the published checksum.
 */
export async function downloadRelease(
    releases: string,
    root: string,
    env: NodeJS.ProcessEnv,
    onProgress?: OnProgress,
): Promise<boolean> {
    const name = `pulumi-v${pulumiVersion}-${platform()}.tar.gz`;
    onProgress?.({ title: "Looking for the official Pulumi release", detail: releases, expectedSeconds: 2 });
    const checksums = await download(`${releases}/pulumi-${pulumiVersion}-checksums.txt`, env);
    if (checksums === undefined) return false;
    onProgress?.({ title: "Downloading Pulumi", detail: `${releases}/${name}, about 100 MB`, expectedSeconds: 30 });
    const archive = await download(`${releases}/${name}`, env);
    if (archive === undefined) return false;

    const expected = new RegExp(`^([0-9a-f]{64})\\s+\\*?${name.replaceAll(".", "\\.")}$`, "m").exec(
        checksums.toString(),
    )?.[1];
    const actual = createHash("sha256").update(archive).digest("hex");
    if (actual !== expected) {
        throw new Error(
            `${releases}/${name} has the SHA-256 ${actual}, and the published one is ${expected ?? "missing"}. ` +
                "Try again; if it stays so, do not use that host.",
        );
    }
    const next = `${root}.new`;
    await rm(next, { recursive: true, force: true });
    await mkdir(join(next, "bin"), { recursive: true });
    const file = join(next, name);
    await writeFile(file, archive);
    await promisify(execFile)("tar", ["-xzf", file, "-C", join(next, "bin"), "--strip-components=1"]);
    await rm(file);
    await mkdir(dirname(root), { recursive: true });
    await rm(root, { recursive: true, force: true });
    await rename(next, root);
    return true;
}

function platform(): string {
    return `${process.platform}-${process.arch}`;
}
