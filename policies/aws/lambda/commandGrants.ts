import { isKnown } from "../../framework/reading";
import { some } from "../iam/admission";
import { expandAction } from "../iam/actions";
import { limitsAny } from "../iam/condition";
import type { Statement } from "../iam/document";
import type { FunctionRole } from "../iam/functionRoles";
import { isPermitted } from "../iam/permitted";
import { isScopable } from "../iam/scope";
import { targetOf } from "../iam/target";
import type { Wire } from "../iam/wire";
import { actionsOf, SAME_REACH } from "./commands";

/** A grant that code does not ask for and that stands all the same. */
export interface GrantException {
    /** Logical name of the function. */
    readonly function: string;
    readonly action: string;
    readonly reason: string;
}

/**
 * What is wrong between the commands of the AWS SDK in a function's code and what its role allows: a command without its grant,
 * and a grant that neither the code nor what the function is connected to asks for: logs, traces, network interfaces, event
 * sources and destinations, and keys that a service uses in the function's name.
 *
 * A command has to be granted on one of the resources of its service that the function's variables name, if they name any. It is not
 * shown on which of several of them the code calls it: the name of a variable is text to it. That a grant is on nothing else than what
 * variables and connections name, `iam-function-overgranted` judges.
 *
 * @param commands those of the code of all functions that have the role, as `<client>:<command>`
 * @param exceptions grants that stand without; one that no grant needs is wrong, too
 */
export function commandFaults(
    { fn, permissions, wires }: Pick<FunctionRole, "fn" | "permissions" | "wires">,
    commands: readonly string[],
    exceptions: readonly GrantException[] = [],
): string[] {
    const asked = commands.map((command) => ({ command, needed: actionsOf(command) }));
    const called = asked.flatMap(({ needed }) => needed?.flat() ?? []);
    const used = new Set([
        ...called,
        ...SAME_REACH.filter((actions) => actions.some((action) => called.includes(action))).flat(),
        ...wires.flatMap(({ needed, usual = [] }) => [...needed.flat(), ...usual]),
    ]);
    const own = exceptions.filter((exception) => exception.function === fn.name);
    const granted = new Set(
        permissions.granted.flatMap(({ statements }) => statements).flatMap((statement) => unusedOf(statement, used)),
    );
    return [
        ...asked.flatMap(({ command, needed }) => {
            if (needed === undefined)
                return [
                    `'${fn.name}' calls ${command}, whose action is not known: add it to policies/aws/lambda/commands.ts.`,
                ];
            return needed.flatMap((alternatives) => {
                const named = resourcesNamed(wires, alternatives);
                const permitted = some(
                    alternatives.flatMap((action) =>
                        (named.length > 0 ? named : [undefined]).map((arn) =>
                            isPermitted(permissions, arn === undefined ? { action } : { action, arn }),
                        ),
                    ),
                );
                const actions = alternatives.join(" or ");
                const on = named.length > 0 ? ` on ${named.map((arn) => `'${arn}'`).join(" or ")}` : "";
                if (!permitted.known)
                    return [`'${fn.name}' calls ${command}: '${permitted.path}' of its role is not known.`];
                return permitted.value ? [] : [`'${fn.name}' calls ${command} without a grant of ${actions}${on}.`];
            });
        }),
        ...[...granted]
            .filter((action) => !own.some((exception) => exception.action === action))
            .map((action) => `'${fn.name}' is granted ${action}, which nothing of its code uses.`),
        ...own
            .filter(({ action }) => !granted.has(action))
            .map(({ action }) => `'${fn.name}' needs no exception for ${action} any more.`),
    ];
}

/** The resources on which actions can be meant, as far as the function's variables name some of their service. */
function resourcesNamed(wires: readonly Wire[], actions: readonly string[]): string[] {
    const services = new Set(actions.filter(isScopable).map((action) => action.split(":")[0]));
    return wires
        .filter(({ needed }) => needed.length === 0)
        .flatMap(({ target }) => (target?.known === true ? [target.value] : []))
        .filter((arn) => services.has(targetOf(arn)?.service ?? ""));
}

/** The actions of a statement that are not used, in AWS's spelling. */
function unusedOf({ actions = [], conditions }: Statement, used: ReadonlySet<string>): string[] {
    const viaService = limitsAny(conditions, ["kms:ViaService"]);
    return actions.filter(isKnown).flatMap(({ value }) => {
        const reached = expandAction(value).map(({ name }) => name);
        const names = reached.length > 0 ? reached : [value];
        if (viaService.known && viaService.value && names.every((name) => name.startsWith("kms:"))) return [];
        return names.filter((name) => !used.has(name));
    });
}
