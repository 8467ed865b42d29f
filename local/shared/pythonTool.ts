import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { exclusive } from "./exclusive";
import { userCache } from "./paths";
import type { OnProgress } from "./progress";

const run = promisify(execFile);

/** A program from Python's package registry that is run from a virtual environment of its own. */
export interface PythonTool {
    /** What it is here, as the subject of a sentence: `The emulator`. */
    readonly role: string;
    /** Its name for people. */
    readonly product: string;
    /** Its name in the registry and in the requirements. */
    readonly package: string;
    /** File with the pinned requirements, the package among them. */
    readonly requirementsFile: string;
    /** How long installing took when measured on two cores. */
    readonly expectedSeconds: number;
}

/** What {@link installTool} may be told; the defaults are the real thing. */
export interface InstallOptions {
    readonly onProgress?: OnProgress;
    /**
     * Whose `PATH` has `python3`, and whose pip settings apply.
     * @default process.env
     */
    readonly env?: NodeJS.ProcessEnv;
}

/** An installed tool. */
export interface Installed {
    /** The interpreter of the private virtual environment. */
    readonly python: string;
    /** The tool's version. */
    readonly version: string;
}

/**
 * Installs a tool with its pinned requirements into a virtual environment in the user's cache, once for all clones that ask
 * for the same. An installation that was interrupted is made anew.
 *
 * @throws When Python 3.10 or newer, its `venv` module or the package registry cannot be had; says what to install.
 */
export async function installTool(
    tool: PythonTool,
    { onProgress, env = process.env }: InstallOptions = {},
): Promise<Installed> {
    const { role, product, requirementsFile, expectedSeconds } = tool;
    const { directory, python, version, marker, complete } = await installation(tool, env);
    if (complete()) return { python, version };
    const work = async () => {
        if (complete()) return;
        onProgress?.({
            title: `Installing ${role.toLowerCase()}`,
            detail: `${product} ${version}, from PyPI`,
            expectedSeconds,
        });
        await requirePython(role, env);
        // Scripts of a virtual environment hold its path, so it is made in place and marked when whole.
        await rm(directory, { recursive: true, force: true });
        await run("python3", ["-m", "venv", directory], { env }).catch((error: ExecError) => {
            throw new Error(
                `${role} needs Python's 'venv' module with pip, and 'python3 -m venv' failed: ${lastLine(error)}\n` +
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
                `Installing ${product} ${version} with pip failed: ${lastLine(error)}\n` +
                    "Check that the Python package registry can be reached (pip's index-url and proxy settings are " +
                    "respected) and run the command again.",
            );
        });
        await writeFile(marker, "");
    };
    await exclusive(`${directory}.making`, 180, work, () =>
        onProgress?.({ title: `Waiting for another command, which installs ${role.toLowerCase()}` }),
    );
    return { python, version };
}

/** The tool that {@link installTool} would find; installs nothing. */
export async function findTool(tool: PythonTool, env: NodeJS.ProcessEnv = process.env): Promise<Installed | undefined> {
    const { python, version, complete } = await installation(tool, env);
    return complete() ? { python, version } : undefined;
}

async function installation({ package: name, requirementsFile }: PythonTool, env: NodeJS.ProcessEnv) {
    const requirements = await readFile(requirementsFile, "utf8");
    const version = new RegExp(`^${name}==(\\S+)`, "m").exec(requirements)![1];
    // Clones with other requirements have an installation of their own: one that runs is taken from nobody.
    const wanted = createHash("sha256").update(requirements).digest("hex").slice(0, 8);
    const directory = join(userCache(env), `${name}-${version}-${wanted}`);
    const marker = join(directory, "installed");
    const complete = () => existsSync(marker);
    return { directory, python: join(directory, "bin", "python"), version, marker, complete };
}

type ExecError = NodeJS.ErrnoException & { readonly stderr?: string };

function lastLine(error: ExecError): string {
    const lines = (error.stderr ?? "").split("\n").filter((line) => line.trim() !== "" && !line.startsWith("[notice]"));
    return lines.at(-1) ?? error.message;
}

/**
 * @param role who needs it, as {@link PythonTool.role}
 * @returns the version of the Python that tools would be installed with
 * @throws When there is none, or an old one; says what to install.
 */
export async function requirePython(role: string, env: NodeJS.ProcessEnv): Promise<string> {
    const remedy =
        "Install Python 3.10 or newer (https://www.python.org/downloads/, or your system's package manager).";
    const { stdout } = await run("python3", ["-c", "import sys; print('%d.%d' % sys.version_info[:2])"], { env }).catch(
        (error: ExecError) => {
            throw new Error(
                error.code === "ENOENT"
                    ? `${role} needs Python 3, and there is no 'python3' on the PATH. ${remedy}`
                    : `${role} needs Python 3, and 'python3' failed: ${lastLine(error)} ${remedy}`,
            );
        },
    );
    const [major = 0, minor = 0] = stdout.trim().split(".").map(Number);
    if (major < 3 || (major === 3 && minor < 10)) {
        throw new Error(`${role} needs Python 3.10 or newer, and 'python3' is ${stdout.trim()}. ${remedy}`);
    }
    return stdout.trim();
}
