import { execFile } from "node:child_process";
import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { repositoryRoot } from "../shared/paths";
import type { OnProgress } from "../shared/progress";
import { inRoot, versionOf } from "./installation";
import { builtHostVersion, pulumiVersion } from "./versions";

const run = promisify(execFile);

interface Tool {
    readonly binary: string;
    readonly package: string;
    readonly version: string;
    readonly title: string;
    readonly expectedSeconds: number;
}

const cli: Tool = {
    binary: "pulumi",
    package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
    version: pulumiVersion,
    title: "Building the Pulumi CLI",
    expectedSeconds: 350,
};

const host: Tool = {
    binary: "pulumi-language-nodejs",
    package: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
    version: builtHostVersion,
    title: "Building Pulumi's Node.js language host",
    expectedSeconds: 26,
};

/**
 * Builds the CLI and the language host into `root` from the modules that `tools/` pins. What an interrupted build had
 * compiled is in Go's cache and is not compiled again.
 *
 * @throws When there is no Go, or the build fails; says what to do.
 */
export async function buildFromModules(root: string, env: NodeJS.ProcessEnv, onProgress?: OnProgress): Promise<void> {
    await requireGo(env);
    const bin = join(root, "bin");
    await mkdir(bin, { recursive: true });
    // A language host of another origin than the CLI's may be of any version, so it is never kept.
    const kept =
        (await inRoot(root, env)) === undefined && (await versionOf(join(bin, cli.binary), env)) === pulumiVersion;
    for (const tool of kept ? [host] : [cli, host]) {
        onProgress?.({
            title: tool.title,
            detail: `v${tool.version}, from the Go module proxy; an interrupted build goes on where it was`,
            expectedSeconds: tool.expectedSeconds,
        });
        await build(tool, bin, env);
    }
}

async function build(tool: Tool, bin: string, env: NodeJS.ProcessEnv): Promise<void> {
    const next = join(bin, `.${tool.binary}.new`);
    const flags = `-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${tool.version}`;
    const module = join(repositoryRoot, "tools", tool.binary);
    const args = ["build", "-C", module, "-mod=readonly", "-trimpath", "-ldflags", flags, "-o", next, tool.package];
    try {
        // Without cgo no C compiler is needed, as with the official binaries.
        await run("go", args, { env: { ...env, CGO_ENABLED: "0" }, maxBuffer: 64 * 1024 * 1024 });
        await rename(next, join(bin, tool.binary));
    } catch (error) {
        await rm(next, { force: true });
        const { stderr = "", message } = error as Error & { stderr?: string };
        throw new Error(
            `${tool.title} v${tool.version} failed:\n${stderr.trim().split("\n").slice(-8).join("\n") || message}\n` +
                "Check that the Go module proxy can be reached (GOPROXY is respected) and run the command again.",
            { cause: error },
        );
    }
}

async function requireGo(env: NodeJS.ProcessEnv): Promise<void> {
    const remedy =
        `Install Go 1.26 or newer (https://go.dev/doc/install), or install Pulumi ${pulumiVersion} yourself ` +
        "(https://www.pulumi.com/docs/install/) so that 'pulumi' is on the PATH, and run the command again.";
    const found = await run("go", ["env", "GOVERSION"], { env }).catch((error: NodeJS.ErrnoException) => {
        const what =
            error.code === "ENOENT" ? "there is no 'go' on the PATH" : `'go env GOVERSION' failed: ${error.message}`;
        throw new Error(
            `Pulumi ${pulumiVersion} is not installed, its release cannot be downloaded, and ${what} to build it. ${remedy}`,
        );
    });
    const [, major = "0", minor = "0"] = /^go(\d+)\.(\d+)/.exec(found.stdout.trim()) ?? [];
    // From 1.21 on, Go fetches the newer toolchain that the modules ask for.
    if (Number(major) === 1 && Number(minor) < 21) {
        throw new Error(
            `Building Pulumi ${pulumiVersion} needs Go 1.21 or newer, and 'go' is ${found.stdout.trim()}. ${remedy}`,
        );
    }
}
