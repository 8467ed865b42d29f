import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { EXIT, UsageError } from "../errors";
import { later } from "../later";
import { tellProgress } from "./progress";
import { repositoryRoot } from "../../local/shared/paths";
import { loadBlueprint, type Blueprint } from "../driver/blueprint";
import { readPolicyConfig } from "../driver/policyConfig";
import type * as driverStacks from "../driver/stacks";
import type * as driverTarget from "../driver/target";
import manifest from "../../policies/package.json";
import { check, type CheckReport } from "../../policies/check/check";
import { asJunit } from "../../policies/check/formats/junit";
import { asMarkdown } from "../../policies/check/formats/markdown";
import { asSarif } from "../../policies/check/formats/sarif";
import { asText } from "../../policies/check/formats/text";
import { profileOf } from "../../policies/check/profiles";
import { readState, type StackState } from "../../policies/check/state";
import { examplesOf } from "../../policies/examples";
import { exemptions } from "../../policies/exemptions";
import { grouped } from "../../policies/framework/grouped";
import { NO_COMPONENT, type Rule } from "../../policies/framework/rule";
import { rules } from "../../policies/rules";

// With them comes the toolchain, which files have no need of.
const targets = later<typeof driverTarget>(__filename, "../driver/target");
const stacks = later<typeof driverStacks>(__filename, "../driver/stacks");

/** Options of `policy check`. */
export interface CheckCommand {
    readonly file?: string[];
    readonly format: keyof typeof FORMATS;
    readonly json?: boolean;
    readonly config?: string;
}

const FORMATS = {
    text: asText,
    json: (report: CheckReport) => JSON.stringify(report, null, 4),
    sarif: (report: CheckReport) => asSarif(report, rules, manifest.version),
    junit: asJunit,
    markdown: (report: CheckReport) => asMarkdown(report, rules),
};

/** Prints the rules. */
export function runPolicyList(json: boolean): void {
    const listed = rules.map(({ id, displayName, level = "mandatory", severity, types, frameworks }) => ({
        id,
        displayName,
        level,
        severity,
        types,
        frameworks: frameworks.map(({ name, reference }) => `${name ?? ""} ${reference ?? ""}`),
    }));
    if (json) return console.log(JSON.stringify(listed, null, 4));
    const rows = listed.map(({ id, level, severity = "", types, displayName, frameworks: references }) => [
        id,
        level,
        severity,
        inShort(types),
        displayName,
        references.join(", "),
    ]);
    const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
    for (const row of rows)
        console.log(
            row
                .map((cell, column) => cell.padEnd(widths[column] ?? 0))
                .join("  ")
                .trimEnd(),
        );
}

/** `sqs.QueuePolicy and 1 more`: the first of a rule's types as programs name it. `--json` tells all. */
function inShort([first = "", ...others]: readonly string[]): string {
    const name = first.replace(/^aws:(\w+)\/\w+:/, "$1.");
    return others.length === 0 ? name : `${name} and ${others.length} more`;
}

/**
 * Prints all that a rule says about itself.
 *
 * @throws UsageError when there is no such rule
 */
export function runPolicyExplain(id: string, json: boolean): void {
    const rule = rules.find((each) => each.id === id);
    if (rule === undefined) {
        const near = rules.map((each) => each.id).filter((each) => each.startsWith(id.split("-")[0] ?? ""));
        throw new UsageError(
            `There is no rule '${id}'. ${near.length > 0 ? `Near it: ${near.join(", ")}.` : "'platform policy list' names them all."}`,
        );
    }
    console.log(json ? JSON.stringify(rule, null, 4) : explained(rule));
}

function explained(rule: Rule): string {
    const {
        id,
        displayName,
        description,
        level = "mandatory",
        severity,
        whyNotMandatory,
        types,
        typesInWords,
        frameworks,
        url,
    } = rule;
    const { remediationSteps, parameters = {} } = rule;
    const examples = examplesOf(rule);
    const code = (title: string, text: string) => ["", `${title}:`, "", text.replace(/^/gm, "    ")];
    return [
        `${id}: ${displayName}`,
        "",
        description,
        "",
        `level       ${level}${whyNotMandatory === undefined ? "" : `: ${whyNotMandatory}`}`,
        `severity    ${severity}`,
        `types       ${typesInWords === undefined ? types.join("\n            ") : typesInWords + (types.length === 1 ? "" : ` (${types.length}; --json names them)`)}`,
        `frameworks  ${frameworks.map(({ name, reference, specification }) => `${name ?? ""} ${reference ?? ""}: ${specification ?? ""}`).join("\n            ")}`,
        `more        ${url}`,
        ...Object.entries(parameters).map(
            ([name, schema]) => `parameter   ${name}: ${schema.description} Default: ${JSON.stringify(schema.default)}`,
        ),
        "",
        `Remedy: ${remediationSteps}`,
        ...(examples.component === undefined
            ? ["", NO_COMPONENT]
            : code("With this project's component", examples.component)),
        ...code("With @pulumi/aws", examples.aws),
    ].join("\n");
}

/** Judges states and prints the report; a mandatory violation sets the exit code. */
export async function runPolicyCheck(
    env: string | undefined,
    { file, format, json, config }: CheckCommand,
): Promise<void> {
    // Under a mistyped name no profile would be found, and the states be judged by other levels.
    const blueprint = env === undefined ? undefined : loadBlueprint(env);
    const profile = config ?? (env === undefined ? undefined : profileOf(repositoryRoot, env));
    const settings = profile === undefined ? {} : readPolicyConfig(profile);
    const report = check(await statesOf(blueprint, file), { rules, exemptions, config: settings });
    console.log(FORMATS[json === true ? "json" : format](report));
    if (report.failed) process.exitCode = EXIT.failed;
}

/** Prints the types of resources in the states with the rules that look at them. */
export async function runPolicyCoverage(
    env: string | undefined,
    files: string[] | undefined,
    json: boolean,
): Promise<void> {
    const blueprint = env === undefined || files !== undefined ? undefined : loadBlueprint(env);
    const states = await statesOf(blueprint, files);
    const types = grouped(
        states.flatMap(({ resources }) => resources).filter(({ type }) => type.startsWith("aws:")),
        ({ type }) => [type],
    );
    const covered = [...types]
        .map(([type, resources]) => ({
            type,
            resources: resources.length,
            rules: rules.filter((rule) => rule.types.includes(type)).map(({ id }) => id),
        }))
        .sort((left, right) => left.type.localeCompare(right.type));
    if (json) return console.log(JSON.stringify(covered, null, 4));
    for (const { type, resources, rules: ids } of covered)
        console.log(`${type} (${resources}): ${ids.length === 0 ? "no rule" : ids.join(", ")}`);
    const without = covered.filter(({ rules: ids }) => ids.length === 0).length;
    console.log(`\n${covered.length} types, ${covered.length - without} with rules, ${without} without.`);
}

/** @throws UsageError when there is neither an environment nor a file, or when a file is no state or a folder has none */
async function statesOf(blueprint: Blueprint | undefined, files: string[] | undefined): Promise<StackState[]> {
    if (files !== undefined) return usage(() => statesIn(files.flatMap(filesAt)));
    if (blueprint === undefined) throw new UsageError("Name an environment, or state files with --file.");
    const { deployedLayers } = stacks();
    const target = await targets().openTarget(blueprint, { onProgress: tellProgress });
    try {
        const layers = await deployedLayers(target);
        const env = blueprint.environment.name;
        if (layers.length === 0)
            throw new UsageError(`Nothing is deployed in '${env}'. 'platform up ${env}' deploys it.`);
        return await Promise.all(
            layers.map(async (layer) => readState(await layer.exportedState(), `The state of '${layer.name}'`)),
        );
    } finally {
        target.close();
    }
}

/** @throws when two files hold the state of the same stack: findings would count twice, and one of them be out of date */
function statesIn(files: readonly string[]): StackState[] {
    const fileOf = new Map<string, string>();
    return files.map((file) => {
        const state = readState(readFileSync(file, "utf8"), file);
        // A state without resources does not tell whose it is.
        if (state.resources.length === 0) return state;
        const earlier = fileOf.get(state.stack);
        if (earlier !== undefined)
            throw new Error(`${earlier} and ${file} both hold the state of '${state.stack}'. Leave out one of them.`);
        fileOf.set(state.stack, file);
        return state;
    });
}

/** The file itself, or the states in a folder as `rehearse --out` writes them. */
function filesAt(path: string): string[] {
    if (!existsSync(path)) throw new Error(`There is no file or folder ${path}, which --file names.`);
    if (!statSync(path).isDirectory()) return [path];
    const names = readdirSync(path).filter((name) => name.endsWith(".json"));
    if (names.length === 0)
        throw new Error(
            `The folder ${path} holds no *.json. 'platform rehearse ENV --out ${path}' writes states there.`,
        );
    return names.sort().map((name) => join(path, name));
}

function usage<T>(work: () => T): T {
    try {
        return work();
    } catch (error) {
        throw new UsageError((error as Error).message);
    }
}
