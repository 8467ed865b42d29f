import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type * as packConfig from "../../policies/check/config";
import { profileOf } from "../../policies/check/profiles";
import type { PackConfig } from "../../policies/framework/evaluate";
import type * as packRules from "../../policies/rules";
import { UsageError } from "../errors";
import { later } from "../later";
import { writeJson } from "../../local/shared/json";
import { repositoryRoot } from "../../local/shared/paths";
import { revisionOf } from "../../local/shared/revision";

// The rules are many; who only looks does not wait for them.
const check = later<typeof packConfig>(__filename, "../../policies/check/config");
const pack = later<typeof packRules>(__filename, "../../policies/rules");

/**
 * Checks the pack's configuration for an environment, where it has one: the engine would first say so when a layer is under way,
 * and for a rule that does not exist not at all. Loading the rules takes longer than all else before a run, so it is remembered
 * which configuration has been found to fit which pack.
 *
 * @throws {@link UsageError} naming the file with every rule, level and parameter that does not fit the pack
 */
export async function requireFittingPolicyConfig(root: string, environment: string): Promise<void> {
    const file = profileOf(root, environment);
    if (file === undefined) return;
    const fitting = join(root, ".platform", "fitting", `${environment}.json`);
    const revision = await revisionOf(repositoryRoot, PACK, [readFileSync(file, "utf8")]);
    const known = await readFile(fitting, "utf8").catch(() => undefined);
    if (known === JSON.stringify(revision)) return;
    readPolicyConfig(file);
    writeJson(fitting, revision);
}

/** All that says what a configuration of the pack may hold. */
const PACK = ["policies", "package-lock.json"];

/** @throws {@link UsageError} naming the file that cannot be read or does not fit the pack */
export function readPolicyConfig(file: string): PackConfig {
    try {
        return check().readPackConfig(readFileSync(file, "utf8"), file, pack().rules);
    } catch (error) {
        throw new UsageError((error as Error).message);
    }
}
