import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { pinnedProgram } from "./pinnedProgram";
import type { GoProgram } from "../../local/shared/goProgram";
import { installTool, type PythonTool } from "../../local/shared/pythonTool";

const run = promisify(execFile);

/** The same as in `tools/actionlint/go.mod`. */
const actionlintProgram: GoProgram = {
    binary: "actionlint",
    package: "github.com/rhysd/actionlint/cmd/actionlint",
    version: "1.7.12",
    title: "Building actionlint",
    expectedSeconds: 20,
};

const zizmorPackage: PythonTool = {
    role: "The check of the workflows",
    product: "zizmor",
    package: "zizmor",
    requirementsFile: join(__dirname, "requirements.txt"),
    expectedSeconds: 10,
};

/** What a linter says of a folder of workflows; nothing when all is well. */
export type Linter = (workflows: string) => Promise<string>;

/**
 * actionlint: syntax, keys, types of expressions. It is taken from the `PATH` in the pinned version, or built once into the
 * user's cache. Without the helpers that it takes when a machine happens to have them, so that it says the same everywhere.
 *
 * @throws When it is not there and cannot be built; says what to install.
 */
export async function actionlint(env: NodeJS.ProcessEnv = process.env): Promise<Linter> {
    const file = await pinnedProgram(actionlintProgram, "https://github.com/rhysd/actionlint", env);
    return (workflows) => {
        const files = readdirSync(workflows).map((name) => join(workflows, name));
        return said(file, ["-no-color", "-shellcheck=", "-pyflakes=", ...files]);
    };
}

/**
 * zizmor: what an attacker could make of a workflow. It is installed once into the user's cache, and asks nobody on the network.
 *
 * @throws When Python or its package registry cannot be had; says what to install.
 */
export async function zizmor(env: NodeJS.ProcessEnv = process.env): Promise<Linter> {
    const { python } = await installTool(zizmorPackage, { env });
    const options = ["--offline", "--strict-collection", "--persona", "regular", "--format", "plain"];
    const quiet = ["--quiet", "--no-progress", "--color", "never"];
    return (workflows) => said(join(dirname(python), "zizmor"), [...options, ...quiet, workflows]);
}

/** What a command prints that ends with another code than 0. */
async function said(file: string, args: readonly string[]): Promise<string> {
    try {
        await run(file, args, { env: { PATH: process.env.PATH }, maxBuffer: 16 * 1024 * 1024 });
        return "";
    } catch (error) {
        const { code, stdout, stderr } = error as { code?: unknown; stdout?: string; stderr?: string };
        if (typeof code !== "number") throw error;
        return `${stdout}${stderr}`;
    }
}
