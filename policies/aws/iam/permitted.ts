import type { NotRead, Reading } from "../../framework/reading";
import { permits, refuses, some, unless, type RequestContext } from "./admission";
import type { Statement } from "./document";
import { anyOf, both } from "./grants";
import type { Permissions } from "./holders";
import { isOnlyWildcards, patternOf } from "./pattern";
import { isScopable } from "./scope";

/** What a role, user or group asks of AWS. */
export interface Asked {
    /** The action; `sqs:*` stands for one of the service, which only code knows. */
    readonly action: string;
    /** ARN of the resource. @default - none in particular */
    readonly arn?: string;
    /** What the request says of itself. @default - nothing, so that conditions are taken to be met */
    readonly context?: RequestContext;
}

/**
 * Whether a holder's own policies let it do something: one of them allows it, none refuses it, and its boundary leaves it
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html). What is not known of them can allow
 * more, so that without a statement that is known to allow the answer is not known either. A boundary that is not to be seen
 * ({@link Permissions.hiddenBoundary}) is left to who asks.
 *
 * A policy that is not to be seen could refuse as well, and is taken to refuse nothing: that something is allowed means "by all that is
 * seen". Every role with a policy of another stack would be undecided otherwise, for a denial that such policies hardly have. Rules ask this to
 * find what would fail for want of a permission, where a denial that was missed ends in an error and lets nobody in; no rule asks it to
 * show that something is kept out.
 */
export function isPermitted(permissions: Permissions, asked: Asked): Reading<boolean> {
    return unless(isRefused(permissions, asked), () =>
        both(isAllowed(permissions, asked), () => isLeft(permissions, asked)),
    );
}

/** Whether a denial of the holder's own policies, or of its boundary, is sure to be about what it asks. */
export function isRefused({ refused, boundary }: Permissions, { action, arn, context = {} }: Asked): Reading<boolean> {
    // What a denial of some of a service's actions leaves, only the code knows.
    if (serviceMeant(action) !== undefined) return { known: true, value: false };
    return some(
        [...refused, ...(boundary?.refused ?? [])].map((each) =>
            both(isAboutAll(each, arn), () => refuses(each, action, context)),
        ),
    );
}

/** Whether the holder's own policies allow what it asks, whatever refuses it. */
export function isAllowed({ granted, managed, unknown }: Permissions, asked: Asked): Reading<boolean> {
    return orUnknown(anyAllows([...granted.flatMap(({ statements }) => statements), ...managed], asked), unknown);
}

/**
 * Whether a boundary leaves what is asked, be it given by the holder's own policies or by one that names the role
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html).
 */
export function isLeft({ boundary }: Permissions, asked: Asked): Reading<boolean> {
    if (boundary === undefined) return { known: true, value: true };
    return orUnknown(anyAllows(boundary.granted, asked), boundary.unknown);
}

function anyAllows(statements: readonly Statement[], { action, arn, context = {} }: Asked): Reading<boolean> {
    const service = serviceMeant(action);
    return some(
        statements.map((each) =>
            both(covers(each, action, arn), () =>
                service === undefined ? permits(each, action, context) : usesService(each, service),
            ),
        ),
    );
}

function orUnknown(found: Reading<boolean>, unknown: readonly NotRead[]): Reading<boolean> {
    const [pending] = unknown;
    return found.known && !found.value && pending !== undefined ? pending : found;
}

function serviceMeant(action: string): string | undefined {
    return /^(.*):\*$/.exec(action)?.[1];
}

/** Whether a statement has an action of a service: which one is meant, only the code knows. */
function usesService({ actions, notActions }: Statement, service: string): Reading<boolean> {
    if (actions === undefined) return { known: true, value: notActions !== undefined };
    return anyOf(actions, (pattern) => patternOf(pattern.split(":")[0] ?? "").test(service));
}

/**
 * Whether a statement is about a resource, or about something in it. An action that AWS limits to no resource is given by `*` alone;
 * one on nothing in particular by whatever resource.
 */
function covers({ resources, notResources }: Statement, action: string, arn: string | undefined): Reading<boolean> {
    if (arn === undefined && resources !== undefined && isScopable(action)) return { known: true, value: true };
    const isMeant = (pattern: string) =>
        isOnlyWildcards(pattern) ||
        (arn !== undefined && (patternOf(pattern).test(arn) || pattern.startsWith(`${arn}/`)));
    if (resources !== undefined) return anyOf(resources, isMeant);
    const left = anyOf(notResources ?? [], isMeant);
    return left.known ? { known: true, value: notResources !== undefined && !left.value } : left;
}

/** Whether a denial is about all of a resource, and not only about something in it. */
function isAboutAll({ resources, notResources }: Statement, arn: string | undefined): Reading<boolean> {
    const isMeant = (pattern: string) =>
        isOnlyWildcards(pattern) || (arn !== undefined && patternOf(pattern).test(arn));
    if (resources !== undefined) return anyOf(resources, isMeant);
    const left = anyOf(notResources ?? [], isMeant);
    return left.known ? { known: true, value: arn !== undefined && notResources !== undefined && !left.value } : left;
}
