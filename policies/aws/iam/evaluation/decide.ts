import type { NotRead, Reading } from "../../../framework/reading";
import { some, unless } from "../admission";
import { both } from "../grants";
import { isNamed, type Caller, type Naming } from "./callers";
import { accountOf, contextOf } from "./derived";
import type { Guard } from "./guards";
import { callerIn, type Holder, type Landscape } from "./landscape";
import { isAllowedBy, isDeniedBy, together, type Evaluated, type PlacedStatement, type PolicySet } from "./policySet";
import { isKey, isRole, serviceIn, type AccessRequest } from "./request";

/** What comes of a request. */
export type Decision =
    | { readonly verdict: "allowed" }
    | {
          readonly verdict: "denied";
          /** Whether a policy denies it; otherwise none allows it. */
          readonly isExplicit: boolean;
      }
    | {
          readonly verdict: "undecided";
          /** What is not known, or cannot be read. */
          readonly because: string;
      };

/** What bears on one request. */
interface Case {
    readonly landscape: Landscape;
    readonly caller: Caller;
    readonly holder?: Holder;
    readonly asked: Evaluated;
    readonly guard: PolicySet;
}

/**
 * What AWS answers to a request by the policies of an environment's states
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html). Policies of an organization, of
 * sessions and of endpoints, and grants of keys, are not in states, and take no part: docs/decisions/0014-access.md.
 */
export function decide(landscape: Landscape, request: AccessRequest): Decision {
    const given = caseOf(landscape, request);
    const denied = isDenied(given);
    if (denied.known && denied.value) return { verdict: "denied", isExplicit: true };
    const verdict = unless(denied, () => isAllowed(given, request));
    if (!verdict.known) return { verdict: "undecided", because: verdict.problem ?? verdict.path };
    return verdict.value ? { verdict: "allowed" } : { verdict: "denied", isExplicit: false };
}

function caseOf(landscape: Landscape, request: AccessRequest): Case {
    const { holders, guards } = landscape;
    const caller = callerIn(landscape, request.principal);
    const holder = holders.find(({ arn }) => arn === caller.name);
    return {
        landscape,
        caller,
        ...(holder && { holder }),
        asked: { ...request, values: contextOf(landscape, caller, request) },
        guard: together(guards.filter((each) => guardsAgainst(each, request)).map(({ policies }) => policies)),
    };
}

/** Whether a resource's policy takes part: a role's only in who may assume it. */
function guardsAgainst({ target }: Guard, { action, resource }: AccessRequest): boolean {
    if (resource !== target && !resource.startsWith(`${target}/`) && !resource.startsWith(`${target}:`)) return false;
    return isRole(target) ? serviceIn(action) === "sts" : serviceIn(action) === serviceIn(target);
}

function isDenied({ caller, holder, asked, guard }: Case): Reading<boolean> {
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html, the note on NotPrincipal
    const isAbout = (each: PlacedStatement): Reading<boolean> =>
        each.notPrincipals !== undefined && holder?.boundary !== undefined
            ? { known: true, value: true }
            : isNamed(each, caller, ["directly", "role", "account"]);
    return some([...ownPolicies(holder).map((set) => isDeniedBy(set, asked)), isDeniedBy(guard, asked, isAbout)]);
}

function ownPolicies(holder: Holder | undefined): PolicySet[] {
    return [holder?.policies, holder?.boundary].filter((set) => set !== undefined);
}

function isAllowed(given: Case, request: AccessRequest): Reading<boolean> {
    const { landscape, caller } = given;
    if (caller.account === undefined) return byGuard(given, ["directly"]);
    const account = accountOf(landscape, request.resource);
    if (typeof account === "string") return caller.account === account ? withinAccount(given) : acrossAccounts(given);
    const [within, across] = [withinAccount(given), acrossAccounts(given)];
    return within.known && across.known && within.value === across.value ? within : account;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics.html */
function withinAccount(given: Case): Reading<boolean> {
    const { asked } = given;
    const left = isLeft(given);
    return some([
        byGuard(given, ["directly"]),
        both(byGuard(given, ["role"]), () => left),
        both(
            both(isGiven(given), () => left),
            () => (needsGuard(asked) ? byGuard(given, ["account"]) : { known: true, value: true }),
        ),
    ]);
}

/** Both accounts have to allow: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html */
function acrossAccounts(given: Case): Reading<boolean> {
    return both(byGuard(given, ["directly", "role", "account"]), () => both(isGiven(given), () => isLeft(given)));
}

/** Whether without a word of the resource's own policy no other counts: a key's, and the one that says who may assume a role. */
export function needsGuard({ action, resource }: Pick<AccessRequest, "action" | "resource">): boolean {
    const service = serviceIn(action);
    return (service === "kms" && isKey(resource)) || (service === "sts" && isRole(resource));
}

/** Whether the resource's policy allows it to whom it names so. */
function byGuard({ landscape, caller, asked, guard }: Case, ways: readonly Naming[]): Reading<boolean> {
    if (needsGuard(asked) && !landscape.isOwn(asked.resource))
        return { known: false, path: `policy of ${asked.resource}` };
    return isAllowedBy(guard, asked, (each) => isNamed(each, caller, ways));
}

/** Whether the caller's own policies allow it. The root user of an account needs none. */
function isGiven({ caller, holder, asked }: Case): Reading<boolean> {
    if (caller.kind === "root") return { known: true, value: true };
    return holder === undefined ? hidden(caller) : isAllowedBy(holder.policies, asked);
}

function isLeft({ caller, holder, asked }: Case): Reading<boolean> {
    if (caller.kind === "root" || (holder !== undefined && holder.boundary === undefined))
        return { known: true, value: true };
    return holder?.boundary === undefined ? hidden(caller) : isAllowedBy(holder.boundary, asked);
}

function hidden({ name }: Caller): NotRead {
    return { known: false, path: `policies of ${name}` };
}
