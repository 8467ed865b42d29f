import { isKnown } from "../../../framework/reading";
import type { PlacedStatement } from "./policySet";
import { serviceIn } from "./request";
import { commonReach, isWithin, partsOf, reachOf, type Part, type Reach } from "./reach";

/** What a statement says of one pattern of resources, after what limits it. */
export interface Grant extends Part {
    readonly statement: PlacedStatement;
    readonly reach: Reach;
    /** Statements whose conditions have to hold besides. */
    readonly limits: readonly PlacedStatement[];
}

/**
 * What a statement says, by patterns of resources.
 *
 * @param target what its policy is about. @default - it is somebody's own policy, about whatever its statements name
 */
export function grantsOf(statement: PlacedStatement, target?: string): Grant[] {
    const { resources } = statement;
    const parts =
        target !== undefined
            ? withContents(target).flatMap((about) => partsOf(about, statement))
            : resources === undefined
              ? partsOf("*", statement)
              : resources.filter(isKnown).map(({ value }): Part => ({ pattern: value, also: [] }));
    const reach = reachOf(statement);
    return parts.map((part) => ({ ...part, statement, reach, limits: [] }));
}

/** Services whose resources hold others that the same policy is about. */
const HOLDING = new Set(["dynamodb", "es", "execute-api", "logs", "s3"]);

function withContents(target: string): string[] {
    const service = serviceIn(target);
    if (!HOLDING.has(service)) return [target];
    return [target, service === "logs" ? `${target}:*` : `${target}/*`];
}

/** What other policies leave of a grant: each of their statements a part. */
export function limitedBy(grant: Grant, statements: readonly PlacedStatement[]): Grant[] {
    return statements.flatMap((limit) => {
        const reach = commonReach(grant.reach, reachOf(limit));
        if (reach === undefined) return [];
        return partsOf(grant.pattern, limit).map(({ pattern, also }) => ({
            ...grant,
            reach,
            pattern,
            also: [...grant.also, ...also],
            limits: [...grant.limits, limit],
        }));
    });
}

/** What denials without conditions leave of a grant. Those that take a part of its resources leave it, and have to be told besides. */
export function without(grant: Grant, denials: readonly Grant[]): Grant | undefined {
    return denials.reduce<Grant | undefined>((left, { statement, reach, pattern, also }) => {
        const isFree = statement.conditions.length + also.length === 0;
        if (left === undefined || !isFree || !isWithin(left.pattern, pattern)) return left;
        const rest = commonReach(left.reach, { patterns: reach.patterns, isRest: !reach.isRest });
        return rest && { ...left, reach: rest };
    }, grant);
}
