"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.ANY_AWS_TYPE = exports.NO_COMPONENT = void 0;
exports.looksAt = looksAt;
exports.defineRule = defineRule;
/** Said in place of a component's example. */
exports.NO_COMPONENT = "No component of this project makes these; the plain example applies.";
/** In place of types, for a rule that judges by `resource` alone whatever AWS makes. */
exports.ANY_AWS_TYPE = "aws:*";
/** Whether a rule looks at resources of a type. */
function looksAt({ types }, type) {
    return types.includes(type) || (type.startsWith("aws:") && types.includes(exports.ANY_AWS_TYPE));
}
/**
 * Declares a rule.
 *
 * @throws when it decides nothing: neither `resource` nor `stack` nor `environment` is there.
 */
function defineRule(rule) {
    if (rule.resource === undefined && rule.stack === undefined && rule.environment === undefined) {
        throw new Error(`Rule '${rule.id}' decides nothing: give 'resource', 'stack' or 'environment'.`);
    }
    return rule;
}
