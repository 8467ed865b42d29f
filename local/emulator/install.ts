import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { exclusive } from "../shared/exclusive";
import { userCache } from "../shared/paths";
import type { OnProgress } from "../shared/progress";

const run = promisify(execFile);

const requirementsFile = join(__dirname, "requirements.txt");

/** What {@link installEmulator} may be told; the defaults are the real thing. */
export interface InstallOptions {
    readonly onProgress?: OnProgress;
    /**
     * Whose `PATH` has `python3`, and whose pip settings apply.
     * @default process.env
     */
    readonly env?: NodeJS.ProcessEnv;
}

/** An installed emulator. */
export interface Installed {
    /** The interpreter of the private virtual environment. */
    readonly python: string;
    /** The emulator's version. */
    readonly version: string;
}

/**
 * Installs MiniStack with its pinned requirements into a virtual environment in the user's cache, once for all clones. An
 * installation that was interrupted, or made from other requirements, is made anew.
 *
 * @throws When Python 3.10 or newer, its `venv` module or the package registry cannot be had; says what to install.
 */
export async function installEmulator({ onProgress, env = process.env }: InstallOptions = {}): Promise<Installed> {
    const { directory, python, version, marker, wanted, complete } = await installation(env);
    if (await complete()) return { python, version };
    await exclusive(`${directory}.making`, 180, async () => {
        if (await complete()) return;
        onProgress?.({
            title: "Installing the AWS emulator",
            detail: `MiniStack ${version}, from PyPI`,
            expectedSeconds: 20,
        });
        await requirePython(env);
        // Scripts of a virtual environment hold its path, so it is made in place and marked when whole.
        await rm(directory, { recursive: true, force: true });
        await run("python3", ["-m", "venv", directory], { env }).catch((error: ExecError) => {
            throw new Error(
                `The emulator needs Python's 'venv' module with pip, and 'python3 -m venv' failed: ${lastLine(error)}\n` +
                    "Install it (Debian and Ubuntu: 'apt install python3-venv') and run the command again.",
            );
        });
        const arguments_ = [
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--requirement",
            requirementsFile,
        ];
        await run(python, arguments_, { env }).catch((error: ExecError) => {
            throw new Error(
                `Installing MiniStack ${version} with pip failed: ${lastLine(error)}\n` +
                    "Check that the Python package registry can be reached (pip's index-url and proxy settings are " +
                    "respected) and run the command again.",
            );
        });
        await writeFile(marker, wanted);
    });
    return { python, version };
}

/** The emulator that {@link installEmulator} would find; installs nothing. */
export async function findEmulator(env: NodeJS.ProcessEnv = process.env): Promise<Installed | undefined> {
    const { python, version, complete } = await installation(env);
    return (await complete()) ? { python, version } : undefined;
}

async function installation(env: NodeJS.ProcessEnv) {
    const requirements = await readFile(requirementsFile, "utf8");
    const version = /^ministack==(.+)$/m.exec(requirements)![1];
    const directory = join(userCache(env), `ministack-${version}`);
    const marker = join(directory, "installed");
    const wanted = createHash("sha256").update(requirements).digest("hex");
    const complete = () =>
        readFile(marker, "utf8").then(
            (text) => text === wanted,
            () => false,
        );
    return { directory, python: join(directory, "bin", "python"), version, marker, wanted, complete };
}

type ExecError = NodeJS.ErrnoException & { readonly stderr?: string };

function lastLine(error: ExecError): string {
    const lines = (error.stderr ?? "").split("\n").filter((line) => line.trim() !== "" && !line.startsWith("[notice]"));
    return lines.at(-1) ?? error.message;
}

/**
 * @returns the version of the Python that the emulator would be installed with
 * @throws When there is none, or an old one; says what to install.
 */
export async function requirePython(env: NodeJS.ProcessEnv): Promise<string> {
    const remedy =
        "Install Python 3.10 or newer (https://www.python.org/downloads/, or your system's package manager).";
    const { stdout } = await run("python3", ["-c", "import sys; print('%d.%d' % sys.version_info[:2])"], { env }).catch(
        (error: ExecError) => {
            throw new Error(
                error.code === "ENOENT"
                    ? `The emulator needs Python 3, and there is no 'python3' on the PATH. ${remedy}`
                    : `The emulator needs Python 3, and 'python3' failed: ${lastLine(error)} ${remedy}`,
            );
        },
    );
    const [major = 0, minor = 0] = stdout.trim().split(".").map(Number);
    if (major < 3 || (major === 3 && minor < 10)) {
        throw new Error(`The emulator needs Python 3.10 or newer, and 'python3' is ${stdout.trim()}. ${remedy}`);
    }
    return stdout.trim();
}
