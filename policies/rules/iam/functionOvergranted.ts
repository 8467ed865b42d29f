import { canonicalAction, expandAction, reaches } from "../../aws/iam/actions";
import { DATA_ACTIONS } from "../../aws/iam/dataActions";
import { FUNCTION_ROLE_TYPES, functionRoles, type FunctionRole } from "../../aws/iam/functionRoles";
import type { Permissions } from "../../aws/iam/holders";
import { judgeReadable } from "../../aws/iam/judging";
import { isOnlyWildcards, patternOf } from "../../aws/iam/pattern";
import { isPolling } from "../../aws/iam/polling";
import { targetOf, type Target } from "../../aws/iam/target";
import type { Wire } from "../../aws/iam/wire";
import { environmentValues, read, STORES } from "../../aws/iam/wiring";
import type { Judge } from "../../framework/judge";
import { isKnown, type Reading } from "../../framework/reading";
import { nist80053, wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";
import { identitiesOf, type StackResource, type StackView } from "../../framework/stack";

/** What a function's role allows and nothing of the function refers to, nobody would miss. */
export const iamFunctionOvergranted = defineRule({
    id: "iam-function-overgranted",
    displayName: "Lambda execution roles allow no more than is used",
    description:
        "A function's role allows nothing but the use of what its triggers, destinations and environment refer to.",
    severity: "medium",
    level: "advisory",
    tags: ["iam", "lambda", "least-privilege"],
    frameworks: [wellArchitected("SEC03-BP04"), nist80053("AC-6")],
    remediationSteps:
        "Remove the action from the function's role, or name the resource in the function's environment if its code uses it.",
    url: "https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html",
    examples: ["aws.lambda.Function", "aws.iam.RolePolicy place-order", "ServerlessFunction place-order"],
    types: FUNCTION_ROLE_TYPES,
    stack(stack, judgeOf) {
        judgeReadable(stack, judgeOf, FUNCTION_ROLE_TYPES);
        judgeGrants(stack, judgeOf, (fn, grant) => !isPolledElsewhere(stack, fn, grant));
    },
    environment(environment, judgeOf) {
        judgeGrants(environment, judgeOf, (fn, grant) => isPolledElsewhere(environment, fn, grant));
    },
});

interface Grant {
    readonly action: string;
    readonly resource: string;
}

/** Judges the grants to the functions of a stack, or of several, that are to be judged there. */
function judgeGrants(
    view: StackView,
    judgeOf: (resource: StackResource) => Judge,
    isMeant: (fn: StackResource, grant: Grant) => boolean,
): void {
    for (const { fn, permissions, wires, sharing } of functionRoles(view)) {
        const judge = judgeOf(fn);
        const environment = sharing.flatMap((each) => environmentValues(each).map(([, value]) => value));
        const pending = [...environment, ...wires.flatMap(({ target }) => target ?? [])].find((value) => !value.known);
        for (const grant of grantsOf(permissions).filter((each) => isMeant(fn, each))) {
            const { action, resource } = grant;
            const fault =
                withoutResource(action, resource, sharing, wires) ??
                beyondWiring(action, targetOf(resource), { wires, environment, sharing });
            const id = `Grant::${canonicalAction(action)}#${resource}`;
            if (fault === undefined) judge.decide(id, () => undefined);
            else if (pending?.known === false) judge.read(id, pending);
            else
                judge.violation(
                    id,
                    `The role of '${fn.name}' allows '${canonicalAction(action)}' on '${resource}', ${fault}.`,
                );
        }
    }
}

/**
 * Whether a grant is what Lambda's pollers need at a source that is not in the function's stack: its trigger may be there with it,
 * which only all stacks together tell.
 */
function isPolledElsewhere(view: StackView, fn: StackResource, { action, resource }: Grant): boolean {
    const names = expandAction(action).map(({ name }) => name);
    const target = targetOf(resource);
    if (target === undefined || names.length === 0 || !names.every(isPolling)) return false;
    return !view
        .ofType(...STORES)
        .filter(({ urn }) => stackOf(urn) === stackOf(fn.urn))
        .some((store) => identitiesOf(store, ["arn"]).some((arn) => meets(target, targetOf(arn))));
}

/** The beginning of a URN, which names its stack and project. */
function stackOf(urn: string): string {
    return urn.split("::").slice(0, 2).join("::");
}

function grantsOf({ granted }: Permissions): Grant[] {
    return granted.flatMap(({ statements }) =>
        statements.flatMap(({ actions = [], resources = [] }) =>
            actions
                .filter(isKnown)
                .flatMap((action) =>
                    resources.filter(isKnown).map((resource) => ({ action: action.value, resource: resource.value })),
                ),
        ),
    );
}

/** Actions that belong to a setting of the function and not to a resource. */
function withoutResource(
    action: string,
    resource: string,
    functions: readonly StackResource[],
    wires: readonly Wire[],
): string | undefined {
    const lacks = (path: string) => functions.every((fn) => read(fn, path) === undefined);
    if (!isOnlyWildcards(resource) || isOnlyWildcards(action)) return undefined;
    if (reaches(action, "xray:PutTraceSegments") && lacks("tracingConfig.mode")) return "but does not trace";
    const interfaces = "ec2:CreateNetworkInterface";
    const isNetworked = wires.some(({ needed }) => needed.flat().includes(interfaces));
    if (reaches(action, interfaces) && lacks("vpcConfig.subnetIds") && !isNetworked) return "but is in no network";
    return undefined;
}

/** Why nothing in a function's wiring asks for an action; undefined when something does, or when wiring cannot tell. */
function beyondWiring(
    action: string,
    target: Target | undefined,
    {
        wires,
        environment,
        sharing,
    }: Pick<FunctionRole, "wires" | "sharing"> & { readonly environment: readonly Reading<string>[] },
): string | undefined {
    const data = target && DATA_ACTIONS[target.service];
    if (target === undefined || data === undefined || isOnlyWildcards(target.name)) return undefined;
    // A function names the access point, and its role the file system.
    if (target.service === "elasticfilesystem" && sharing.some((fn) => read(fn, "fileSystemConfig") !== undefined))
        return undefined;
    const names = expandAction(action).map(({ name }) => name);
    const asked = names.length > 0 ? names : [action];
    const isData = (name: string) => data.test(name.split(":")[1] ?? "");
    const named = environment.some((value) => value.known && mentions(value.value, target));
    const ends = wires.filter(({ target: end }) => end?.known === true && meets(target, targetOf(end.value)));
    if (!named && ends.length === 0) return "to which nothing of the function refers";
    const usual = (name: string) =>
        (named && isData(name)) ||
        ends.some(({ needed, usual: more }) => [...needed.flat(), ...(more ?? [])].includes(name));
    const beyond = asked.filter((name) => !usual(name) && !ends.some((end) => end.usual === undefined && isData(name)));
    if (beyond.length === 0) return undefined;
    return named
        ? "which manages it and does not use it"
        : `which is more than ${ends.map(({ by }) => by).join(" and ")} needs`;
}

function meets(pattern: Target, end: Target | undefined): boolean {
    return end !== undefined && pattern.service === end.service && patternOf(pattern.name).test(end.name);
}

/** Whether a text has a name in it as a whole word. Secrets have six characters more than their names. */
function mentions(text: string, { service, name }: Target): boolean {
    const written = service === "secretsmanager" ? name.replace(/-(\?{6}|\*|[A-Za-z0-9]{6})$/, "") : name;
    const source = written
        .split(/([*?])/)
        .map((part) => (part === "*" ? ".*" : part === "?" ? "." : part.replace(/[\\^$.+()[\]{}|]/g, "\\$&")))
        .join("");
    const more = service === "secretsmanager" ? "(-\\w{6})?" : "";
    return new RegExp(`(^|[^A-Za-z0-9_-])${source}${more}($|[^A-Za-z0-9_-])`).test(text);
}
