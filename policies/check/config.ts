import { z } from "zod";
import type { PackConfig } from "../framework/evaluate";
import type { ParameterSchemas } from "../framework/parameters";
import type { Rule } from "../framework/rule";
import { reportPolicies } from "../framework/summary";

const level = z.enum(["advisory", "mandatory", "remediate", "disabled"]);

/**
 * Reads a configuration of the pack, as `--policy-pack-config` takes it: by rule a level, or an object with
 * `enforcementLevel` and the rule's parameters; `all` sets the level of every rule that is not named.
 *
 * @param source where the text comes from, for messages
 * @throws naming every rule and key that is wrong, and what is allowed
 */
export function readPackConfig(text: string, source: string, rules: readonly Rule[]): PackConfig {
    let json: unknown;
    try {
        json = JSON.parse(text);
    } catch (error) {
        throw new Error(`${source} is not JSON: ${(error as Error).message}`, { cause: error });
    }
    const found = configSchema(rules).safeParse(json);
    if (found.success) return found.data;
    const problems = found.error.issues.map(({ path, message }) => `  ${path.join(".") || "(file)"}: ${message}`);
    throw new Error(`${source} does not fit the policy pack:\n${problems.join("\n")}`);
}

/** Everything that can be configured, as a schema. */
function configSchema(rules: readonly Rule[]) {
    const known = [
        ...rules.map(({ id, parameters = {} }) => [id, parameters] as const),
        ...Object.entries(reportPolicies),
    ];
    const shape = Object.fromEntries(known.map(([id, parameters]) => [id, entrySchema(id, parameters).optional()]));
    return z.strictObject(
        { all: level.optional(), ...shape },
        {
            error: (issue) =>
                issue.code === "unrecognized_keys"
                    ? `There is no rule ${issue.keys?.map((key) => `'${key}'`).join(", ") ?? ""}; 'platform policy list' names them all.`
                    : undefined,
        },
    );
}

function entrySchema(id: string, parameters: ParameterSchemas) {
    const allowed = ["enforcementLevel", ...Object.keys(parameters)].join(", ");
    const settings = z.strictObject(
        {
            enforcementLevel: level.optional(),
            ...Object.fromEntries(
                Object.entries(parameters).map(([name, schema]) => [name, valueSchema(schema).optional()]),
            ),
        },
        {
            error: (issue) =>
                issue.code === "unrecognized_keys"
                    ? `Rule '${id}' has no parameter ${issue.keys?.map((key) => `'${key}'`).join(", ") ?? ""}; it has ${allowed}.`
                    : undefined,
        },
    );
    // Told apart by hand: a union would only say that neither fits.
    return z.unknown().transform((value, context): z.infer<typeof settings> | z.infer<typeof level> => {
        const found = typeof value === "string" ? level.safeParse(value) : settings.safeParse(value);
        if (found.success) return found.data;
        for (const { path, message } of found.error.issues) context.addIssue({ code: "custom", path, message });
        return z.NEVER;
    });
}

function valueSchema(schema: ParameterSchemas[string]): z.ZodType {
    switch (schema.type) {
        case "boolean":
            return z.boolean();
        case "integer":
            return z.int().min(schema.minimum ?? Number.MIN_SAFE_INTEGER);
        case "string":
            return z.enum([...schema.enum]);
        case "array":
            return z.array(z.string());
    }
}
