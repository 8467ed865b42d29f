import type { Reading } from "../../../framework/reading";
import { not, some } from "../admission";
import type { Statement } from "../document";
import { anyOf } from "../grants";
import { arnParts } from "../pattern";
import { isAccount, isEverybody, serviceOf, type Principal } from "../principal";
import { accountIn } from "./request";

/** Who asks, as policies can name them. */
export interface Caller {
    readonly kind: "role" | "user" | "root" | "service" | "federated" | "anonymous";
    /** ARN of the role, user, or root; name of the service or identity provider. */
    readonly name: string;
    /** The session in which a role asks, if it is known. */
    readonly session?: string;
    /** @default - the caller belongs to none */
    readonly account?: string;
}

/**
 * How a policy names a caller. What it gives `directly` (a session, a user, a service, everybody) needs nothing besides; what it gives
 * a `role` the role's boundary has to leave; what it gives the `account`, that account's own policies hand on
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics.html).
 */
export type Naming = "directly" | "role" | "account";

/** Reads who asks. A role's session is the role, with a name of its own. */
export function callerOf(principal: string, roleByName: (account: string, name: string) => string | undefined): Caller {
    if (principal === "*") return { kind: "anonymous", name: "*" };
    const [, partition = "", service = "", , , named = ""] = arnParts(principal);
    const account = accountIn(principal);
    if (account === undefined) return { kind: isServiceName(principal) ? "service" : "federated", name: principal };
    const [type = "", role = ""] = named.split("/");
    if (service === "sts" && type === "assumed-role") {
        const name = roleByName(account, role) ?? `arn:${partition}:iam::${account}:role/${role}`;
        return { kind: "role", name, session: principal, account };
    }
    if (service !== "iam" || !isIdentity(type)) return { kind: "federated", name: principal };
    return { kind: type, name: principal, account };
}

function isIdentity(type: string): type is "role" | "user" | "root" {
    return type === "role" || type === "user" || type === "root";
}

/** Identity providers that are Amazon's own have names like its services. */
function isServiceName(name: string): boolean {
    return (
        /^[a-z0-9.-]+\.amazon(aws)?\.com(\.cn)?$/i.test(name) &&
        !/^(www\.amazon|cognito-identity\.amazonaws)\.com$/.test(name)
    );
}

/** Whether a statement of a resource's policy names a caller in one of some ways. */
export function isNamed(statement: Statement, caller: Caller, ways: readonly Naming[]): Reading<boolean> {
    const { principals = [], notPrincipals } = statement;
    if (notPrincipals !== undefined)
        return ways.includes("directly") ? not(isExempt(notPrincipals, caller)) : { known: true, value: false };
    return anyOf(principals, (principal) => isOneOf(ways, namingOf(principal, caller)));
}

/**
 * Whether `NotPrincipal` leaves a caller out. By AWS's page a role or user has to be named together with its account, and without it the
 * statement "might" be about it: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
function isExempt(notPrincipals: readonly Reading<Principal>[], caller: Caller): Reading<boolean> {
    const itself = anyOf(notPrincipals, (each) => isOneOf(["directly", "role"], namingOf(each, caller)));
    if (caller.kind !== "role" && caller.kind !== "user") {
        return some([itself, anyOf(notPrincipals, (each) => namingOf(each, caller) === "account")]);
    }
    const account = anyOf(notPrincipals, (each) => namingOf(each, caller) === "account");
    if (!itself.known || !account.known) return itself.known ? account : itself;
    if (itself.value === account.value) return itself;
    return {
        known: false,
        path: `NotPrincipal with ${itself.value ? "no account beside" : "only the account of"} ${caller.name}`,
    };
}

function isOneOf(ways: readonly Naming[], way: Naming | undefined): boolean {
    return way !== undefined && ways.includes(way);
}

/** How a principal names a caller; `undefined` if it names somebody else. */
function namingOf(principal: Principal, caller: Caller): Naming | undefined {
    const { kind, value } = principal;
    switch (kind) {
        case "AWS":
            if (isEverybody(principal)) return "directly";
            if (value === caller.session || (caller.kind === "user" && value === caller.name)) return "directly";
            if (caller.kind === "role" && value === caller.name) return "role";
            return caller.account !== undefined && isAccount(principal) && accountIn(value) === caller.account
                ? "account"
                : undefined;
        case "Service":
            if (caller.kind !== "service") return undefined;
            return isEverybody(principal) || serviceOf(principal) === serviceOf({ kind, value: caller.name })
                ? "directly"
                : undefined;
        case "Federated":
            return caller.kind === "federated" && (isEverybody(principal) || value === caller.name)
                ? "directly"
                : undefined;
        default:
            return undefined;
    }
}
