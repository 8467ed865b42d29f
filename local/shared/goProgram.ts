import { execFile } from "node:child_process";
import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { repositoryRoot } from "./paths";
import type { OnProgress } from "./progress";

const run = promisify(execFile);

/** A program that is built from the Go module in `tools/` that has its name and pins it. */
export interface GoProgram {
    readonly binary: string;
    readonly package: string;
    readonly version: string;
    /** What building it is called, for people. */
    readonly title: string;
    /** How long building took when measured on two cores. */
    readonly expectedSeconds: number;
    /** @default - none */
    readonly ldflags?: string;
}

/** What Go is asked for: the parts of the sentences that say so. */
export interface Wanted {
    /** With its version. */
    readonly product: string;
    /** Why it has to be built, with {@link product} before it. */
    readonly lack: string;
    /** Where it is to be had without Go, and where it is then looked for. */
    readonly remedy: string;
}

/**
 * Builds a program into the folder `bin`. What an interrupted build had compiled is in Go's cache and is not compiled again.
 *
 * @throws When the build fails; says what to do.
 */
export async function buildProgram(
    { binary, package: source, version, title, expectedSeconds, ldflags = "" }: GoProgram,
    bin: string,
    env: NodeJS.ProcessEnv,
    onProgress?: OnProgress,
): Promise<void> {
    onProgress?.({
        title,
        detail: `v${version}, from the Go module proxy; an interrupted build goes on where it was`,
        expectedSeconds,
    });
    const next = join(bin, `.${binary}.new`);
    const module = join(repositoryRoot, "tools", binary);
    const args = ["build", "-C", module, "-mod=readonly", "-trimpath", "-ldflags", ldflags, "-o", next, source];
    try {
        await mkdir(bin, { recursive: true });
        // Without cgo no C compiler is needed, as with the official binaries.
        await run("go", args, { env: { ...env, CGO_ENABLED: "0" }, maxBuffer: 64 * 1024 * 1024 });
        await rename(next, join(bin, binary));
    } catch (error) {
        await rm(next, { force: true });
        const { stderr = "", message } = error as Error & { stderr?: string };
        throw new Error(
            `${title} v${version} failed:\n${stderr.trim().split("\n").slice(-8).join("\n") || message}\n` +
                "Check that the Go module proxy can be reached (GOPROXY is respected) and run the command again.",
            { cause: error },
        );
    }
}

/** @throws When there is no Go that builds what the modules ask for; says what to install. */
export async function requireGo({ product, lack, remedy }: Wanted, env: NodeJS.ProcessEnv): Promise<void> {
    const remedies = `Install Go 1.26 or newer (https://go.dev/doc/install), or install ${product} yourself ${remedy}, and run the command again.`;
    const found = await run("go", ["env", "GOVERSION"], { env }).catch((error: NodeJS.ErrnoException) => {
        const what =
            error.code === "ENOENT" ? "there is no 'go' on the PATH" : `'go env GOVERSION' failed: ${error.message}`;
        throw new Error(`${product} ${lack}, and ${what} to build it. ${remedies}`);
    });
    const [, major = "0", minor = "0"] = /^go(\d+)\.(\d+)/.exec(found.stdout.trim()) ?? [];
    // From 1.21 on, Go fetches the newer toolchain that the modules ask for.
    if (Number(major) === 1 && Number(minor) < 21) {
        throw new Error(`Building ${product} needs Go 1.21 or newer, and 'go' is ${found.stdout.trim()}. ${remedies}`);
    }
}
