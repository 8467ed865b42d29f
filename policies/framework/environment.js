"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.judgeEnvironment = judgeEnvironment;
const proxy_1 = require("./proxy");
const evaluate_1 = require("./evaluate");
const judge_1 = require("./judge");
const parameters_1 = require("./parameters");
const report_1 = require("./report");
const stack_1 = require("./stack");
/**
 * Runs the rules that look at all layers of an environment. What a program only reads, rules see by its outputs and behind what is
 * the programs' own, as the key of another account's; nothing is said of it.
 *
 * @param ledgerOf the ledger of the stack that a resource belongs to
 */
function judgeEnvironment(rules, ledgerOf, resources, config = {}) {
    const diagnostics = [];
    const own = resources.filter(({ external }) => external !== true);
    const read = resources.filter(({ external }) => external === true);
    const inputs = new Map(own.map(({ urn, inputs: props }) => [urn, (0, proxy_1.unknownCheckingProxy)(props)]));
    const view = new stack_1.StackView((0, evaluate_1.policyResources)([...own, ...read]), inputs);
    for (const rule of rules) {
        const level = (0, evaluate_1.levelOf)({ name: rule.id, enforcementLevel: rule.level ?? "mandatory" }, config);
        if (rule.environment === undefined || level === "disabled")
            continue;
        const judges = new judge_1.Judges();
        const parameters = (0, parameters_1.parametersOf)(rule.id, rule.parameters ?? {}, (0, evaluate_1.configuredParameters)(rule.id, config));
        judges.attempt(rule.types, own, () => rule.environment?.(view, judges.of, parameters));
        const report = (told) => diagnostics.push({
            policy: rule.id,
            level: told.enforcementLevel ?? level,
            message: told.message,
            urn: told.urn,
        });
        for (const [urn, judge] of judges.byUrn) {
            if (!inputs.has(urn))
                continue;
            const entries = ledgerOf(urn).write(rule.id, "environment", urn, judge.findings);
            (0, report_1.reportEntries)(report, entries, rule);
        }
    }
    return diagnostics;
}
