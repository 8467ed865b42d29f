import * as fc from "fast-check";
import type { AccessRequest } from "../aws/iam/evaluation/request";
import { expandAction } from "../aws/iam/actions";
import type { StateResource } from "../framework/evaluate";

interface PlainStatement {
    readonly Action?: string | string[];
    readonly Resource?: string | string[];
    readonly Principal?: string | Readonly<Record<string, string | string[]>>;
    readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | string[]>>>>;
}

/** A statement with whom its document is about. */
interface Seed extends PlainStatement {
    /** ARNs of roles that have it, or ARN of what it is the policy of. */
    readonly holders: readonly string[];
    readonly target?: string;
}

const list = <T>(value: T | readonly T[] | undefined): readonly T[] =>
    value === undefined ? [] : Array.isArray(value) ? (value as readonly T[]) : [value as T];

/** All statements of the documents in states. */
function seedsOf(resources: readonly StateResource[]): Seed[] {
    const roles = resources.filter(({ type }) => type === "aws:iam/role:Role");
    const arnOf = (name: unknown) =>
        roles.filter(({ outputs }) => outputs.name === name).map(({ outputs }) => String(outputs.arn));
    return resources.flatMap(({ type, inputs, outputs }): Seed[] => {
        const statements = (text: unknown) => (JSON.parse(String(text)) as { Statement: Seed[] }).Statement;
        const own = (text: unknown, more: Pick<Seed, "holders" | "target">) =>
            statements(text).map((each) => ({ ...each, ...more }));
        if (type === "aws:iam/role:Role")
            return own(inputs.assumeRolePolicy, { holders: [], target: String(outputs.arn) });
        if (type === "aws:iam/rolePolicy:RolePolicy") return own(inputs.policy, { holders: arnOf(inputs.role) });
        if (type === "aws:iam/policy:Policy")
            return own(inputs.policy, { holders: roles.map((role) => String(role.outputs.arn)) });
        if (type === "aws:kms/key:Key") return own(inputs.policy, { holders: [], target: String(outputs.arn) });
        if (/Policy$/.test(type) && typeof inputs.policy === "string") return own(inputs.policy, { holders: [] });
        if (type !== "aws:lambda/permission:Permission") return [];
        const fn = resources.find(
            (each) => each.type === "aws:lambda/function:Function" && each.outputs.name === inputs.function,
        );
        const target = `${String(fn?.outputs.arn)}:${String(inputs.qualifier)}`;
        return [
            {
                Action: String(inputs.action),
                Principal: { Service: String(inputs.principal) },
                Condition: { ArnLike: { "aws:SourceArn": String(inputs.sourceArn) } },
                holders: [],
                target,
            },
        ];
    });
}

/**
 * Requests around what the policies of states say: mostly by those whom a statement names, for what it names, in conditions that it asks for;
 * and with one or several of these drawn from elsewhere or changed a little.
 */
export function requestsAround(resources: readonly StateResource[]): fc.Arbitrary<AccessRequest> {
    const all = seedsOf(resources).filter(({ Action }) => Action !== undefined);
    // Policies of resources are few, and most of the denials are theirs.
    const guards = all.filter(({ Principal }) => Principal !== undefined);
    const seeds = [...all, ...guards, ...guards];
    const roles = resources
        .filter(({ type }) => type === "aws:iam/role:Role")
        .map(({ outputs }) => String(outputs.arn));
    const everybody = [
        ...roles,
        ...roles,
        ...new Set(seeds.flatMap(namedBy)),
        "events.amazonaws.com",
        "arn:aws:iam::444455556666:role/stranger",
    ];
    const arns = [...new Set(seeds.flatMap((seed) => [...list(seed.Resource), ...list(seed.target)]))].filter(
        (arn) => arn !== "*",
    );
    const names = [...new Set(seeds.flatMap(({ Action }) => list(Action)))];
    const requestBy = (seed: Seed, other: Seed, action: string): fc.Arbitrary<AccessRequest> => {
        const named = [...seed.holders, ...namedBy(seed)];
        const [service = ""] = action.split(":");
        const isFor = (arn: string) => arn.includes(service === "sts" ? ":role/" : `:${service}:`);
        const own = [...list(seed.target), ...list(seed.Resource)].filter(isFor);
        const others = arns.filter(isFor);
        return fc
            .record({
                principal: mostly(named, everybody),
                isSession: fc.boolean(),
                resource: mostly(own, others.length > 0 ? others : arns),
                filling: fc.constantFrom("x", "log-stream:x", "aws/lambda/x", "orders/2026/x.gz"),
                isChanged: often(1, 7),
                context: contextFor(seed, other),
            })
            .map(({ principal, isSession, resource, filling, isChanged, context }) => ({
                principal: isSession
                    ? principal.replace(ROLE, "arn:aws:sts::$1:assumed-role/$2/some-session")
                    : principal,
                action,
                resource: isScoped(action)
                    ? changed(resource.replaceAll("?", "0").replaceAll("*", filling), isChanged)
                    : "*",
                context,
            }));
    };
    return fc.record({ seed: fc.constantFrom(...seeds), other: fc.constantFrom(...seeds) }).chain(({ seed, other }) =>
        mostly(list(seed.Action), names)
            .chain(oneAction)
            .chain((action) => requestBy(seed, other, action)),
    );
}

/** A session is named by the role's name without its path. */
const ROLE = /^arn:aws:iam::(\d+):role\/(?:.*\/)?([^/]+)$/;

/** Whom a statement names; not an account, whose root user needs no policy. */
function namedBy({ Principal }: PlainStatement): string[] {
    if (typeof Principal !== "object") return [];
    return [...list(Principal.Service), ...list(Principal.AWS)].filter((name) => !/:root$|^\*$/.test(name));
}

function contextFor(...statements: readonly PlainStatement[]): fc.Arbitrary<Record<string, string>> {
    const asked = statements.flatMap(({ Condition = {} }) =>
        Object.values(Condition).flatMap(Object.entries<string | string[]>),
    );
    return fc
        .tuple(...asked.map(([key, values]) => contextOf(key, list(values))))
        .map((pairs) => Object.fromEntries(pairs.flat()));
}

function often(times: number, of: number): fc.Arbitrary<boolean> {
    return fc.nat(of - 1).map((drawn) => drawn < times);
}

/** One of the first nine times out of ten. */
function mostly(first: readonly string[], others: readonly string[]): fc.Arbitrary<string> {
    return often(9, 10).chain((isFirst) => fc.constantFrom(...(isFirst && first.length > 0 ? first : others)));
}

function oneAction(pattern: string): fc.Arbitrary<string> {
    const actions = expandAction(pattern).map(({ name }) => name);
    return fc.constantFrom(...(actions.length > 0 ? actions : [pattern]));
}

function isScoped(action: string): boolean {
    return expandAction(action).some(({ resourceFormats }) => resourceFormats.length > 0);
}

/** Another of the same kind. */
function changed(arn: string, isChanged: boolean): string {
    return isChanged ? arn.replace(/([a-z0-9])$/, "$1x") : arn;
}

/** A value that meets what is asked, mostly; one that does not, or none. */
function contextOf(key: string, asked: readonly string[]): fc.Arbitrary<[string, string][]> {
    const met = asked.map((value): [string, string][] => [[key, value.replaceAll("*", "x")]]);
    return often(2, 3).chain((isMet) => fc.constantFrom(...(isMet ? met : [[], [[key, "other"] as [string, string]]])));
}
