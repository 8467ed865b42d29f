import { join } from "node:path";
import {
    findTool,
    installTool,
    requirePython as requirePythonOf,
    type Installed,
    type InstallOptions,
    type PythonTool,
} from "../shared/pythonTool";

export type { Installed, InstallOptions };

const emulator: PythonTool = {
    role: "The emulator",
    product: "MiniStack",
    package: "ministack",
    requirementsFile: join(__dirname, "requirements.txt"),
    expectedSeconds: 30,
};

/**
 * Installs MiniStack and moto with their pinned requirements into a virtual environment in the user's cache, once for all clones.
 *
 * @throws When Python 3.10 or newer, its `venv` module or the package registry cannot be had; says what to install.
 */
export function installEmulator(options?: InstallOptions): Promise<Installed> {
    return installTool(emulator, options);
}

/** The emulator that {@link installEmulator} would find; installs nothing. */
export function findEmulator(env?: NodeJS.ProcessEnv): Promise<Installed | undefined> {
    return findTool(emulator, env);
}

/**
 * @returns the version of the Python that the emulator would be installed with
 * @throws When there is none, or an old one; says what to install.
 */
export function requirePython(env: NodeJS.ProcessEnv): Promise<string> {
    return requirePythonOf(emulator.role, env);
}
