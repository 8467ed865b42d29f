"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.createPack = createPack;
const assets_1 = require("./assets");
const exemption_1 = require("./exemption");
const judge_1 = require("./judge");
const ledger_1 = require("./ledger");
const parameters_1 = require("./parameters");
const report_1 = require("./report");
const rule_1 = require("./rule");
const summary_1 = require("./summary");
/**
 * Turns rules into the SDK's policies, in their order, followed by the two that report on the run: what the exemptions are
 * worth, and the summary.
 */
function createPack(rules, exemptions, { today = new Date().toISOString().slice(0, 10), withEnvironment = false } = {}) {
    const ofStack = rules.filter((rule) => rule.resource !== undefined || rule.stack !== undefined);
    const waiting = withEnvironment ? [] : rules.filter((rule) => !ofStack.includes(rule));
    const ids = (list) => new Set(list.map(({ id }) => id));
    const ledger = new ledger_1.Ledger(new exemption_1.Exemptions(exemptions, ids(rules), today, ids(waiting)));
    const policies = [
        ...ofStack.map((rule) => policyOf(rule, ledger)),
        (0, summary_1.exemptionsPolicy)(ledger),
        (0, summary_1.summaryPolicy)(ledger),
    ];
    return { policies, ledger };
}
/** The SDK's policy for one rule. */
function policyOf(rule, ledger) {
    const policy = {
        name: rule.id,
        types: rule.types,
        displayName: rule.displayName,
        description: rule.description,
        severity: rule.severity,
        tags: [...rule.tags],
        framework: rule.frameworks[0],
        remediationSteps: rule.remediationSteps,
        url: rule.url,
        enforcementLevel: rule.level ?? "mandatory",
        configSchema: (0, parameters_1.configSchemaOf)(rule.parameters ?? {}),
        validateResource: forTypes(rule, (args, report) => {
            requireApplicable(rule, args, [args]);
            if (rule.stack !== undefined)
                ledger.inputs.set(args.urn, args.props);
            const parameters = (0, parameters_1.parametersOf)(rule.id, rule.parameters ?? {}, args.getConfig());
            if (rule.resource === undefined)
                return;
            const judgeNow = () => {
                const judge = new judge_1.Judge();
                judge.attempt(() => rule.resource?.(viewOf(args), judge, parameters));
                publish(rule, "resource", args.urn, judge, ledger, report);
            };
            const waiting = rule.types.includes(rule_1.ANY_AWS_TYPE) ? (0, assets_1.readAssets)(args.props) : undefined;
            return waiting === undefined ? judgeNow() : waiting.then(judgeNow);
        }),
    };
    if (rule.stack !== undefined) {
        policy.validateStack = forTypes(rule, (args, report) => {
            requireApplicable(rule, args, args.resources);
            const judges = new judge_1.Judges();
            const parameters = (0, parameters_1.parametersOf)(rule.id, rule.parameters ?? {}, args.getConfig());
            judges.attempt(rule.types, args.resources, () => rule.stack?.(ledger.viewOf(args.resources), judges.of, parameters));
            for (const [urn, judge] of judges.byUrn)
                publish(rule, "stack", urn, judge, ledger, report);
        });
    }
    if (rule.remediate !== undefined) {
        policy.remediateResource = forTypes(rule, (args) => {
            requireApplicable(rule, args, [args]);
            rule.remediate?.(viewOf(args), (0, parameters_1.parametersOf)(rule.id, rule.parameters ?? {}, args.getConfig()));
            return args.props;
        });
    }
    return policy;
}
/** Lets the SDK pass over resources of other types without reading them, which it can for a rule with one type. */
function forTypes(rule, validation) {
    return rule.types.length === 1 && rule.types[0] !== rule_1.ANY_AWS_TYPE
        ? Object.assign(validation, { __pulumiType: rule.types[0] })
        : validation;
}
function requireApplicable(rule, args, resources) {
    if (resources.some(({ type }) => (0, rule_1.looksAt)(rule, type)))
        return;
    args.notApplicable(`Rule only applies to resources of type ${rule.types.join(", ")}`);
}
function viewOf({ type, name, urn, props }) {
    return { type, name, urn, props };
}
function publish(rule, phase, urn, judge, ledger, report) {
    (0, report_1.reportEntries)(report, ledger.write(rule.id, phase, urn, judge.findings), rule);
}
