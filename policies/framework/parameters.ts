import type { PolicyConfigSchema } from "@pulumi/policy";

/** The schema of one parameter of a rule. Every parameter has a default, so that no rule needs configuration. */
type ParameterSchema =
    | { readonly type: "boolean"; readonly description: string; readonly default: boolean }
    | { readonly type: "integer"; readonly description: string; readonly default: number; readonly minimum?: number }
    | {
          readonly type: "string";
          readonly description: string;
          readonly default: string;
          readonly enum: readonly string[];
      }
    | {
          readonly type: "array";
          readonly description: string;
          readonly default: readonly string[];
          readonly items: { readonly type: "string" };
      };

/** The parameters of a rule, by name. */
export type ParameterSchemas = Readonly<Record<string, ParameterSchema>>;

/** The values of a rule's parameters, typed by their schemas. */
export type Parameters<S extends ParameterSchemas> = {
    readonly [K in keyof S]: S[K] extends { type: "boolean" }
        ? boolean
        : S[K] extends { type: "integer" }
          ? number
          : S[K] extends { enum: readonly (infer E)[] }
            ? E
            : readonly string[];
};

/** The schema in the SDK's form; the engine validates the configuration against it before anything is evaluated. */
export function configSchemaOf(schemas: ParameterSchemas): PolicyConfigSchema {
    return { properties: structuredClone(schemas) as PolicyConfigSchema["properties"] };
}

/**
 * The parameters that a rule runs with: the configured ones over the defaults.
 *
 * @throws when a key is configured that the rule does not have, which the engine lets through.
 */
export function parametersOf<S extends ParameterSchemas>(
    rule: string,
    schemas: S,
    configured: Readonly<Record<string, unknown>>,
): Parameters<S> {
    for (const key of Object.keys(configured)) {
        if (Object.hasOwn(schemas, key)) continue;
        const known = ["enforcementLevel", ...Object.keys(schemas)].join(", ");
        throw new Error(`Policy configuration: rule '${rule}' has no parameter '${key}'; it has ${known}.`);
    }
    const defaults = Object.fromEntries(Object.entries(schemas).map(([key, schema]) => [key, schema.default]));
    return { ...defaults, ...configured } as Parameters<S>;
}
