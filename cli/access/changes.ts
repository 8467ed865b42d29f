import { expandAction, reaches } from "../../policies/aws/iam/actions";
import { isWithin } from "../../policies/aws/iam/evaluation/reach";
import { hasWildcard } from "../../policies/aws/iam/pattern";
import type { AccessPart, Permission, Undecided } from "./permission";

/** What a change gives and takes. */
export interface AccessChanges {
    readonly gained: AccessPart;
    readonly lost: AccessPart;
}

/**
 * The permissions that only one of two revisions has. They are told by names of the program, so that nothing changes when a resource is
 * replaced, or when a policy of another name says the same; what one that is wider says already is not told either. What acts as a role that
 * it did not act as has all that the role may.
 */
export function changesOf(before: AccessPart, after: AccessPart): AccessChanges {
    return { gained: onlyIn(after, before), lost: onlyIn(before, after) };
}

/** How many permissions a change gives and takes: to deny no more is to give, and to deny is to take. */
export function countsOf({ gained, lost }: AccessChanges): { gained: number; lost: number } {
    const count = ({ permissions }: AccessPart, effect: Permission["effect"]) =>
        permissions.filter((each) => each.effect === effect).length;
    return {
        gained: count(gained, "allow") + count(lost, "deny"),
        lost: count(lost, "allow") + count(gained, "deny"),
    };
}

function onlyIn(one: AccessPart, other: AccessPart): AccessPart {
    return {
        permissions: one.permissions.flatMap((permission) => {
            const wider = other.permissions.filter((each) => isWider(each, permission));
            const actions = permission.actions.flatMap((action) => onlyBy(action, wider));
            const newcomers = permission.usedBy.filter((user) => !isUserIn(other, permission, user));
            const others = permission.usedBy.filter((user) => !newcomers.includes(user));
            const isOfOthers = actions.length > 0 && (others.length > 0 || newcomers.length === 0);
            return [
                ...(newcomers.length === 0 ? [] : [{ ...permission, usedBy: newcomers }]),
                ...(isOfOthers ? [{ ...permission, usedBy: others, actions }] : []),
            ];
        }),
        undecided: one.undecided.filter((each) => !other.undecided.some((another) => isSame(each, another))),
    };
}

function isUserIn({ permissions }: AccessPart, { principal }: Permission, user: string): boolean {
    return permissions.some((each) => each.principal === principal && each.usedBy.includes(user));
}

/** Whether a permission is for the same on as much, in no fewer circumstances. */
function isWider(one: Permission, other: Permission): boolean {
    return (
        one.principal === other.principal &&
        one.effect === other.effect &&
        isWithin(other.resource, one.resource) &&
        one.conditions.every((condition) => other.conditions.includes(condition))
    );
}

/** What of an action, or of those that a pattern stands for, the others do not have. */
function onlyBy(action: string, others: readonly Permission[]): readonly string[] {
    const isTheirs = (name: string) => others.some((each) => has(each, name));
    if (isTheirs(action)) return [];
    const names = hasWildcard(action) ? expandAction(action).map(({ name }) => name) : [];
    return names.some(isTheirs) ? names.filter((name) => !isTheirs(name)) : [action];
}

function has({ actions }: Permission, action: string): boolean {
    return actions.some((each) => each === action || reaches(each, action));
}

function isSame(one: Undecided, other: Undecided): boolean {
    return one.principal === other.principal && one.because === other.because;
}
