import type { Judged } from "./judge";
import type { Cost } from "./measured";
import type { PackStart } from "./packStart";

/** What a tool took for resources of one number. */
interface SizeFigures {
    readonly resources: number;
    /** Verdicts of all kinds, passes among them: so much was looked at. */
    readonly verdicts: number;
    readonly cost: Cost;
}

/** What a tool took. */
export interface ToolFigures {
    readonly tool: string;
    /** For no resources. */
    readonly startUp: Cost;
    /** By growing number of resources. */
    readonly sizes: readonly SizeFigures[];
}

/** All that the bench measured. */
export interface Figures {
    readonly packStart: PackStart;
    /** In one process and without its start, by the numbers of resources. */
    readonly judging: readonly (Judged & { readonly resources: number })[];
    /** Whole commands. The first is this repository's. */
    readonly tools: readonly ToolFigures[];
}

/** Processor time by resource without the start, in milliseconds. */
function msPerResource({ startUp }: ToolFigures, { resources, cost }: SizeFigures): number {
    return ((cost.cpuSeconds - startUp.cpuSeconds) * 1000) / resources;
}

/** The figures as tables of Markdown. */
export function asText({ packStart, judging, tools }: Figures): string {
    const [ours, ...others] = tools;
    return [
        table(
            ["start of the built pack", "wall ms", "CPU ms"],
            [
                ["until it listens", packStart.portMs.toFixed(0), ""],
                ["until it has told its rules", packStart.answerMs.toFixed(0), packStart.cpuMs?.toFixed(0) ?? ""],
            ],
        ),
        table(
            ["command", "resources", "verdicts", "wall s", "CPU s", "CPU ms/resource", "peak MiB"],
            tools.flatMap((tool) => [
                [tool.tool, "0", "", ...costOf(tool.startUp), "", mebibytes(tool.startUp)],
                ...tool.sizes.map((size) => [
                    tool.tool,
                    count(size.resources),
                    count(size.verdicts),
                    ...costOf(size.cost),
                    msPerResource(tool, size).toFixed(2),
                    mebibytes(size.cost),
                ]),
            ]),
        ),
        ...others.map((other) => comparison(ours, other)),
        table(
            ["in process", "rules", "read CPU ms", "judge CPU ms", "judge CPU ms/resource"],
            judging.map(({ resources, rules, readMs, judgeMs }) => [
                count(resources),
                String(rules),
                readMs.toFixed(0),
                judgeMs.toFixed(0),
                (judgeMs / resources).toFixed(3),
            ]),
        ),
        growth(judging),
    ].join("\n\n");
}

function comparison(ours: ToolFigures, other: ToolFigures): string {
    return table(
        [`${other.tool} : ${ours.tool}`, "wall", "CPU", "CPU/resource", "peak"],
        [
            ["0", ...ratios(ours.startUp, other.startUp, "")],
            ...ours.sizes.map((size, index) => {
                const theirs = other.sizes[index];
                const perResource = times(msPerResource(other, theirs) / msPerResource(ours, size));
                return [count(size.resources), ...ratios(size.cost, theirs.cost, perResource)];
            }),
        ],
    );
}

function ratios(ours: Cost, theirs: Cost, perResource: string): string[] {
    const { seconds, cpuSeconds, peakBytes } = theirs;
    return [
        times(seconds / ours.seconds),
        times(cpuSeconds / ours.cpuSeconds),
        perResource,
        times(peakBytes / ours.peakBytes),
    ];
}

/** The rules that take longest, with how their time grows against how the resources do. */
function growth(judging: Figures["judging"]): string {
    const [first, last] = [judging[0], judging.at(-1)!];
    const slowest = Object.entries(last.ruleMs)
        .sort(([, left], [, right]) => right - left)
        .slice(0, 10);
    const more = last.resources / first.resources;
    return table(
        ["slowest rules", `ms at ${count(first.resources)}`, `ms at ${count(last.resources)}`, `of ${times(more)}`],
        slowest.map(([rule, ms]) => {
            const before = first.ruleMs[rule] ?? 0;
            return [rule, before.toFixed(1), ms.toFixed(1), times(ms / before)];
        }),
    );
}

function costOf({ seconds, cpuSeconds }: Cost): string[] {
    return [seconds.toFixed(1), cpuSeconds.toFixed(1)];
}

function mebibytes({ peakBytes }: Cost): string {
    return (peakBytes / 2 ** 20).toFixed(0);
}

function times(ratio: number): string {
    return `${ratio.toFixed(1)} x`;
}

function count(number: number): string {
    return number.toLocaleString("en");
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
    const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column].length)));
    const line = (cells: readonly string[]) =>
        `| ${cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join(" | ")} |`;
    const rule = widths.map((width, column) => (column === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`));
    return [line(head), line(rule), ...rows.map(line)].join("\n");
}
