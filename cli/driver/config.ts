import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parse } from "yaml";
import { describeProblems, parseConfig, type EnvironmentConfig } from "../../stacks/shared/config";
import { UsageError } from "../errors";

const FILE = /^Pulumi\.(?<environment>[^.]+)\.yaml$/;

/** An environment's settings, checked. */
export interface Environment {
    readonly name: string;
    /** `Pulumi.<env>.yaml`; absolute. */
    readonly file: string;
    readonly config: EnvironmentConfig;
}

/** The environments that have a configuration file. */
export function environmentsOf(root: string): string[] {
    return readdirSync(root)
        .flatMap((file) => FILE.exec(file)?.groups?.environment ?? [])
        .sort();
}

/**
 * Reads and checks `Pulumi.<env>.yaml`.
 *
 * @throws {@link UsageError} when there is no such file, or with every problem found in it.
 */
export function loadEnvironment(root: string, name: string): Environment {
    const file = join(root, `Pulumi.${name}.yaml`);
    if (!existsSync(file)) {
        const known = environmentsOf(root).map((environment) => `Pulumi.${environment}.yaml`);
        throw new UsageError(
            `There is no environment '${name}': its file Pulumi.${name}.yaml does not exist. There are ${known.join(", ")}.`,
        );
    }
    const { config, problems } = parseConfig(flatConfig(file));
    if (config === undefined) throw new UsageError(describeProblems(basename(file), problems));
    return { name, file, config };
}

function flatConfig(file: string): Record<string, unknown> {
    let content: { config?: Record<string, unknown> } | null;
    try {
        content = parse(readFileSync(file, "utf8")) as typeof content;
    } catch (error) {
        throw new UsageError(`${basename(file)} is not YAML: ${(error as Error).message}`);
    }
    return Object.fromEntries(
        Object.entries(content?.config ?? {}).map(([key, value]) => [key, asProgramsReadIt(value)]),
    );
}

/** `pulumi config set` writes every value as text, and programs read text that is JSON as JSON. */
function asProgramsReadIt(value: unknown): unknown {
    if (typeof value !== "string") return value;
    try {
        return JSON.parse(value);
    } catch {
        return value;
    }
}
