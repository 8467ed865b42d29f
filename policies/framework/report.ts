import type { EnforcementLevel, ReportViolation } from "@pulumi/policy";
import { standingOf } from "./exemption";
import { andOthers, foldedBy } from "./folding";
import { causeOf, type Entry } from "./ledger";
import type { Rule } from "./rule";

/** One thing that is said of a run. */
export interface Told {
    /** The resource that it is about. @default - the stack */
    readonly urn?: string;
    readonly description: string;
    readonly message: string;
    /** @default - the level of the policy */
    readonly enforcementLevel?: EnforcementLevel;
    /** The verdicts that it tells. @default - none: it is about the run itself */
    readonly entries?: readonly Entry[];
}

/**
 * Hands what is said to the SDK. Its implementation takes an object too (`makeReportViolationFun` in its server.js), which its type
 * does not say; without it an undecided verdict would have the level of the rule and stop the preview.
 */
export function tell(report: ReportViolation, told: Told): void {
    (report as unknown as (told: Told) => void)(told);
}

/** What is said of the verdicts of a rule about a resource, what has the same cause as one. */
export function toldOf(entries: readonly Entry[], rule: Pick<Rule, "description" | "remediationSteps">): Told[] {
    return foldedBy(entries, causeOf).map(({ head, others }) => ({
        urn: head.urn,
        description: rule.description,
        ...wording(head, others, rule.remediationSteps),
        entries: [head, ...others],
    }));
}

/** A violation is said at the rule's level, an exempted or undecided one as advice. */
function wording(
    entry: Entry,
    others: readonly Entry[],
    remedy: string,
): Pick<Told, "message"> & Partial<Pick<Told, "enforcementLevel">> {
    const { finding, exemption } = entry;
    const [what, ...more] = sentencesOf(entry);
    const name = `[${finding.id}]`;
    if (finding.verdict === "undecided")
        return {
            message: `Undecided ${name}: ${what} Decided once it is, before the resource is created.`,
            enforcementLevel: "advisory",
        };
    if (exemption !== undefined)
        return {
            message: `Exempted ${name}: ${what} Reason: ${standingOf(exemption)}`,
            enforcementLevel: "advisory",
        };
    const names = others.map((other) => `[${other.finding.id}]`);
    return { message: [`${what} ${name}${andOthers(finding.cause, names)}`, ...more, `Remedy: ${remedy}`].join("\n") };
}

/** What a verdict says wherever it is told: of the thing itself, then of a record that names it and does not count. */
export function sentencesOf({ finding, hindrance }: Entry): readonly [string, ...string[]] {
    if (finding.verdict === "undecided") return [`'${finding.message}' is not known.`];
    return hindrance === undefined
        ? [finding.message]
        : [finding.message, `An exemption names this finding but ${hindrance}.`];
}
