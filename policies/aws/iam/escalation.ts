import { isKnown, type Reading } from "../../framework/reading";
import { allowedValues, limitsAny } from "./condition";
import type { Statement } from "./document";
import { ESCALATION_PATHS, type EscalationPath } from "./escalationPaths";
import { allows, anyOf, both, isUnlimited } from "./grants";
import { isNarrow } from "./narrow";
import { hasWildcard, patternOf } from "./pattern";
import { serviceOf } from "./principal";
import { RESOURCE_KEYS } from "./resourceKeys";

/** Keys by which IAM's own actions can be limited to what gives nothing new. */
const LIMITING_KEYS = [...RESOURCE_KEYS, "iam:PermissionsBoundary", "iam:PolicyARN", "cloudformation:RoleArn"];

/** Who takes away the boundary that a condition names is capped by none. */
const UNCAPPING_KEYS = LIMITING_KEYS.filter((key) => key !== "iam:PermissionsBoundary");

/** Policies of AWS that give everything, or everything but the way there. */
const MIGHTY = ["aws", "aws-cn", "aws-us-gov"].flatMap((partition) =>
    ["AdministratorAccess", "IAMFullAccess", "PowerUserAccess"].map(
        (name) => `arn:${partition}:iam::aws:policy/${name}`,
    ),
);

/** The ways with the services of their actions: few policies name those of any. */
const PATHS = ESCALATION_PATHS.map((path) => ({ ...path, services: [...new Set(path.actions.map(serviceIn))] }));

/** One way that statements open, as far as it is known. */
export interface Escalation {
    /** The actions, for example `iam:PassRole+lambda:CreateFunction+lambda:InvokeFunction`. */
    readonly name: string;
    readonly effect: string;
    readonly open: Reading<boolean>;
}

/**
 * The ways to more permissions that Allow statements open together, and those that may be open. An action counts where it is given
 * to all resources of an account: to update the code of one function that is named is no way to those of others. Denials do not
 * count, since what they take away another statement can reword.
 *
 * @param own ARNs of the holder itself and of the policies that it has: what it may change of these is its own permissions.
 */
export function escalationsOf(statements: readonly Statement[], own: readonly string[] = []): Escalation[] {
    const known = new Map<string, Reading<boolean>>();
    const free = (action: string, service?: string): Reading<boolean> => {
        const key = `${action} ${service ?? ""}`;
        let found = known.get(key);
        if (found === undefined) known.set(key, (found = isFree(statements, action, service, own)));
        return found;
    };
    const services = servicesOf(statements);
    const paths =
        services === undefined ? PATHS : PATHS.filter((path) => path.services.every((of) => services.has(of)));
    return paths
        .map((path) => ({
            name: path.actions.join("+"),
            effect: path.effect,
            open: openOf(path, free),
        }))
        .filter(({ open }) => !open.known || open.value);
}

/** Of which services statements can give actions at all. @returns `undefined` if they may be of any */
function servicesOf(statements: readonly Statement[]): ReadonlySet<string> | undefined {
    const services = new Set<string>();
    for (const { actions, notActions } of statements) {
        if (notActions !== undefined) return undefined;
        for (const found of actions ?? []) {
            if (!found.known || hasWildcard(serviceIn(found.value))) return undefined;
            services.add(serviceIn(found.value));
        }
    }
    return services;
}

function serviceIn(action: string): string {
    return (action.split(":", 1)[0] ?? "").toLowerCase();
}

function openOf({ actions, service }: EscalationPath, free: (action: string, service?: string) => Reading<boolean>) {
    return actions.reduce<Reading<boolean>>(
        (open, action) => both(open, () => free(action, action === "iam:PassRole" ? service : undefined)),
        { known: true, value: true },
    );
}

/** Whether one of the statements gives an action without a limit that matters. */
function isFree(
    statements: readonly Statement[],
    action: string,
    service: string | undefined,
    own: readonly string[],
): Reading<boolean> {
    return firstOpen(
        statements.map((statement) =>
            both(allows(statement, action), () =>
                both(reachesTargets(statement, action, own), () =>
                    negated(
                        service === undefined
                            ? limitsAny(statement.conditions, keysFor(action), leavesOutTheMighty)
                            : passesElsewhere(statement, service),
                    ),
                ),
            ),
        ),
    );
}

function keysFor(action: string): readonly string[] {
    return /^iam:Delete\w+PermissionsBoundary$/.test(action) ? UNCAPPING_KEYS : LIMITING_KEYS;
}

/** Whether a value limits: a policy that gives everything limits nothing, neither as what may be attached nor as a boundary. */
function leavesOutTheMighty(key: string, value: string): boolean {
    const isPolicy = key === "iam:policyarn" || key === "iam:permissionsboundary";
    return isNarrow(key, value) && !(isPolicy && MIGHTY.some((arn) => patternOf(value).test(arn)));
}

function reachesTargets(statement: Statement, action: string, own: readonly string[]): Reading<boolean> {
    if (!action.startsWith("iam:") || own.length === 0) return isUnlimited(statement, action);
    const self = anyOf(statement.resources ?? [], (resource) => own.some((arn) => patternOf(resource).test(arn)));
    return firstOpen([isUnlimited(statement, action), self]);
}

/** Whether roles may be passed to other services only. */
function passesElsewhere({ conditions }: Statement, service: string): Reading<boolean> {
    const limited = limitsAny(conditions, ["iam:PassedToService"]);
    if (!limited.known || !limited.value) return limited;
    const services = allowedValues(conditions, "iam:PassedToService").filter(isKnown);
    return {
        known: true,
        value: !services.some(({ value }) => serviceOf({ kind: "Service", value }) === service),
    };
}

function negated(found: Reading<boolean>): Reading<boolean> {
    return found.known ? { known: true, value: !found.value } : found;
}

function firstOpen(found: readonly Reading<boolean>[]): Reading<boolean> {
    if (found.some((open) => open.known && open.value)) return { known: true, value: true };
    return found.find((open) => !open.known) ?? { known: true, value: false };
}
