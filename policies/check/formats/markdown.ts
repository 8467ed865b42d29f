import type { Rule } from "../../framework/rule";
import type { CheckedFinding, CheckReport } from "../check";
import { describeUrn } from "./text";

/** A report as a comment on a pull request: the verdict first, details folded. */
export function asMarkdown({ findings, notes, stacks, failed }: CheckReport, rules: readonly Rule[]): string {
    const of = (verdict: CheckedFinding["verdict"]) => findings.filter((finding) => finding.verdict === verdict);
    const remedies = new Map(rules.map(({ id, remediationSteps, url }) => [id, { remediationSteps, url }]));
    const violated = [...new Set(of("violation").map(({ rule }) => rule))];
    return [
        `### Policies: ${failed ? "❌ failed" : "✅ passed"}`,
        "",
        "| stack | resources | violations | undecided | exempted | passed |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
        ...stacks.map(
            ({ stack, resources, violations, undecided, exempted, passed }) =>
                `| ${stack} | ${resources} | ${violations} | ${undecided} | ${exempted} | ${passed} |`,
        ),
        ...table("Violations", of("violation"), true),
        ...violated.map((rule) => {
            const { remediationSteps, url } = remedies.get(rule)!;
            return `- [\`${rule}\`](${url}): ${remediationSteps}`;
        }),
        ...notes
            .filter(({ level }) => level !== "advisory")
            .map(({ policy, message }) => `- \`${policy}\`: ${message}`),
        ...table("Undecided", of("undecided"), false),
        ...table("Exempted", of("exempted"), false),
        "",
    ].join("\n");
}

function table(title: string, findings: readonly CheckedFinding[], open: boolean): string[] {
    if (findings.length === 0) return [];
    return [
        "",
        `<details${open ? " open" : ""}><summary>${title} (${findings.length})</summary>`,
        "",
        "| level | rule | resource | what |",
        "| --- | --- | --- | --- |",
        ...findings.map(
            ({ level, rule, stack, urn, message, exemption }) =>
                `| ${level} | \`${rule}\` | ${stack}<br>\`${describeUrn(urn).replaceAll("|", "\\|")}\` | ${cell(message)}${exemption === undefined ? "" : `<br>_${cell(exemption.reason)} (${cell(exemption.owner)}, until ${exemption.expires})_`} |`,
        ),
        "",
        "</details>",
        "",
    ];
}

function cell(text: string): string {
    return text.replace(/[|\\<>]/g, (character) => `\\${character}`).replace(/\n/g, " ");
}
