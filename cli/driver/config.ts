import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { parse } from "yaml";
import type * as configRules from "../../stacks/shared/config";
import { findEnvironmentNameProblem } from "../../stacks/shared/settings";
import { UsageError } from "../errors";
import { later } from "../later";

const FILE = /^Pulumi\.(?<environment>[^.]+)\.yaml$/;

/** An environment's settings, checked. */
export interface Environment {
    readonly name: string;
    /** `Pulumi.<env>.yaml`; absolute. */
    readonly file: string;
    readonly config: configRules.EnvironmentConfig;
}

/** The environments that have a configuration file. */
export function environmentsOf(root: string): string[] {
    return environmentsIn(readdirSync(root));
}

/** The environments of which there is a file among these. */
export function environmentsIn(files: readonly string[]): string[] {
    return files.flatMap((file) => FILE.exec(file)?.groups?.environment ?? []).sort();
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
    const unfit = findEnvironmentNameProblem(name);
    if (unfit !== undefined) throw new UsageError(unfit);
    const { describeProblems, parseConfig } = rulesIn(root);
    const { config, problems } = parseConfig(readSettings(file));
    if (config === undefined) throw new UsageError(describeProblems(basename(file), problems));
    return { name, file, config };
}

/** What settings may be in a repository: those of another revision have to fit its own programs. */
function rulesIn(root: string): typeof configRules {
    const own = "../../stacks/shared/config";
    const file = join(root, "stacks", "shared", "config");
    return later<typeof configRules>(__filename, existsSync(`${file}.ts`) ? file : own)();
}

/** Whether two texts of a configuration file mean the same to the programs. */
export function hasSameSettings(left: string, right: string): boolean {
    const texts = (content: string) =>
        Object.entries(settingsIn(content)).map(([key, value]): [string, string] => [key, asText(value)]);
    return isDeepStrictEqual(new Map(texts(left)), new Map(texts(right)));
}

/**
 * Undoes what Pulumi writes into a configuration file while a command runs: it notes there what encrypts a stack's secrets,
 * and puts every number and flag into quotes. Settings that were changed meanwhile stay.
 *
 * @returns to be called when the command is done; the end of this process does it, too
 */
export function keepingFile(file: string): () => void {
    const before = readFileSync(file, "utf8");
    const restore = () => {
        process.off("exit", restore);
        const now = readFileSync(file, "utf8");
        if (now === before || !hasSameSettings(before, now)) return;
        // Engines may be reading it: they see the one or the other.
        const whole = `${file}.${process.pid}`;
        writeFileSync(whole, before);
        renameSync(whole, file);
    };
    process.once("exit", restore);
    return restore;
}

function readSettings(file: string): Record<string, unknown> {
    try {
        return settingsIn(readFileSync(file, "utf8"));
    } catch (error) {
        throw new UsageError(`${basename(file)} is not YAML: ${(error as Error).message}`);
    }
}

/** The settings in the text of a configuration file, by key. */
export function settingsIn(text: string): Record<string, unknown> {
    const content = parse(text) as { config?: Record<string, unknown> } | null;
    const entries = Object.entries(content?.config ?? {});
    // Programs are handed an empty text for a key without a value.
    return Object.fromEntries(entries.map(([key, value]) => [key, value ?? ""]));
}

/** What encrypts the stacks' secrets, as the text of a configuration file names it. @default - what the backend does by default */
export function secretsProviderIn(text: string): string | undefined {
    return (parse(text) as { secretsprovider?: string } | null)?.secretsprovider;
}

/** `pulumi config set` writes every value as text, lists and maps as JSON. */
function asText(value: unknown): string {
    return typeof value === "string" ? value : JSON.stringify(value);
}
