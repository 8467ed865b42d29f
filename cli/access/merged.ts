import { grouped } from "../../policies/framework/grouped";
import type { AccessPart, Permission } from "./permission";

/** All of it in one order, with one permission for what is said in several places. */
export function merged(parts: readonly AccessPart[]): AccessPart {
    const permissions = parts.flatMap((part) => part.permissions);
    const groups = grouped(permissions, ({ principal, effect, arn, conditions }) => [
        JSON.stringify([principal, effect, arn, conditions]),
    ]);
    return {
        permissions: [...groups.values()].map(together).sort(byText(orderOf)),
        undecided: [
            ...grouped(
                parts.flatMap((part) => part.undecided),
                (each) => [JSON.stringify(each)],
            ).values(),
        ]
            .map(([first]) => first)
            .sort(byText(({ principal = "", because }) => `${principal} ${because}`)),
    };
}

function together(same: readonly Permission[]): Permission {
    const all = (of: (permission: Permission) => readonly string[]) => [...new Set(same.flatMap(of))].sort();
    return {
        ...same[0],
        actions: all(({ actions }) => actions),
        through: all(({ through }) => through),
    };
}

/** Roles and the like first, by name; then others. */
function orderOf({ principal, effect, resource, arn, conditions }: Permission): string {
    const isOwn = /^(role|user|group) /.test(principal);
    return [isOwn ? 0 : 1, principal, effect, resource, arn, ...conditions].join("\n");
}

function byText<T>(textOf: (value: T) => string): (one: T, other: T) => number {
    return (one, other) => {
        const [first, second] = [textOf(one), textOf(other)];
        return first < second ? -1 : first > second ? 1 : 0;
    };
}
