import { existsSync } from "node:fs";
import { join } from "node:path";

/**
 * The configuration of the pack for an environment, `policies/profiles/<environment>.json`, where there is one.
 *
 * @param root the repository's folder
 */
export function profileOf(root: string, environment: string): string | undefined {
    const file = join(root, "policies", "profiles", `${environment}.json`);
    return existsSync(file) ? file : undefined;
}
