import { grouped } from "../../../policies/framework/grouped";
import { countsOf, type AccessChanges } from "../changes";
import type { AccessPart, Permission } from "../permission";

/** Who may do what, for people: by whom, then what is denied, what is not known, and the counts. */
export function asText(environment: string, part: AccessPart): string {
    const { permissions, undecided } = part;
    const of = (effect: Permission["effect"]) => permissions.filter((each) => each.effect === effect);
    const principals = new Set(of("allow").map(({ principal }) => principal)).size;
    return [
        ...sectionsOf(part),
        `access ${environment}: ${counted(of("allow").length, "permission")} of ${counted(principals, "principal")}, ${counted(of("deny").length, "denial")}, ${undecided.length} undecided`,
    ].join("\n");
}

/** What a change gives and takes, for people. */
export function changesAsText(environment: string, against: string, changes: AccessChanges): string {
    const { gained, lost } = changes;
    const counts = countsOf(changes);
    const told = [
        ...marked("+", "Gained", gained, "allow"),
        ...marked("-", "Lost", lost, "allow"),
        ...marked("+", "Denied now", gained, "deny"),
        ...marked("-", "Denied no more", lost, "deny"),
        ...undecidedLines(gained, "undecided now"),
        ...undecidedLines(lost, "undecided no more"),
    ];
    return [
        ...told,
        `access ${environment} against ${against}: ${counted(counts.gained, "permission")} gained, ${counts.lost} lost`,
    ].join("\n");
}

function marked(mark: string, title: string, { permissions }: AccessPart, effect: Permission["effect"]): string[] {
    const told = permissions.filter((each) => each.effect === effect);
    if (told.length === 0) return [];
    return [
        title,
        ...blocksOf(told).map((line) => (line === "" ? "" : `  ${line.replace(/^ {2}(?=\S)/, `${mark} `)}`)),
        "",
    ];
}

function sectionsOf(part: AccessPart): string[] {
    const of = (effect: Permission["effect"]) => part.permissions.filter((each) => each.effect === effect);
    const denials = of("deny");
    return [
        ...ended(blocksOf(of("allow"))),
        ...(denials.length === 0 ? [] : ended(["Denied, whatever allows it", ...denialsOf(denials)])),
        ...undecidedLines(part, "undecided"),
    ];
}

/** With an empty line behind them, if there are any. */
function ended(lines: readonly string[]): string[] {
    return lines.length === 0 ? [] : [...lines, ""];
}

/** By whom, then on what. */
function blocksOf(permissions: readonly Permission[]): string[] {
    const blocks = [...grouped(permissions, ({ principal, usedBy }) => [titleOf(principal, usedBy)])];
    return blocks.flatMap(([title, own], index) => {
        const width = Math.max(...own.map(({ resource }) => resource.length));
        return [...(index === 0 ? [] : [""]), title, ...own.flatMap((each) => linesOf(each, width))];
    });
}

function linesOf({ resource, actions, conditions, through }: Permission, width: number): string[] {
    const under = (text: string) => `  ${" ".repeat(width)}  ${text}`;
    return [
        `  ${resource.padEnd(width)}  ${inShort(actions)}`,
        ...conditions.map((condition, index) => under(`${index === 0 ? "if" : "and"} ${condition}`)),
        under(`by ${through.join(", ")}`),
    ];
}

/** Denials stand for many resources at once: by what is denied, then on what. */
function denialsOf(denials: readonly Permission[]): string[] {
    const groups = grouped(denials, ({ principal, usedBy, actions, conditions }) => [
        [`  ${titleOf(principal, usedBy)}: ${inShort(actions)}`, ...conditions]
            .join(" if ")
            .replaceAll(/(?<= if .*) if /g, " and "),
    ]);
    return [...groups].flatMap(([title, own]) => [
        title,
        `      on ${[...new Set(own.map(({ resource }) => resource))].join(", ")}`,
    ]);
}

function undecidedLines({ undecided }: AccessPart, word: string): string[] {
    return undecided.map(
        ({ principal, because }) => `[${word}] ${principal === undefined ? "" : `${principal}: `}${because}`,
    );
}

function titleOf(principal: string, usedBy: readonly string[]): string {
    return usedBy.length === 0 ? principal : `${principal} (${usedBy.join(", ")})`;
}

/** `dynamodb:GetItem`, `dynamodb:PutItem` → `dynamodb:GetItem, PutItem` */
export function inShort(actions: readonly string[]): string {
    const byService = grouped(actions, (action) => [action.includes(" ") ? action : (action.split(":")[0] ?? "")]);
    return [...byService]
        .map(([service, own]) =>
            own.length === 1
                ? own[0]
                : `${service}:${own.map((action) => action.slice(service.length + 1)).join(", ")}`,
        )
        .join("; ");
}

function counted(count: number, thing: string): string {
    return `${count} ${thing}${count === 1 ? "" : "s"}`;
}
