import type { Judge } from "../framework/judge";
import { reading, type Reading } from "../framework/reading";
import type { StackView } from "../framework/stack";
import type { Statement } from "../iam/document";
import { anyOf, both } from "../iam/grants";
import { managedActions } from "../iam/managedGrants";
import { arnParts, patternOf } from "../iam/pattern";
import type { Principal } from "../iam/principal";
import {
    admits,
    isAccountOf,
    isHolder,
    isService,
    permits,
    refuses,
    some,
    valued,
    type RequestContext,
} from "./admission";
import type { Encrypted } from "./encrypted";
import { arnOf, isGranted, keyNamed, policyOf, type KeyPolicy } from "./keyring";
import { isServiceKey } from "./keys";
import type { KeyUser } from "./users";

/** What a service needs by itself of the key of something. */
interface ServiceUse {
    readonly of: Encrypted;
    readonly service: string;
    /** The action on the key. */
    readonly action: string;
    /** Who makes the service do it, for people. @default - the service itself */
    readonly by?: string;
    readonly context: RequestContext;
}

/** Judges whether a key admits a service: only its policy can. */
export function judgeService(environment: StackView, judge: Judge, use: ServiceUse): void {
    const { of, service, action, by = "it" } = use;
    const id = `User::${service}#${action}`;
    if (!of.key.known) return;
    if (isServiceKey(of.key.value)) {
        judge.violation(id, `AWS's own key of ${of.called} admits no other service, and ${by} needs ${service} to.`);
        return;
    }
    const key = keyNamed(environment, of.key.value);
    if (key === undefined) {
        judge.read(id, { known: false, path: `policy of ${of.key.value}` });
        return;
    }
    const policy = judge.read(id, policyOf(environment, key));
    if (policy === undefined) return;
    const context = { ...contextOf(of, arnOf(key)), ...use.context };
    const isMeant = isService(service);
    const admitted = judge.read(
        id,
        unless(some(policy.refused.map((each) => refuses(each, action, context, isMeant))), () =>
            some(policy.granted.map((each) => admits(each, isMeant, action, context))),
        ),
    );
    judge.decide(id, () =>
        admitted === false
            ? `The policy of key '${key.name}' does not let ${service} do ${action} for ${of.called}, which ${by} needs.`
            : undefined,
    );
}

/** Judges whether a key admits a role or user, by its policy or by what the account allows. */
export function judgeUser(
    environment: StackView,
    judge: Judge,
    { of, holder, permissions, action: used }: KeyUser,
): void {
    const { key: named } = of;
    // AWS's own keys admit whoever may use the service.
    if (!named.known || isServiceKey(named.value)) return;
    const key = keyNamed(environment, named.value);
    for (const action of of.kind.uses[used] ?? []) {
        const id = `User::${holder.name}#${action}`;
        const policy =
            key === undefined
                ? judge.read<KeyPolicy>(id, { known: false, path: `policy of ${named.value}` })
                : judge.read(id, policyOf(environment, key));
        const arn = judge.read(
            id,
            reading(() => String(holder.outputs.arn)),
        );
        if (key === undefined || policy === undefined || arn === undefined) continue;
        const context = { ...contextOf(of, arnOf(key)), "aws:principalarn": valued(arn) };
        const byPolicy = (isMeant: Parameters<typeof admits>[1]) =>
            some(policy.granted.map((each) => admits(each, isMeant, action, context)));
        const isThem = (principal: Principal) => isHolder(arn)(principal) || isAccountOf(arn)(principal);
        const refused = some([
            ...policy.refused.map((each) => refuses(each, action, context, isThem)),
            ...[...permissions.refused, ...(permissions.boundary?.refused ?? [])].map((each) =>
                both(covers(each, arnOf(key)), () => refuses(each, action, context)),
            ),
        ]);
        const left = () => withinBoundary(permissions, arnOf(key), action, context);
        const admitted = unless(refused, () =>
            some([
                both(byPolicy(isHolder(arn)), left),
                isGranted(environment, key, arn, action),
                both(byPolicy(isAccountOf(arn)), () =>
                    both(ownPermission(permissions, arnOf(key), action, context), left),
                ),
            ]),
        );
        const isAdmitted = judge.read(id, admitted);
        judge.decide(id, () =>
            isAdmitted === false
                ? `'${holder.name}' is granted ${used} on ${of.called}, but not ${action} with key '${key.name}'.`
                : undefined,
        );
    }
}

/**
 * Whether a boundary leaves an action with a key, be it given by the holder's own policies or by one that names the role
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html). Grants of KMS are no policies.
 */
function withinBoundary(
    { boundary }: KeyUser["permissions"],
    key: string,
    action: string,
    context: RequestContext,
): Reading<boolean> {
    if (boundary === undefined) return { known: true, value: true };
    return some(boundary.granted.map((each) => both(covers(each, key), () => permits(each, action, context))));
}

/** What is allowed, unless it is refused. */
function unless(refused: Reading<boolean>, allowed: () => Reading<boolean>): Reading<boolean> {
    return both(refused.known ? { known: true, value: !refused.value } : refused, allowed);
}

/** Whether the own policies of a role or user allow an action with a key. A policy that is not to be seen may. */
function ownPermission(
    { granted, foreign, unknown }: KeyUser["permissions"],
    key: string,
    action: string,
    context: RequestContext,
): Reading<boolean> {
    if (foreign.some((arn) => managedActions(arn) === undefined)) return { known: true, value: true };
    const own = some(
        granted
            .flatMap(({ statements }) => statements)
            .map((each) => both(covers(each, key), () => permits(each, action, context))),
    );
    const [pending] = unknown;
    return own.known && !own.value && pending !== undefined ? { known: false, path: pending } : own;
}

function covers({ resources, notResources }: Statement, key: string): Reading<boolean> {
    const isKey = (pattern: string) => patternOf(pattern).test(key);
    if (resources !== undefined) return anyOf(resources, isKey);
    const left = anyOf(notResources ?? [], isKey);
    return left.known ? { known: true, value: notResources !== undefined && !left.value } : left;
}

function contextOf({ kind, arn }: Encrypted, key: string): RequestContext {
    const [, , , region = ""] = arnParts(key);
    return { ...kind.context(arn), "kms:viaservice": valued(`${kind.service}.${region}.amazonaws.com`) };
}
