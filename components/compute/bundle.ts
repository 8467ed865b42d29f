import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { buildSync } from "esbuild";
import { zipSync } from "fflate";

const REPOSITORY = path.resolve(__dirname, "../..");

/** What the `handler` argument of a Lambda function made from a {@link FunctionBundle} must say. */
export const BUNDLE_HANDLER = "index.handler";

/** The deployment package of one function. */
export interface FunctionBundle {
    /** Absolute path of the zip: `.platform/bundles/<name>-<first 12 digits of sha256>.zip`. */
    readonly path: string;
    /** SHA-256 of the zip, 64 hexadecimal digits. */
    readonly sha256: string;
    /** Size of the zip in bytes; AWS takes at most 50 MB directly. */
    readonly bytes: number;
    /**
     * Commands of the AWS SDK in the code, as `<client>:<command>` (`dynamodb:GetItem`): those that it refers to, itself or by a library,
     * since esbuild drops the others. `<client>:*` for a client of which that is not known, as of one in a CommonJS build.
     */
    readonly commands: readonly string[];
}

/**
 * Bundles `functions/<name>/handler.ts` into a zip that is the same, bit for bit, on every machine with this lockfile.
 *
 * The zip holds one CommonJS file, `index.js`. CommonJS, because the X-Ray SDK inside needs `require` and because it
 * starts no slower than the same code as an ES module. The AWS SDK is bundled, so the lockfile and not the
 * runtime decides its version, and unused commands are dropped. The source map stays out of the zip: it would
 * more than double it and cost every cold start that reads it; it lies beside the zip as `<name>-<sha12>.js.map`.
 *
 * Synchronous, since resource arguments are needed in a component's constructor.
 *
 * @param name Folder under `functions/`.
 * @param root Folder that holds `functions/` and receives `.platform/bundles/`. @default - this repository
 * @throws when there is no such handler, or when it does not compile.
 */
export function bundleFunction(name: string, root: string = REPOSITORY): FunctionBundle {
    const handler = `functions/${name}/handler.ts`;
    if (!fs.existsSync(path.join(root, handler))) {
        throw new Error(`bundleFunction: there is no function '${name}'; expected its handler in ${handler}.`);
    }
    const { code, map, commands } = compile(handler, root);
    const zip = archive(code);
    const sha256 = createHash("sha256").update(zip).digest("hex");
    const file = path.join(root, ".platform/bundles", `${name}-${sha256.slice(0, 12)}`);
    writeOnce(`${file}.js.map`, map);
    writeOnce(`${file}.zip`, zip);
    return { path: `${file}.zip`, sha256, bytes: zip.length, commands };
}

function compile(
    handler: string,
    root: string,
): { code: Uint8Array; map: Uint8Array } & Pick<FunctionBundle, "commands"> {
    const { outputFiles, metafile } = buildSync({
        // With the root as working directory every path that esbuild writes is relative to it.
        absWorkingDir: root,
        entryPoints: [handler],
        outfile: "index.js",
        write: false,
        bundle: true,
        platform: "node",
        target: "node24",
        format: "cjs",
        // The packages' ES modules, which esbuild can shake; platform "node" would prefer "main".
        mainFields: ["module", "main"],
        minify: true,
        keepNames: true,
        legalComments: "none",
        sourcemap: "external",
        sourcesContent: false,
        metafile: true,
        logLevel: "silent",
    });
    const output = (extension: string) => outputFiles.find((file) => file.path.endsWith(extension))!.contents;
    const modules = Object.values(metafile.outputs).flatMap(({ inputs }) =>
        Object.keys(inputs).filter((file) => inputs[file].bytesInOutput > 0),
    );
    return { code: output(".js"), map: output(".js.map"), commands: commandsIn(modules) };
}

/** The SDK has a module for each command. In a build for CommonJS, and in version 2, all of a client is one. */
function commandsIn(modules: readonly string[]): string[] {
    const commands = modules.flatMap((file) => {
        const [, client, place = ""] = /(?:^|\/)node_modules\/@aws-sdk\/client-([^/]+)\/(.*)$/.exec(file) ?? [];
        if (client === undefined) return /(?:^|\/)node_modules\/aws-sdk\//.test(file) ? ["aws-sdk:*"] : [];
        // Its version, which the client sends along.
        if (place === "package.json") return [];
        if (!place.startsWith("dist-es/")) return [`${client}:*`];
        const command = /^dist-es\/commands\/(\w+)Command\.js$/.exec(place)?.[1];
        return command === undefined ? [] : [`${client}:${command}`];
    });
    return [...new Set(commands)].sort();
}

/** A zip without anything of the machine: one entry, fixed time, fixed permissions. */
function archive(code: Uint8Array): Uint8Array {
    return zipSync(
        { "index.js": code },
        {
            level: 9,
            // Zip times are local times: taking the local noon makes the bytes independent of the time zone.
            mtime: new Date(1980, 0, 1, 12),
            // Unix, regular file, rw-r--r--: Lambda's user must be able to read it.
            os: 3,
            attrs: 0o100644 << 16,
        },
    );
}

/** A file appears whole or not at all; one that is there already is let be, unless something has cut it. */
function writeOnce(file: string, content: Uint8Array): void {
    if (fs.existsSync(file) && Buffer.compare(fs.readFileSync(file), content) === 0) return;
    fs.mkdirSync(path.dirname(file), { recursive: true });
    const draft = `${file}.${process.pid}`;
    fs.writeFileSync(draft, content);
    fs.renameSync(draft, file);
}
