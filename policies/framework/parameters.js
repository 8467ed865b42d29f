"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.configSchemaOf = configSchemaOf;
exports.parametersOf = parametersOf;
/** The schema in the SDK's form; the engine validates the configuration against it before anything is evaluated. */
function configSchemaOf(schemas) {
    return { properties: structuredClone(schemas) };
}
/**
 * The parameters that a rule runs with: the configured ones over the defaults.
 *
 * @throws when a key is configured that the rule does not have, which the engine lets through.
 */
function parametersOf(rule, schemas, configured) {
    for (const key of Object.keys(configured)) {
        if (Object.hasOwn(schemas, key))
            continue;
        const known = ["enforcementLevel", ...Object.keys(schemas)].join(", ");
        throw new Error(`Policy configuration: rule '${rule}' has no parameter '${key}'; it has ${known}.`);
    }
    const defaults = Object.fromEntries(Object.entries(schemas).map(([key, schema]) => [key, schema.default]));
    return { ...defaults, ...configured };
}
