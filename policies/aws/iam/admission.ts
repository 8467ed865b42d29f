import { isKnown, type Reading } from "../../framework/reading";
import type { Condition } from "./condition";
import type { Statement } from "./document";
import { allows, anyOf, both } from "./grants";
import { patternOf } from "./pattern";
import { isAccount, isEverybody, serviceOf, type Principal } from "./principal";

/**
 * What a request to KMS says of itself: by the condition's key, in lower case, whether it meets a value. Keys that are not here
 * are taken to be met, but for those of {@link SENT}.
 */
export type RequestContext = Readonly<Record<string, (pattern: string) => boolean>>;

/** Keys that a request has only if the service sends them, so that a condition on another one is never met. */
const SENT = /^kms:(viaservice$|encryptioncontext:)/;

const EQUAL = /^(string|arn)(equals|like|equalsignorecase)$/;

/** Comparisons, with what negates one. */
const COMPARING = /^(?:string|arn)(not)?(?:equals|like|equalsignorecase)$/;

/** Whether a statement allows somebody an action in such a request. */
export function admits(
    statement: Statement,
    isMeant: (principal: Principal) => boolean,
    action: string,
    context: RequestContext,
): Reading<boolean> {
    const meant =
        statement.notPrincipals === undefined
            ? anyOf(statement.principals ?? [], isMeant)
            : { known: true as const, value: true };
    return both(meant, () => permits(statement, action, context));
}

/**
 * Whether a denial is sure to be about somebody's action in such a request. Where it depends on what the request does not tell, as on
 * whether it came by TLS, it is not.
 *
 * @param isMeant tells somebody by a principal. @default - the denial is of somebody's own policies
 */
export function refuses(
    statement: Statement,
    action: string,
    context: RequestContext,
    isMeant?: (principal: Principal) => boolean,
): Reading<boolean> {
    const { principals = [], notPrincipals, conditions } = statement;
    const meant = (): Reading<boolean> =>
        isMeant === undefined
            ? { known: true, value: true }
            : notPrincipals === undefined
              ? anyOf(principals, isMeant)
              : not(anyOf(notPrincipals, isMeant));
    const surely = () => every(conditions.map((found) => (found.known ? surelyHolds(found.value, context) : found)));
    return both(allows(statement, action), () => both(meant(), surely));
}

/** Whether a statement allows an action in such a request, whoever makes it. */
export function permits(statement: Statement, action: string, context: RequestContext): Reading<boolean> {
    return both(allows(statement, action), () => meets(statement.conditions, context));
}

/** One of several readings: true as soon as one of them is. */
export function some(found: readonly Reading<boolean>[]): Reading<boolean> {
    return anyOf(found, (value) => value);
}

/** What is allowed, unless it is refused. */
export function unless(refused: Reading<boolean>, allowed: () => Reading<boolean>): Reading<boolean> {
    return both(not(refused), allowed);
}

/** Tells a service, by its name without the region. */
export function isService(service: string): (principal: Principal) => boolean {
    const own = serviceOf({ kind: "Service", value: service });
    return (principal) => isEverybody(principal) || (principal.kind === "Service" && serviceOf(principal) === own);
}

/** Tells a role or user by its ARN. A role's sessions count as the role. */
export function isHolder(arn: string): (principal: Principal) => boolean {
    return (principal) => isEverybody(principal) || (principal.kind === "AWS" && principal.value === arn);
}

/** Tells the account itself, which leaves it to its own policies who may. */
export function isAccountOf(arn: string): (principal: Principal) => boolean {
    const account = arn.split(":")[4];
    return (principal) => isAccount(principal) && principal.value.split(":")[4] === account;
}

/** Whether all conditions are met, as far as the request tells. */
function meets(conditions: readonly Reading<Condition>[], context: RequestContext): Reading<boolean> {
    return every(conditions.map((found): Reading<boolean> => (found.known ? holds(found.value, context) : found)));
}

function every(held: readonly Reading<boolean>[]): Reading<boolean> {
    if (held.filter(isKnown).some(({ value }) => !value)) return { known: true, value: false };
    return held.find((found) => !found.known) ?? { known: true, value: true };
}

function not(found: Reading<boolean>): Reading<boolean> {
    return found.known ? { known: true, value: !found.value } : found;
}

/** Whether a condition is met by what the request is known to say. */
function surelyHolds({ operator, ifExists, set, key, values }: Condition, context: RequestContext): Reading<boolean> {
    const meetsValue = context[key];
    const [, negated] = COMPARING.exec(operator.toLowerCase()) ?? [];
    if (set !== undefined || !COMPARING.test(operator.toLowerCase())) return { known: true, value: false };
    // A key that is not sent meets a negation, and what is said for the case that it exists.
    if (meetsValue === undefined) return { known: true, value: SENT.test(key) && (negated !== undefined || ifExists) };
    const met = anyOf(values, meetsValue);
    return negated === undefined ? met : not(met);
}

function holds({ operator, ifExists, key, values }: Condition, context: RequestContext): Reading<boolean> {
    const meetsValue = context[key];
    if (!EQUAL.test(operator.toLowerCase())) return { known: true, value: true };
    if (meetsValue === undefined) return { known: true, value: ifExists || !SENT.test(key) };
    return anyOf(values, meetsValue);
}

/** A context value that a pattern matches. */
export function valued(value: string): (pattern: string) => boolean {
    return (pattern) => patternOf(pattern).test(value);
}
