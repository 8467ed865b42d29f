"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.reportAt = reportAt;
exports.reportEntries = reportEntries;
exports.exemptionMessage = exemptionMessage;
const exemption_1 = require("./exemption");
const folding_1 = require("./folding");
const ledger_1 = require("./ledger");
/**
 * Reports at a level of its own. The SDK's implementation takes an object too (`makeReportViolationFun` in its server.js),
 * which its type does not say; without it an undecided verdict would have the level of the rule and stop the preview.
 */
function reportAt(report, level, diagnostic) {
    const withLevel = level === undefined ? diagnostic : { ...diagnostic, enforcementLevel: level };
    report(withLevel);
}
/** Reports the verdicts of a rule about a resource, what has the same cause as one. */
function reportEntries(report, entries, rule) {
    for (const { head, others } of (0, folding_1.foldedBy)(entries, ledger_1.causeOf))
        reportEntry(report, head, others, rule);
}
/** Reports one verdict: a violation at the rule's level, an exempted or undecided one as advice. */
function reportEntry(report, entry, others, rule) {
    const { finding, exemption, hindrance, urn } = entry;
    const { description } = rule;
    const name = `[${finding.id}]`;
    if (finding.verdict === "undecided") {
        const message = `Undecided ${name}: '${finding.message}' is not known yet; decided once it is, before the resource is created.`;
        reportAt(report, "advisory", { urn, description, message });
    }
    else if (exemption !== undefined) {
        const { reason, owner, ticket, expires } = exemption;
        const message = `Exempted ${name}: ${finding.message} Reason: ${reason} (${owner}, ${ticket}, until ${expires})`;
        reportAt(report, "advisory", { urn, description, message });
    }
    else {
        const more = (0, folding_1.andOthers)(finding.cause, others.map((other) => `[${other.finding.id}]`));
        const lines = [`${finding.message} ${name}${more}`];
        if (hindrance !== undefined)
            lines.push(`An exemption names this finding but ${hindrance}.`);
        lines.push(`Remedy: ${rule.remediationSteps}`);
        reportAt(report, undefined, { urn, description, message: lines.join("\n") });
    }
}
/** Reports what is wrong with the exemptions. */
function exemptionMessage({ record, problem, }) {
    return `${(0, exemption_1.describeExemption)(record)} ${problem}.`;
}
