import type { Judge } from "../../framework/judge";
import { reading, type Reading } from "../../framework/reading";
import type { StackView } from "../../framework/stack";
import {
    admits,
    isAccountOf,
    isHolder,
    isService,
    refuses,
    some,
    unless,
    valued,
    type RequestContext,
} from "../iam/admission";
import { both } from "../iam/grants";
import { arnParts } from "../iam/pattern";
import { isAllowed, isLeft, isRefused } from "../iam/permitted";
import type { Principal } from "../iam/principal";
import type { Encrypted } from "./encrypted";
import { arnOf, isGranted, keyNamed, policyOf } from "./keyring";
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

/** Judges whether a key admits a role or user that is granted something on what it encrypts. */
export function judgeUser(environment: StackView, judge: Judge, { action: used, ...user }: KeyUser): void {
    const { of, holder } = user;
    for (const action of of.kind.uses[used] ?? []) {
        const id = `User::${holder.name}#${action}`;
        const admitted = judge.read(id, admitsUser(environment, user, action));
        judge.decide(id, () =>
            admitted === false
                ? `'${holder.name}' is granted ${used} on ${of.called}, but not ${action} with ${keyCalled(environment, of)}.`
                : undefined,
        );
    }
}

/** How messages name a key. */
export function keyCalled(environment: StackView, { key }: Encrypted): string {
    const found = key.known ? keyNamed(environment, key.value) : undefined;
    return found === undefined ? "its key" : `key '${found.name}'`;
}

/** Whether a key admits a role or user, by its policy or by what the account allows. */
export function admitsUser(
    environment: StackView,
    { of, holder, permissions }: Omit<KeyUser, "action">,
    action: string,
): Reading<boolean> {
    const { key: named } = of;
    if (!named.known) return named;
    // AWS's own keys admit whoever may use the service.
    if (isServiceKey(named.value)) return { known: true, value: true };
    const key = keyNamed(environment, named.value);
    if (key === undefined) return { known: false, path: `policy of ${named.value}` };
    const policy = policyOf(environment, key);
    if (!policy.known) return policy;
    const found = reading(() => String(holder.outputs.arn));
    if (!found.known) return found;
    const arn = found.value;
    const context = { ...contextOf(of, arnOf(key)), "aws:principalarn": valued(arn) };
    const asked = { action, arn: arnOf(key), context };
    const byPolicy = (isMeant: Parameters<typeof admits>[1]) =>
        some(policy.value.granted.map((each) => admits(each, isMeant, action, context)));
    const isThem = (principal: Principal) => isHolder(arn)(principal) || isAccountOf(arn)(principal);
    const refused = some([
        ...policy.value.refused.map((each) => refuses(each, action, context, isThem)),
        isRefused(permissions, asked),
    ]);
    // Grants of KMS are no policies, so that a boundary takes nothing of them away.
    const left = () => isLeft(permissions, asked);
    return unless(refused, () =>
        some([
            both(byPolicy(isHolder(arn)), left),
            isGranted(environment, key, arn, action),
            both(byPolicy(isAccountOf(arn)), () => both(isAllowed(permissions, asked), left)),
        ]),
    );
}

function contextOf({ kind, arn }: Encrypted, key: string): RequestContext {
    const [, , , region = ""] = arnParts(key);
    return { ...kind.context(arn), "kms:viaservice": valued(`${kind.service}.${region}.amazonaws.com`) };
}
