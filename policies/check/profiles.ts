import { existsSync } from "node:fs";
import { join } from "node:path";

/** The configuration of the pack for an environment: `policies/profiles/<environment>.json`, where there is one. */
export function profileOf(environment: string): string | undefined {
    const file = join(__dirname, "../profiles", `${environment}.json`);
    return existsSync(file) ? file : undefined;
}
