import { cell, folded } from "../../../policies/check/formats/markdown";
import type { AccessChanges } from "../changes";
import type { AccessPart, Permission } from "../permission";
import { inShort } from "./text";

const COLUMNS = ["who", "may", "on", "if", "by"];

/** Who may do what, as a document. */
export function asMarkdown(environment: string, part: AccessPart): string {
    return [`### Access: ${environment}`, ...tables(part, "Allowed", "Denied", "Undecided"), ""].join("\n");
}

/** What a change gives and takes, as a comment on a pull request: what is gained first. */
export function changesAsMarkdown(environment: string, against: string, { gained, lost }: AccessChanges): string {
    const isNone = [gained, lost].every(({ permissions, undecided }) => permissions.length + undecided.length === 0);
    return [
        `### Access: ${environment} against ${cell(against)}`,
        ...(isNone ? ["", "Nobody gains or loses a permission."] : []),
        ...tables(gained, "Gained", "Denied now", "Undecided now"),
        ...tables(lost, "Lost", "Denied no more", "Undecided no more"),
        "",
    ].join("\n");
}

function tables({ permissions, undecided }: AccessPart, allowed: string, denied: string, unknown: string): string[] {
    const rows = (effect: Permission["effect"]) => permissions.filter((each) => each.effect === effect).map(row);
    return [
        ...folded(allowed, COLUMNS, rows("allow"), true),
        ...folded(denied, COLUMNS, rows("deny"), false),
        ...folded(
            unknown,
            ["who", "what is not known"],
            undecided.map(({ principal = "", because }) => [cell(principal), cell(because)]),
            true,
        ),
    ];
}

function row({ principal, usedBy, actions, resource, conditions, through }: Permission): string[] {
    const who = usedBy.length === 0 ? principal : `${principal} (${usedBy.join(", ")})`;
    return [
        cell(who),
        `\`${inShort(actions)}\``,
        code(resource),
        conditions.map(cell).join("<br>"),
        cell(through.join(", ")),
    ];
}

function code(text: string): string {
    return `\`${text.replaceAll("|", "\\|")}\``;
}
