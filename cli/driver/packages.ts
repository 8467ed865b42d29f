import { join } from "node:path";
import { z } from "zod";
import { textOf } from "../../local/shared/json";

/** Which versions of packages there are to be. */
export const LOCK = "package-lock.json";

/** Where npm notes which there are. */
export const INSTALLED = "node_modules/.package-lock.json";

const lockSchema = z.object({
    packages: z.record(z.string(), z.object({ version: z.string().optional(), optional: z.boolean().optional() })),
});

/**
 * How the packages that are installed differ from those of the lock file, as when 'npm ci' was not run after another commit was checked
 * out.
 *
 * @returns the first of them, as `zod 4.6.6 in place of 4.6.7`; undefined when all are right, or when npm has not installed them
 */
export function staleness(root: string): string | undefined {
    const [wanted, installed] = [LOCK, INSTALLED].map((file) => versionsIn(textOf(join(root, file))));
    if (wanted === undefined || installed === undefined) return undefined;
    for (const [path, { version, optional }] of Object.entries(wanted)) {
        if (!path.startsWith("node_modules/") || version === undefined) continue;
        const name = path.slice("node_modules/".length);
        const there = installed[path]?.version;
        // What is for other systems only is left out.
        if (there === undefined && optional !== true) return `${name} ${version} is missing`;
        if (there !== undefined && there !== version) return `${name} is ${there} in place of ${version}`;
    }
    return undefined;
}

function versionsIn(text: string | undefined) {
    if (text === undefined) return undefined;
    try {
        return lockSchema.parse(JSON.parse(text)).packages;
    } catch {
        // npm says what is wrong with it.
        return undefined;
    }
}

const dependenciesSchema = z.object({ dependencies: z.record(z.string(), z.string()).default({}) });

/** What an SDK of Pulumi says of its provider, by which the engine finds the plugin. */
const sdkSchema = z.object({
    pulumi: z.object({ resource: z.literal(true), name: z.string(), server: z.string().optional() }),
});

/**
 * The providers that programs can use: those of the SDKs that `package.json` depends on, by name, with the address that each is
 * downloaded from where that is not Pulumi's.
 */
export function providersOf(root: string): ReadonlyMap<string, string | undefined> {
    const { dependencies } = dependenciesSchema.parse(JSON.parse(textOf(join(root, "package.json")) ?? "{}"));
    return new Map(
        Object.keys(dependencies).flatMap((dependency): [string, string | undefined][] => {
            const described = textOf(join(root, "node_modules", dependency, "package.json"));
            const sdk = sdkSchema.safeParse(described === undefined ? undefined : JSON.parse(described));
            return sdk.success ? [[sdk.data.pulumi.name, sdk.data.pulumi.server]] : [];
        }),
    );
}
