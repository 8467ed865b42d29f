import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { LocalWorkspace, PulumiCommand, type Stack } from "@pulumi/pulumi/automation";
import { repositoryRoot } from "../../shared/paths";
import { ensureToolchain } from "../../toolchain";

/** A program that the real engine runs, in a folder of its own with the states of its stacks. */
export interface EngineProject {
    /** One of its stacks, in `eu-west-1`; which providers it has says `PULUMI_DEBUG_PROVIDERS` among the variables of its workspace. */
    stack(name: string): Promise<Stack>;
    /** Takes the folder away, whatever its stacks hold. */
    remove(): void;
}

/** @param program source in JavaScript, which may `require` what the repository can */
export async function engineProject(program: string): Promise<EngineProject> {
    const toolchain = await ensureToolchain();
    const pulumiCommand = await PulumiCommand.get({ root: toolchain.root });
    const root = mkdtempSync(join(tmpdir(), "platform-project-"));
    symlinkSync(join(repositoryRoot, "node_modules"), join(root, "node_modules"));
    mkdirSync(join(root, "states"));
    const project = { name: "platform-test", runtime: "nodejs", main: "index.js" };
    writeFileSync(join(root, "Pulumi.yaml"), JSON.stringify(project));
    writeFileSync(join(root, "package.json"), JSON.stringify({ name: "test", version: "1.0.0" }));
    writeFileSync(join(root, "index.js"), program);
    return {
        async stack(stackName) {
            const stack = await LocalWorkspace.createOrSelectStack(
                { stackName, workDir: root },
                {
                    pulumiCommand,
                    envVars: {
                        ...toolchain.offlineEnv,
                        PULUMI_BACKEND_URL: pathToFileURL(join(root, "states")).href,
                        PULUMI_CONFIG_PASSPHRASE: "test",
                    },
                },
            );
            await stack.setConfig("aws:region", { value: "eu-west-1" });
            return stack;
        },
        remove: () => rmSync(root, { recursive: true, force: true }),
    };
}
