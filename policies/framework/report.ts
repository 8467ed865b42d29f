import type { EnforcementLevel, ReportViolation } from "@pulumi/policy";
import { describeExemption } from "./exemption";
import { andOthers, foldedBy } from "./folding";
import { causeOf, type Entry } from "./ledger";

/**
 * Reports at a level of its own. The SDK's implementation takes an object too (`makeReportViolationFun` in its server.js),
 * which its type does not say; without it an undecided verdict would have the level of the rule and stop the preview.
 */
export function reportAt(
    report: ReportViolation,
    level: EnforcementLevel | undefined,
    diagnostic: { readonly message: string; readonly description: string; readonly urn?: string },
): void {
    const withLevel = level === undefined ? diagnostic : { ...diagnostic, enforcementLevel: level };
    (report as unknown as (violation: object) => void)(withLevel);
}

/** What reports take of a rule. */
type Told = Readonly<Record<"description" | "remediationSteps", string>>;

/** Reports the verdicts of a rule about a resource, what has the same cause as one. */
export function reportEntries(report: ReportViolation, entries: readonly Entry[], rule: Told): void {
    for (const { head, others } of foldedBy(entries, causeOf)) reportEntry(report, head, others, rule);
}

/** Reports one verdict: a violation at the rule's level, an exempted or undecided one as advice. */
function reportEntry(report: ReportViolation, entry: Entry, others: readonly Entry[], rule: Told): void {
    const { finding, exemption, hindrance, urn } = entry;
    const { description } = rule;
    const name = `[${finding.id}]`;
    if (finding.verdict === "undecided") {
        const message = `Undecided ${name}: '${finding.message}' is not known yet; decided once it is, before the resource is created.`;
        reportAt(report, "advisory", { urn, description, message });
    } else if (exemption !== undefined) {
        const { reason, owner, ticket, expires } = exemption;
        const message = `Exempted ${name}: ${finding.message} Reason: ${reason} (${owner}, ${ticket}, until ${expires})`;
        reportAt(report, "advisory", { urn, description, message });
    } else {
        const more = andOthers(
            finding.cause,
            others.map((other) => `[${other.finding.id}]`),
        );
        const lines = [`${finding.message} ${name}${more}`];
        if (hindrance !== undefined) lines.push(`An exemption names this finding but ${hindrance}.`);
        lines.push(`Remedy: ${rule.remediationSteps}`);
        reportAt(report, undefined, { urn, description, message: lines.join("\n") });
    }
}

/** Reports what is wrong with the exemptions. */
export function exemptionMessage({
    record,
    problem,
}: {
    record: Parameters<typeof describeExemption>[0];
    problem: string;
}): string {
    return `${describeExemption(record)} ${problem}.`;
}
