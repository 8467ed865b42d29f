import type { Rule } from "../../framework/rule";
import { foldedFindings, type CheckedFinding, type CheckReport } from "../check";
import { byRecord, describeUrn, failingFirst } from "./text";

/** Rows of a table: code hosting refuses comments of more than 65,536 characters. */
const ROWS = 60;

/** A report as a comment on a pull request: the verdict first, details folded. */
export function asMarkdown({ findings, notes, stacks, failed }: CheckReport, rules: readonly Rule[]): string {
    const told = foldedFindings(findings);
    const of = (verdict: CheckedFinding["verdict"]) => told.filter((finding) => finding.verdict === verdict);
    const violations = failingFirst(of("violation"));
    const remedies = new Map(rules.map(({ id, remediationSteps, url }) => [id, { remediationSteps, url }]));
    return [
        `### Policies: ${failed ? "❌ failed" : "✅ passed"}`,
        "",
        "| stack | resources | violations | undecided | exempted | passed |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
        ...stacks.map(
            ({ stack, resources, violations: violated, undecided, exempted, passed }) =>
                `| ${stack} | ${resources} | ${violated} | ${undecided} | ${exempted} | ${passed} |`,
        ),
        "",
        ...notes
            .filter(({ level }) => level !== "advisory")
            .map(({ policy, message }) => `- \`${policy}\`: ${cell(message)}`),
        ...folded("Violations", ["level", "rule", "resource", "what"], violations.map(row), true),
        ...[...new Set(violations.slice(0, ROWS).map(({ rule }) => rule))].map((rule) => {
            const { remediationSteps, url } = remedies.get(rule)!;
            return `- [\`${rule}\`](${url}): ${remediationSteps}`;
        }),
        ...folded("Undecided", ["level", "rule", "resource", "what"], of("undecided").map(row), false),
        ...folded(
            "Exempted",
            ["rule", "stack", "findings", "why"],
            byRecord(of("exempted")).map(({ rule, stack, count, exemption: { reason, owner, ticket, expires } }) => [
                `\`${rule}\``,
                stack,
                count,
                `${cell(reason)} _(${cell(owner)}, ${cell(ticket)}, until ${expires})_`,
            ]),
            false,
            of("exempted").length,
        ),
        "",
    ].join("\n");
}

function row({ level, rule, stack, urn, message }: CheckedFinding): string[] {
    return [level, `\`${rule}\``, `${stack}<br>\`${describeUrn(urn).replaceAll("|", "\\|")}\``, cell(message)];
}

/**
 * A table that can be folded; nothing without rows.
 *
 * @param count of what the rows tell. @default - one for each row
 */
export function folded(
    title: string,
    columns: readonly string[],
    rows: readonly string[][],
    isOpen: boolean,
    count = rows.length,
): string[] {
    if (rows.length === 0) return [];
    const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
    const more = rows.length - ROWS;
    return [
        "",
        `<details${isOpen ? " open" : ""}><summary>${title} (${count})</summary>`,
        "",
        line(columns),
        line(columns.map(() => "---")),
        ...rows.slice(0, ROWS).map(line),
        ...(more > 0 ? ["", `… and ${more} more, which \`--format json\` tells.`] : []),
        "",
        "</details>",
        "",
    ];
}

/** A text as the cell of a table. */
export function cell(text: string): string {
    return text.replace(/[|\\<>]/g, (character) => `\\${character}`).replace(/\n/g, " ");
}
