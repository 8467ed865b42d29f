import { isKnown, type NotRead } from "../../../framework/reading";
import { canonicalAction, expandAction, reaches } from "../actions";
import { elementsOf, type Statement } from "../document";
import { hasWildcard, isLike } from "../pattern";

/** Some actions: by patterns, or all that patterns leave. */
export interface Reach {
    readonly patterns: readonly string[];
    /** Whether it is all but these. */
    readonly isRest: boolean;
}

/** A part of the resources that a pattern stands for. */
export interface Part {
    readonly pattern: string;
    /** What its resources have to be besides, as texts. */
    readonly also: readonly string[];
}

/** The actions of a statement, as far as they are known. */
export function reachOf({ actions, notActions = [] }: Statement): Reach {
    const patterns = (actions ?? notActions).filter(isKnown).map(({ value }) => canonicalAction(value));
    return { patterns: [...new Set(patterns)].sort(), isRest: actions === undefined };
}

/** What of a statement is not known. Exceptions that are not known could take away everything. */
export function unknownIn(statement: Statement): NotRead[] {
    return elementsOf(statement).filter((found) => !found.known);
}

/** The actions that two have in common; `undefined` if there is none. */
export function commonReach(one: Reach, other: Reach): Reach | undefined {
    if (one.isRest && other.isRest)
        return { patterns: [...new Set([...one.patterns, ...other.patterns])].sort(), isRest: true };
    if (one.isRest) return commonReach(other, one);
    const patterns = other.isRest
        ? one.patterns.flatMap((pattern) => rest(pattern, other.patterns))
        : one.patterns.flatMap((pattern) => other.patterns.flatMap((another) => common(pattern, another)));
    if (other.isRest && patterns.includes("*")) return other;
    return patterns.length === 0 ? undefined : { patterns: [...new Set(patterns)].sort(), isRest: false };
}

function common(one: string, other: string): string[] {
    if (reaches(one, other)) return [other];
    if (reaches(other, one)) return [one];
    if (!overlap(one.toLowerCase(), other.toLowerCase())) return [];
    return expandAction(one).flatMap(({ name }) => (reaches(other, name) ? [name] : []));
}

/** What exceptions leave of a pattern. */
function rest(pattern: string, exceptions: readonly string[]): string[] {
    if (exceptions.some((exception) => reaches(exception, pattern))) return [];
    const isTouched = exceptions.some((exception) => overlap(exception.toLowerCase(), pattern.toLowerCase()));
    if (!isTouched || pattern === "*") return [pattern];
    return expandAction(pattern)
        .map(({ name }) => name)
        .filter((name) => !exceptions.some((exception) => reaches(exception, name)));
}

/** The parts of what a pattern stands for that a statement is about. A statement that names no resource is about it all. */
export function partsOf(pattern: string, { resources, notResources }: Statement): Part[] {
    const all: Part = { pattern, also: [] };
    if (resources !== undefined) {
        const named = resources.filter(isKnown).map(({ value }) => value);
        if (named.some((each) => isWithin(pattern, each))) return [all];
        return named.flatMap((each): Part[] => {
            if (isWithin(each, pattern)) return [{ pattern: each, also: [] }];
            return overlap(each, pattern) ? [{ pattern, also: [`the resource is ${each}, too`] }] : [];
        });
    }
    const left = (notResources ?? []).filter(isKnown).map(({ value }) => value);
    if (left.some((each) => isWithin(pattern, each))) return [];
    return [
        { pattern, also: left.filter((each) => overlap(each, pattern)).map((each) => `the resource is not ${each}`) },
    ];
}

/** Whether all that a pattern of resources stands for is among what another one does. */
export function isWithin(inner: string, outer: string): boolean {
    // One character is not what any number of them are.
    const isSingle = outer.includes("?") && inner.includes("*");
    return inner === outer || isLike(isSingle ? outer.replaceAll("?", "\0") : outer, inner);
}

/** Whether something could match both patterns, whatever variables stand for. */
export function overlap(one: string, other: string): boolean {
    const [first, second] = [one, other].map((pattern) => pattern.replace(/\$\{[^}]*\}/g, "*")) as [string, string];
    if (!hasWildcard(first) && !hasWildcard(second)) return first === second;
    // For each beginning of the second: whether it has a text in common with the beginning of the first that was read.
    let row = [...second].reduce((found, each) => [...found, found.at(-1) === true && each === "*"], [true]);
    for (const character of first) {
        const next = [character === "*" && row[0] === true];
        for (const [index, another] of [...second].entries()) {
            const isSame = character === another || character === "?" || another === "?";
            const isWild = character === "*" || another === "*";
            next.push((isWild ? row[index + 1] || next[index] : isSame && row[index]) === true);
        }
        row = next;
    }
    return row.at(-1) === true;
}
