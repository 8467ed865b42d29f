import type { Allowance } from "./allowances";
import type { Diff, LayerDiff } from "./diff";
import { describeChange, describeLoss, describeOutput, describeProperty } from "./text";
import { countsOf, describeAccount, describeIdle, fateOf, headlineOf, remedyFor } from "./words";

/** A comparison for a pull request: one line, what is lost, and the rest folded. All that comes from the code stands in code. */
export function asMarkdown(diff: Diff): string {
    return [
        `### ${inline(headlineOf(diff))}`,
        ...problemsOf(diff),
        ...idle(diff.idleAllowances),
        ...foldedOf(diff),
    ].join("\n\n");
}

/** What nobody may overlook. */
export function problemsOf(diff: Diff): string[] {
    const { environment, against, problem, losses } = diff;
    const remedy = remedyFor(losses);
    return [
        ...(problem === undefined
            ? []
            : [
                  `**${environment}**: there is nothing to compare with, and all is shown as new: ${inline(against.name)} does not come up.`,
                  fenced(problem),
              ]),
        ...describeAccount(diff).map((line) => `**${environment}**:\n\n${fenced(line)}`),
        ...(losses.length === 0
            ? []
            : [`**Lost in ${inline(environment)}:**`, fenced(losses.map(describeLoss).join("\n"))]),
        ...(remedy === undefined ? [] : [fenced(remedy)]),
    ];
}

/** Records that allow nothing: the next loss must not pass by one that was forgotten. */
export function idle(records: readonly Allowance[]): string[] {
    return records.length === 0 ? [] : [fenced(records.map(describeIdle).join("\n"))];
}

/** The details, each folded. */
export function foldedOf({ environment, layers, outputs, settings }: Diff): string[] {
    return [
        ...layers
            .filter(({ what }) => what !== "same")
            .map((layer) => folded(titleOf(layer, environment), linesOf(layer))),
        ...(outputs.length === 0 ? [] : [folded("Published otherwise", outputs.flatMap(describeOutput))]),
        ...(settings.length === 0
            ? []
            : [folded(inline(`Pulumi.${environment}.yaml`), settings.map(describeProperty))]),
    ];
}

function titleOf(diff: LayerDiff, environment: string): string {
    const said = [fateOf(diff, environment) ?? [], countsOf(diff.changes)].flat().filter((part) => part !== "");
    return `<code>${escaped(diff.layer)}</code>: ${escaped(said.join("; "))}`;
}

function linesOf({ changes, diagnostics }: LayerDiff): string[] {
    return [...diagnostics.map(({ resource, message }) => `! ${resource} ${message}`), ...changes.map(describeChange)];
}

export function folded(title: string, lines: readonly string[]): string {
    const content = lines.length === 0 ? "" : `\n\n${fenced(lines.join("\n"), "diff")}`;
    return `<details><summary>${title}</summary>${content}\n\n</details>`;
}

/** Code that nothing in it can end. */
export function fenced(text: string, language = "text"): string {
    const fence = "`".repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)));
    return `${fence}${language}\n${text}\n${fence}`;
}

/** A piece of code in a line. */
export function inline(text: string): string {
    return `<code>${escaped(text)}</code>`;
}

function escaped(text: string): string {
    // GitHub links what looks like a person, a request or an address also in tags.
    return text.replace(/[&<>"'`*_@#[\]\\|~:!\n]/g, (character) => `&#${character.charCodeAt(0)};`);
}
