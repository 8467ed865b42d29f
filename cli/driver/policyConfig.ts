import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type * as packConfig from "../../policies/check/config";
import { profileOf } from "../../policies/check/profiles";
import type { PackConfig } from "../../policies/framework/evaluate";
import type * as packRules from "../../policies/rules";
import { UsageError } from "../errors";

const load = createRequire(__filename);

/**
 * Checks the pack's configuration for an environment, where it has one: the engine would first say so when a layer is under way,
 * and for a rule that does not exist not at all.
 *
 * @throws {@link UsageError} naming the file with every rule, level and parameter that does not fit the pack
 */
export function requireFittingPolicyConfig(root: string, environment: string): void {
    const file = profileOf(root, environment);
    if (file !== undefined) readPolicyConfig(file);
}

/** @throws {@link UsageError} naming the file that cannot be read or does not fit the pack */
export function readPolicyConfig(file: string): PackConfig {
    // The rules are many; who only looks does not wait for them.
    const { readPackConfig } = load("../../policies/check/config") as typeof packConfig;
    const { rules } = load("../../policies/rules") as typeof packRules;
    try {
        return readPackConfig(readFileSync(file, "utf8"), file, rules);
    } catch (error) {
        throw new UsageError((error as Error).message);
    }
}
