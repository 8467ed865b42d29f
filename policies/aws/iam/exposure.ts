import type { Judge } from "../../framework/judge";
import { isKnown, type Reading } from "../../framework/reading";
import type { ResourceView } from "../../framework/rule";
import { canonicalAction, expandAction, reaches, type AccessLevel } from "./actions";
import { isChosenAtCall } from "./chosenAtCall";
import type { Condition } from "./condition";
import type { Statement } from "./document";
import { judgeStatements, placeOf } from "./judging";
import { hasWildcard, isOnlyWildcards } from "./pattern";
import { reachesPhonesOnly } from "./phones";
import { isAccountWide, isScopable } from "./scope";

/** A set of actions that do something grave when they may be done to every resource. */
export interface ActionSet {
    /** Those that a pattern reaches. */
    within(pattern: string): readonly string[];
    /** Those that some patterns leave. */
    without(patterns: readonly string[]): readonly string[];
}

/** Actions by name. */
export function listed(actions: readonly string[]): ActionSet {
    return {
        within: (pattern) => actions.filter((action) => reaches(pattern, action)),
        without: (patterns) => actions.filter((action) => !patterns.some((pattern) => reaches(pattern, action))),
    };
}

/** Actions by AWS's access levels. A pattern over several services stands for all of theirs. */
export function ofLevel(...levels: readonly AccessLevel[]): ActionSet {
    return {
        within: (pattern) =>
            hasWildcard(pattern.split(":")[0] ?? "")
                ? [pattern]
                : expandAction(pattern)
                      .filter((action) => action.levels.some((level) => levels.includes(level)))
                      .map(({ name }) => name),
        without: () => ["*"],
    };
}

/** How a rule about exposure judges. */
export interface Exposure {
    readonly actions: ActionSet;
    /** Whether conditions take away what makes the actions grave. */
    spared(conditions: readonly Reading<Condition>[]): Reading<boolean>;
    /** Which conditions do not, and why, as the end of a sentence. */
    uncounted(conditions: readonly Reading<Condition>[]): string;
    /** Whether actions that AWS cannot limit to resources count as well. */
    readonly unscopable: boolean;
    /** What such a permission lets somebody do, as the end of a sentence. */
    readonly effect: string;
}

/** Judges what the permissions of a resource's documents let somebody do to all resources of an account. */
export function judgeExposure(resource: ResourceView<any>, judge: Judge, exposure: Exposure): void {
    judgeStatements(resource, judge, ["identity"], "Allow", (statement, source) => {
        const unknown = `Action::${source.path}#${statement.label}`;
        for (const { name, reached: all } of reachOf(statement, exposure.actions, judge, unknown)) {
            const reached = all.filter((action) => canBeGrave(action, exposure));
            if (reached.length === 0) continue;
            const targets: readonly Reading<string>[] =
                statement.notResources === undefined ? (statement.resources ?? []) : [{ known: true, value: "*" }];
            for (const target of targets) {
                const named = judge.read(unknown, target);
                if (named === undefined) continue;
                const grave = reached.filter(
                    (action) =>
                        isWide(named, action, exposure) &&
                        !isChosenAtCall(named, action) &&
                        judge.read(unknown, reachesPhonesOnly(action, statement, source.document)) === false,
                );
                if (grave.length === 0) continue;
                if (judge.read(unknown, exposure.spared(statement.conditions)) !== false) continue;
                const examples =
                    grave.slice(0, 3).join(", ") + (grave.length > 3 ? ` and ${grave.length - 3} more` : "");
                const detail = `Action::${examples}` === name ? "" : ` (${examples})`;
                judge.violation(
                    `${name}#${named}`,
                    `${placeOf(resource, source, statement)} allows ${name.replace("::", " ")}${detail} on '${named}', ${exposure.effect}${exposure.uncounted(statement.conditions)}.`,
                );
            }
        }
    });
}

function reachOf(
    { actions, notActions }: Statement,
    set: ActionSet,
    judge: Judge,
    unknown: string,
): { name: string; reached: readonly string[] }[] {
    if (actions === undefined) {
        // An unknown exception could only take something away.
        const pending = notActions?.find((found) => !found.known);
        if (notActions === undefined || (pending !== undefined && judge.read(unknown, pending) === undefined))
            return [];
        const exceptions = notActions.filter(isKnown).map(({ value }) => value);
        const name = `NotAction::${exceptions.map(canonicalAction).toSorted().join(",")}`;
        return [{ name, reached: set.without(exceptions) }];
    }
    return actions.flatMap((found) => {
        const pattern = judge.read(unknown, found);
        if (pattern === undefined) return [];
        const reached = set.within(pattern);
        return reached.length === 0 ? [] : [{ name: `Action::${canonicalAction(pattern)}`, reached }];
    });
}

function canBeGrave(action: string, { unscopable }: Exposure): boolean {
    return unscopable || hasWildcard(action) || isScopable(action);
}

function isWide(resource: string, action: string, exposure: Exposure): boolean {
    return hasWildcard(action) || isScopable(action)
        ? isAccountWide(resource, action)
        : canBeGrave(action, exposure) && isOnlyWildcards(resource);
}
