import { isDeepStrictEqual } from "node:util";
import { foldedFindings, stops, type CheckReport } from "../../policies/check/check";
import { countsOf, type AccessChanges } from "../access/changes";
import { changesAsText } from "../access/formats/text";
import type { CostReport } from "../cost/cost";
import type { Allowance } from "./allowances";
import { isOpen, type Diff } from "./diff";
import { fenced, foldedOf, idle, inline, problemsOf, folded } from "./markdown";
import { describeRevision, inAll } from "./words";

/** How the one comment of a request is found again, to be put in its place. */
const MARK = "<!-- platform pull-request -->";

/** The letters that code hosting takes in a comment. */
const LIMIT = 65_536;

/** What is known of one environment. */
export interface Judged {
    readonly diff: Diff;
    /** What the policies say. @default - it did not come up whole, so that they cannot judge it */
    readonly report?: CheckReport;
    /** Who may do more or less than before. @default - one of the two did not come up whole */
    readonly access?: AccessChanges;
    /** What it costs while nothing happens. @default - it did not come up whole */
    readonly cost?: { readonly before: CostReport | undefined; readonly after: CostReport };
}

/**
 * One comment on all environments: a line for each, what nobody may overlook, and the rest folded.
 *
 * @param gone - environments whose file the request removes
 * @param commit - what is compared, which the comment is about until another takes its place
 * @param file - where the whole is, when the comment cannot hold it
 * @returns with `whole` when it cannot
 */
export function commentOn(
    judged: readonly Judged[],
    gone: readonly string[],
    commit: string,
    file: string,
): { comment: string; whole?: string } {
    const against = judged[0].diff.against;
    const head = [
        MARK,
        `## What a merge does`,
        [
            "| environment | changes | lost | policies | permissions | USD a month |",
            "| --- | --- | --- | --- | --- | ---: |",
            ...judged.map(rowOf),
            ...gone.map(
                (name) =>
                    `| ${inline(name)} | ❌ its file is gone: what is deployed stays, and no command knows of it | | | | |`,
            ),
        ].join("\n"),
        ...judged.flatMap(({ diff }) => problemsOf(diff)),
        ...idle(idleInAll(judged)),
        ...judged.flatMap(violationsOf),
    ];
    const details = judged.flatMap(({ diff, access }) =>
        [...accessPart(diff, access), ...foldedOf(diff)].map((part) => ({ environment: diff.environment, part })),
    );
    const foot = `${inline(commit.slice(0, 7))} compared with ${inline(describeRevision(against))}, offline, on simulated AWS.`;
    const sections = [...head, ...titled(details), foot];
    const whole = sections.join("\n\n");
    if (whole.length <= LIMIT) return { comment: whole };
    return { comment: shortened(sections, foot, file), whole };
}

/** Sections from the first on, as many as fit; a section is never cut. */
function shortened(sections: readonly string[], foot: string, file: string): string {
    const pointer = `Not all of it fits here: the whole is in ${inline(file.split("/").at(-1) ?? file)}, among the artifacts of the run.`;
    const kept: string[] = [];
    let length = pointer.length + foot.length + 4;
    for (const section of sections.slice(0, -1)) {
        if (length + section.length + 2 > LIMIT) break;
        kept.push(section);
        length += section.length + 2;
    }
    return [...kept, pointer, foot].join("\n\n");
}

function titled(details: readonly { readonly environment: string; readonly part: string }[]): string[] {
    return details.map(({ environment, part }, index) =>
        environment === details[index - 1]?.environment ? part : `### ${inline(environment)}\n\n${part}`,
    );
}

function accessPart({ environment, against }: Diff, access: AccessChanges | undefined): string[] {
    if (access === undefined || permissionsOf(access) === NONE) return [];
    return [folded("Who may do more or less", [changesAsText(environment, describeRevision(against), access)])];
}

const NONE = "as before";

function permissionsOf(access: AccessChanges | undefined): string {
    if (access === undefined) return "not compared";
    const counts = countsOf(access);
    const gained = counts.gained + access.gained.undecided.length;
    const lost = counts.lost + access.lost.undecided.length;
    return gained === 0 && lost === 0 ? NONE : `${gained} gained, ${lost} lost`;
}

/** Records that no environment has a use for. One that is for all of them is right when it happens in one. */
function idleInAll(judged: readonly Judged[]): Allowance[] {
    const told = judged.flatMap(({ diff }) => diff.idleAllowances);
    const isIdle = (record: Allowance) =>
        judged
            .filter(({ diff }) => record.environments?.includes(diff.environment) ?? true)
            .every(({ diff }) => diff.idleAllowances.some((other) => isDeepStrictEqual(other, record)));
    return told
        .filter((record, index) => told.findIndex((other) => isDeepStrictEqual(other, record)) === index)
        .filter(isIdle);
}

function rowOf({ diff, report, access, cost }: Judged): string {
    const { environment, layers, losses, problem } = diff;
    const failed = layers.filter(({ what }) => what === "failed").map(({ layer }) => layer);
    const changes =
        failed.length > 0
            ? `❌ does not come up: ${failed.map(inline).join(", ")}`
            : problem === undefined
              ? inAll(layers) || "none"
              : "⚠️ nothing to compare with";
    const open = losses.filter(isOpen).length;
    const lost = losses.length === 0 ? "nothing" : open === 0 ? `${losses.length}, allowed` : `❌ ${open}`;
    return `| ${[inline(environment), changes, lost, verdictOf(report), permissionsOf(access), priceOf(cost)].join(" | ")} |`;
}

function verdictOf(report: CheckReport | undefined): string {
    if (report === undefined) return "not judged";
    const violated = report.findings.filter(({ verdict }) => verdict === "violation");
    const mandatory = violated.filter(({ level }) => stops(level)).length;
    const advisory = violated.length - mandatory;
    // Records that are not current count, too.
    if (report.failed) return `❌ ${mandatory + report.notes.filter(({ level }) => stops(level)).length} violated`;
    return advisory === 0 ? "✅" : `✅ ${advisory} advisory`;
}

function priceOf(cost: Judged["cost"]): string {
    if (cost?.before === undefined) return cost === undefined ? "" : cost.after.usd.toFixed(2);
    const difference = cost.after.usd - cost.before.usd;
    const sign = difference > 0 ? "+" : difference < 0 ? "−" : "±";
    return `${sign}${Math.abs(difference).toFixed(2)} (${cost.after.usd.toFixed(2)})`;
}

function violationsOf({ diff, report }: Judged): string[] {
    if (report === undefined) return [];
    const told = foldedFindings(report.findings.filter(({ verdict }) => verdict === "violation"));
    const problems = report.notes.filter(({ level }) => stops(level));
    const lines = [
        ...told.map(
            ({ rule, level, urn, message }) =>
                `[${level}] ${rule}: ${urn.split("::").slice(1).join("::")}\n    ${message}`,
        ),
        ...problems.map(({ policy, message }) => `[mandatory] ${policy}\n    ${message}`),
    ];
    if (lines.length === 0) return [];
    const title = `Policies in <code>${diff.environment}</code>: ${lines.length} violated`;
    return report.failed ? [`**${title}**\n\n${fenced(lines.join("\n"))}`] : [folded(title, lines)];
}
