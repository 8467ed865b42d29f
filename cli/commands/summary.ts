import { describeCost } from "../cost/cost";
import type { Diagnostic } from "../driver/engineEvents";
import type { LayerReport, RunReport } from "../driver/report";
import { explainTakenAway } from "../driver/takenAway";
import { describeResult } from "./progress";

/** A run's report as text: what is wrong first, then what is not real, then one line for each layer, then what they cost. */
export function summarize(report: RunReport, rehearsal: boolean): string {
    const { environment, verb, status, seconds, diagnostics = [], layers, leftOut = [], cost } = report;
    const width = Math.max(...layers.map(({ layer }) => layer.length));
    const name = rehearsal ? `rehearse ${environment}` : `${verb} ${environment}`;
    return [
        ...layers.flatMap(findings),
        ...diagnostics.map((diagnostic) => described(environment, diagnostic)),
        ...list("Placeholders stood in for values that are not deployed yet:", layers, (report) => report.placeholders),
        ...list(
            "Only recorded, with nothing behind it in the embedded environment ('platform doctor' says why):",
            layers,
            (report) => report.recorded,
        ),
        ...takenAway(environment, layers),
        ...layers.map((report) => `${report.layer.padEnd(width)}  ${describeResult(report)}`),
        ...leftOut.map(
            (layer) => `${layer}: left out, it is a person's to run: platform ${verb} ${environment} --layer ${layer}`,
        ),
        `${name}: ${status} in ${seconds} s`,
        ...(cost === undefined ? [] : ["", describeCost(cost)]),
    ].join("\n");
}

/** As the policy pack begins the report of a finding that a record exempts; its own summary counts them. */
const EXEMPTED = /^Exempted /;

function findings({ layer, diagnostics, violations, remediations }: LayerReport): string[] {
    const told = violations.filter(({ message }) => !EXEMPTED.test(message));
    return [
        ...remediations.map(
            ({ policy, resource, changed }) =>
                `[remediated] ${layer}: ${policy}: ${resource}\n${indented(changesOf(changed))}\n`,
        ),
        ...told.map(
            ({ level, policy, resource, message }) =>
                `[${level}] ${layer}: ${policy}: ${resource}\n${indented(message)}\n`,
        ),
        ...diagnostics.map((diagnostic) => described(layer, diagnostic)),
    ];
}

function described(subject: string, { severity, resource, message }: Diagnostic): string {
    return `[${severity}] ${subject}${resource === "" ? "" : `: ${resource}`}\n${indented(message)}\n`;
}

function takenAway(environment: string, layers: readonly LayerReport[]): string[] {
    const taken = layers.flatMap(({ takesAway }) => takesAway);
    return taken.length === 0 ? [] : [explainTakenAway(environment, taken), ""];
}

function changesOf(changed: Readonly<Record<string, unknown>>): string {
    return Object.entries(changed)
        .map(([argument, value]) => `${argument} is now ${JSON.stringify(value)}`)
        .join("\n");
}

function list(
    title: string,
    layers: readonly LayerReport[],
    itemsOf: (report: LayerReport) => readonly string[],
): string[] {
    const told = layers.filter((report) => itemsOf(report).length > 0);
    if (told.length === 0) return [];
    return [title, ...told.map((report) => `  ${report.layer}: ${itemsOf(report).join(", ")}`), ""];
}

function indented(text: string): string {
    return text.replace(/^/gm, "    ");
}
