import { chmod, mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** The runtime that a policy pack names to be started by the plugin of {@link installAnalyzer}. */
export const embeddedRuntime = "embedded-nodejs";

const script = `#!/usr/bin/env node
// Starts a policy pack for the engine, which runs this in the pack's folder and holds its standard input as long as it lives.
process.stdin.on("end", () => process.exit()).resume();
require(require.resolve("@pulumi/pulumi/cmd/run-policy-pack", { paths: [process.cwd()] }));
`;

/**
 * Installs the plugin that starts policy packs of the runtime `embedded-nodejs` into a Pulumi home, for a language host
 * that cannot start packs itself.
 */
export async function installAnalyzer(home: string): Promise<void> {
    const directory = join(home, "plugins", `analyzer-policy-${embeddedRuntime}-v0.0.1`);
    const file = join(directory, `pulumi-analyzer-policy-${embeddedRuntime}`);
    await mkdir(directory, { recursive: true });
    const next = `${file}.${process.pid}.new`;
    await writeFile(next, script);
    await chmod(next, 0o755);
    await rename(next, file);
}
