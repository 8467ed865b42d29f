import { grouped } from "../../framework/grouped";
import { isKnown } from "../../framework/reading";
import type { StackResource, StackView } from "../../framework/stack";
import type { Statement } from "../iam/document";
import { HOLDER_TYPES, permissionsOf, type Permissions } from "../iam/holders";
import { hasWildcard, patternOf } from "../iam/pattern";
import { targetOf } from "../iam/target";
import { allows } from "../iam/grants";
import type { Encrypted } from "./encrypted";

/** A role, user or group that is granted an action on something that is encrypted. */
export interface KeyUser {
    readonly of: Encrypted;
    readonly holder: StackResource;
    readonly permissions: Permissions;
    /** The action that it is granted on the resource. */
    readonly action: string;
}

/**
 * Who is granted what on the resources by name. Grants of everything of a service are other rules' business: who gets them may
 * use one of the resources, or not.
 */
export function keyUsersOf(environment: StackView, resources: readonly Encrypted[]): readonly KeyUser[] {
    const named = grouped(resources, ({ arn }) => [keyOfTarget(arn)]);
    const byService = grouped(resources, ({ kind }) => [kind.service]);
    return environment.ofType(...HOLDER_TYPES).flatMap((holder) => {
        const permissions = permissionsOf(environment, holder);
        const users = permissions.granted
            .flatMap(({ statements }) => statements)
            .flatMap((statement) =>
                patternsOf(statement).flatMap((pattern) => {
                    const target = targetOf(pattern);
                    if (target === undefined || /^[*?]*$/.test(target.name)) return [];
                    const found = hasWildcard(target.name)
                        ? byService.get(target.service)
                        : named.get(keyOfTarget(pattern));
                    return (found ?? [])
                        .filter(({ arn }) => isWithin(pattern, arn))
                        .flatMap((of) =>
                            actionsOn(of, statement).map((action) => ({ of, holder, permissions, action })),
                        );
                }),
            );
        const distinct = new Map(users.map((user) => [`${user.of.resource.urn} ${user.action}`, user]));
        return [...distinct.values()];
    });
}

function actionsOn({ kind }: Encrypted, statement: Statement): string[] {
    return Object.keys(kind.uses).filter((action) => {
        const allowed = allows(statement, action);
        return allowed.known && allowed.value;
    });
}

function patternsOf({ resources }: Statement): string[] {
    return (resources ?? []).filter(isKnown).map(({ value }) => value);
}

/** Whether a pattern is about a resource itself or about objects in it, but not about what only belongs to it (a table's stream). */
function isWithin(pattern: string, arn: string): boolean {
    return patternOf(pattern).test(arn) || (arn.includes(":s3:::") && pattern.startsWith(`${arn}/`));
}

function keyOfTarget(arn: string): string {
    const target = targetOf(arn);
    return `${target?.service} ${target?.name}`;
}
