import { join } from "node:path";
import { buildProgram, requireGo, type GoProgram } from "../shared/goProgram";
import type { OnProgress } from "../shared/progress";
import { inRoot, versionOf } from "./installation";
import { builtHostVersion, pulumiVersion } from "./versions";

const versionFlag = (version: string) =>
    `-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${version}`;

const cli: GoProgram = {
    binary: "pulumi",
    package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
    version: pulumiVersion,
    ldflags: versionFlag(pulumiVersion),
    title: "Building the Pulumi CLI",
    expectedSeconds: 350,
};

const host: GoProgram = {
    binary: "pulumi-language-nodejs",
    package: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
    version: builtHostVersion,
    ldflags: versionFlag(builtHostVersion),
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
    const program = {
        product: `Pulumi ${pulumiVersion}`,
        lack: "is not installed, its release cannot be downloaded",
        remedy: "(https://www.pulumi.com/docs/install/) so that 'pulumi' is on the PATH",
    };
    await requireGo(program, env);
    const bin = join(root, "bin");
    // A language host of another origin than the CLI's may be of any version, so it is never kept.
    const kept =
        (await inRoot(root, env)) === undefined && (await versionOf(join(bin, cli.binary), env)) === pulumiVersion;
    for (const tool of kept ? [host] : [cli, host]) {
        await buildProgram(tool, bin, env, onProgress);
    }
}
