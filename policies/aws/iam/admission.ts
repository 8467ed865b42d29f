import { isKnown, type Reading } from "../../framework/reading";
import type { Condition } from "./condition";
import type { Statement } from "./document";
import { allows, anyOf, both } from "./grants";
import { isLike } from "./pattern";
import { isAccount, isEverybody, serviceOf, type Principal } from "./principal";

/** How an operator compares what a condition asks for with what a request says. */
type Comparison = (asked: string, said: string) => boolean;

/**
 * What a request says of itself: by the condition's key, in lower case, whether it meets what is asked for, by the operator's
 * comparison. Keys that are not here are taken to be met, but for those of {@link SENT}.
 */
export type RequestContext = Readonly<Record<string, (asked: string, compare: Comparison) => boolean>>;

/** Keys that a request has only if the service sends them, so that a condition on another one is never met. */
const SENT = /^kms:(viaservice$|encryptioncontext:)/;

/**
 * Operators that compare text, in lower case and without what negates one: with StringEquals a wildcard is a character like others, with
 * ARNs it is a wildcard in either (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html).
 */
const COMPARISONS: Readonly<Record<string, Comparison>> = {
    stringequals: (asked, said) => asked === said,
    stringequalsignorecase: (asked, said) => asked.toLowerCase() === said.toLowerCase(),
    stringlike: isLike,
    arnequals: isLike,
    arnlike: isLike,
};

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

/** All of several readings: false as soon as one of them is. */
export function every(held: readonly Reading<boolean>[]): Reading<boolean> {
    if (held.filter(isKnown).some(({ value }) => !value)) return { known: true, value: false };
    return held.find((found) => !found.known) ?? { known: true, value: true };
}

/** The opposite, where it is known. */
export function not(found: Reading<boolean>): Reading<boolean> {
    return found.known ? { known: true, value: !found.value } : found;
}

/** Whether a condition is met by what the request is known to say. */
function surelyHolds({ operator, ifExists, set, key, values }: Condition, context: RequestContext): Reading<boolean> {
    const meetsValue = context[key];
    const positive = operator.toLowerCase().replace(/^(string|arn)not/, "$1");
    const isNegated = positive !== operator.toLowerCase();
    const compare = COMPARISONS[positive];
    if (set !== undefined || compare === undefined) return { known: true, value: false };
    // A key that is not sent meets a negation, and what is said for the case that it exists.
    if (meetsValue === undefined) return { known: true, value: SENT.test(key) && (isNegated || ifExists) };
    const met = anyOf(values, (asked) => meetsValue(asked, compare));
    return isNegated ? not(met) : met;
}

function holds({ operator, ifExists, key, values }: Condition, context: RequestContext): Reading<boolean> {
    const meetsValue = context[key];
    const compare = COMPARISONS[operator.toLowerCase()];
    if (compare === undefined) return { known: true, value: true };
    if (meetsValue === undefined) return { known: true, value: ifExists || !SENT.test(key) };
    return anyOf(values, (asked) => meetsValue(asked, compare));
}

/** What a request says in one value. */
export function valued(value: string): RequestContext[string] {
    return (asked, compare) => compare(asked, value);
}
