"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.evaluate = evaluate;
exports.levelOf = levelOf;
exports.configuredParameters = configuredParameters;
exports.policyResources = policyResources;
const proxy_1 = require("./proxy");
const rule_1 = require("./rule");
/**
 * Runs a pack over the resources of one stack as the engine does: each resource by its inputs behind the SDK's own
 * unknown-checking proxy, then the stack by its outputs. What is only read is left out of both.
 */
function evaluate({ policies }, all, config = {}) {
    const resources = all.filter(({ external }) => external !== true);
    const diagnostics = [];
    const reporterOf = (policy) => {
        const report = (violation) => {
            const told = typeof violation === "string" ? { message: violation } : violation;
            const { message, urn, enforcementLevel = levelOf(policy, config) } = { urn: undefined, ...told };
            diagnostics.push({ policy: policy.name, level: enforcementLevel, message, urn });
        };
        return report;
    };
    const active = policies.filter((policy) => levelOf(policy, config) !== "disabled");
    const seen = policyResources(resources);
    const contexts = new Map(active.map((policy) => [policy, contextOf(policy, config)]));
    const byType = new Map();
    for (const [index, { type, inputs }] of resources.entries()) {
        const judging = byType.get(type) ?? active.filter(({ types }) => types !== undefined && (0, rule_1.looksAt)({ types }, type));
        byType.set(type, judging);
        const props = (0, proxy_1.unknownCheckingProxy)(inputs);
        for (const policy of judging) {
            const validate = policy.validateResource;
            const args = { ...seen[index], props, ...contexts.get(policy) };
            attempt(() => validate?.(args, reporterOf(policy)));
        }
    }
    for (const policy of active)
        attempt(() => policy.validateStack?.({ resources: seen, ...contexts.get(policy) }, reporterOf(policy)));
    return diagnostics;
}
class NotApplicable extends Error {
}
/** The level that a policy has by the configuration, or by itself. */
function levelOf({ name, enforcementLevel = "advisory" }, config) {
    const configured = config[name];
    const level = typeof configured === "object" ? configured.enforcementLevel : configured;
    return (level ?? config.all) ?? enforcementLevel;
}
/** The parameters that a policy is configured with. */
function configuredParameters(name, config) {
    const configured = config[name];
    const entries = Object.entries(typeof configured === "object" ? configured : {});
    return Object.fromEntries(entries.filter(([key]) => key !== "enforcementLevel"));
}
function contextOf({ name }, config) {
    return {
        stackTags: new Map(),
        getConfig: () => configuredParameters(name, config),
        notApplicable: () => {
            throw new NotApplicable();
        },
    };
}
function attempt(validate) {
    try {
        validate();
    }
    catch (error) {
        if (!(error instanceof NotApplicable))
            throw error;
    }
}
/** Resources as the SDK hands them to stack policies. */
function policyResources(resources) {
    const made = new Map(resources.map(({ type, name, urn, outputs }) => [
        urn,
        {
            type,
            name,
            urn,
            props: (0, proxy_1.unknownCheckingProxy)(outputs),
            opts: {
                protect: false,
                ignoreChanges: [],
                aliases: [],
                customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 },
                additionalSecretOutputs: [],
            },
            dependencies: [],
            propertyDependencies: {},
            isType: (resourceClass) => resourceClass.__pulumiType === type,
            asType: () => undefined,
        },
    ]));
    for (const { urn, propertyDependencies } of resources) {
        const resource = made.get(urn);
        if (resource === undefined)
            continue;
        for (const [property, urns] of Object.entries(propertyDependencies))
            resource.propertyDependencies[property] = urns.flatMap((of) => made.get(of) ?? []);
    }
    return [...made.values()];
}
