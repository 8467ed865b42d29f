import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";

/** The settings of `Pulumi.<environment>.yaml` as Pulumi hands them over to programs: as text, lists as JSON. */
export function flatConfig(environment: string): Record<string, string> {
    const file = path.join(__dirname, "../../..", `Pulumi.${environment}.yaml`);
    const { config } = parse(fs.readFileSync(file, "utf8")) as { config: Record<string, unknown> };
    return textsOf(config);
}

/** Settings as Pulumi hands them over to programs. */
export function textsOf(settings: Readonly<Record<string, unknown>>): Record<string, string> {
    return Object.fromEntries(
        Object.entries(settings).map(([key, value]) => [
            key,
            typeof value === "string" ? value : JSON.stringify(value),
        ]),
    );
}
