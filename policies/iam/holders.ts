import { isKnown, reading, readingsOf, type Reading } from "../framework/reading";
import type { StackResource, StackView } from "../framework/stack";
import type { Statement } from "./document";
import { knownStatements } from "./judging";
import { grouped, perStack } from "./perStack";
import { documentsOf } from "./sources";

/** How the permissions of one kind of holder are attached: by type, the property that names the holder, and the one that names a policy. */
interface HolderKind {
    readonly type: string;
    /** Properties of the holder's outputs by which others name it. */
    readonly identities: readonly string[];
    /** Resources that hold a document of their own. */
    readonly documents: Readonly<Record<string, string>>;
    /** Resources that attach managed policies. */
    readonly attachments: Readonly<Record<string, { readonly holder: string; readonly policy: string }>>;
}

const POLICY = "aws:iam/policy:Policy";

const HOLDERS: readonly HolderKind[] = (["role", "user", "group"] as const).map((kind) => {
    const upper = `${kind[0]?.toUpperCase() ?? ""}${kind.slice(1)}`;
    return {
        type: `aws:iam/${kind}:${upper}`,
        identities: ["name", "id"],
        documents: { [`aws:iam/${kind}Policy:${upper}Policy`]: kind },
        attachments: {
            [`aws:iam/${kind}PolicyAttachment:${upper}PolicyAttachment`]: { holder: kind, policy: "policyArn" },
            [`aws:iam/${kind}PolicyAttachmentsExclusive:${upper}PolicyAttachmentsExclusive`]: {
                holder: `${kind}Name`,
                policy: "policyArns",
            },
            "aws:iam/policyAttachment:PolicyAttachment": { holder: `${kind}s`, policy: "policyArn" },
        },
    };
});

/** Types of what can have permissions, and of what gives it some. */
export const HOLDER_TYPES: readonly string[] = HOLDERS.map(({ type }) => type);
export const GRANTING_TYPES = [
    ...new Set([
        ...HOLDERS.flatMap(({ type, documents, attachments }) => [
            type,
            ...Object.keys(documents),
            ...Object.keys(attachments),
        ]),
        POLICY,
    ]),
] as [string, ...string[]];

/** Statements with the resource that their document stands in. */
interface Granted {
    readonly from: StackResource;
    readonly statements: readonly Statement[];
}

/** What a role, user or group is given in its stack. */
export interface Permissions {
    /** Allow statements, by the resource that gives them. */
    readonly granted: readonly Granted[];
    /** Deny statements of the same resources. */
    readonly refused: readonly Statement[];
    /** What its boundary leaves of them. @default - it has none, or one that is not of the stack */
    readonly boundary?: { readonly granted: readonly Statement[]; readonly refused: readonly Statement[] };
    /** ARNs of attached policies that are not of this stack. */
    readonly foreign: readonly string[];
    /** What is not known of them, as paths. */
    readonly unknown: readonly string[];
}

/** Collects the permissions of a holder: its inline policies, those attached, and the managed policies of the stack. */
export function permissionsOf(stack: StackView, holder: StackResource): Permissions {
    const kind = HOLDERS.find(({ type }) => type === holder.type);
    if (kind === undefined) return { granted: [], refused: [], foreign: [], unknown: [] };
    const named = (type: string, property: string) => referrersTo(stack, type, property, holder, kind.identities);
    const inline = [holder, ...Object.entries(kind.documents).flatMap(([type, property]) => named(type, property))];
    const attaching = Object.entries(kind.attachments).flatMap(([type, { holder: property, policy }]) =>
        named(type, property).map((child): [StackResource, string] => [child, policy]),
    );
    const places: [StackResource, string][] = [[holder, "managedPolicyArns"], ...attaching];
    const wanted = new Set(
        places.flatMap(([child, property]) => [
            ...valuesOf(child, property)
                .filter(isKnown)
                .map(({ value }) => value),
            ...child.referencesOf(property),
        ]),
    );
    const attached = [...new Set([...wanted].flatMap((identity) => policiesOf(stack).get(identity) ?? []))].filter(
        (policy) => places.some(([child, property]) => refers(child, property, policy, ["arn", "id"])),
    );
    const own = new Set(
        attached.flatMap(({ outputs }) => reading(() => outputs.arn as unknown)).map((arn) => arn.known && arn.value),
    );
    const arns = places.flatMap(([child, property]) => valuesOf(child, property));
    const givers = [...inline, ...attached];
    const boundary = boundaryOf(stack, holder);
    return {
        granted: givers.map((from) => ({ from, statements: statementsOf(from, "Allow") })),
        refused: givers.flatMap((from) => statementsOf(from, "Deny")),
        ...(boundary && {
            boundary: { granted: statementsOf(boundary, "Allow"), refused: statementsOf(boundary, "Deny") },
        }),
        foreign: arns
            .filter(isKnown)
            .map(({ value }) => String(value))
            .filter((arn) => !own.has(arn)),
        unknown: givers.flatMap((from) => unknownIn(from)),
    };
}

function statementsOf(from: StackResource, effect: "Allow" | "Deny"): Statement[] {
    return knownStatements(from, ["identity"], effect).map(({ statement }) => statement);
}

/** The policy that is a holder's boundary. One of which a statement is not known leaves nothing to be said of what it takes away. */
function boundaryOf(stack: StackView, holder: StackResource): StackResource | undefined {
    const identities = [
        ...valuesOf(holder, "permissionsBoundary")
            .filter(isKnown)
            .map(({ value }) => value),
        ...holder.referencesOf("permissionsBoundary"),
    ];
    return identities
        .flatMap((identity) => policiesOf(stack).get(identity) ?? [])
        .find((policy) => refers(holder, "permissionsBoundary", policy, ["arn", "id"]) && isWhole(policy));
}

function isWhole(policy: StackResource): boolean {
    return documentsOf(policy, "identity").some(
        ({ document: found }) => found.known && found.value.statements.every((statement) => statement.known),
    );
}

/** The resources of a type that name another in a property, as {@link refers} tells it; found without asking each of them. */
export function referrersTo(
    stack: StackView,
    type: string,
    property: string,
    parent: StackResource,
    identities: readonly string[],
): readonly StackResource[] {
    const { byValue, byReference } = indexOf(stack, type, property);
    const own = identities.map((identity) => reading(() => parent.outputs[identity] as unknown)).filter(isKnown);
    const candidates = [
        ...own.flatMap(({ value }) => byValue.get(value) ?? []),
        ...(byReference.get(parent.urn) ?? []),
    ];
    return [...new Set(candidates)].filter((child) => refers(child, property, parent, identities));
}

/** The managed policies of a stack by their ARNs, ids and URNs. */
const policiesOf = perStack((stack) =>
    grouped<StackResource, unknown>(stack.ofType(POLICY), (policy) => [
        policy.urn,
        ...["arn", "id"]
            .map((identity) => reading(() => policy.outputs[identity] as unknown))
            .filter(isKnown)
            .map(({ value }) => value),
    ]),
);

interface Index {
    readonly byValue: ReadonlyMap<unknown, readonly StackResource[]>;
    readonly byReference: ReadonlyMap<string, readonly StackResource[]>;
}

const indexesOf = perStack(() => new Map<string, Index>());

function indexOf(stack: StackView, type: string, property: string): Index {
    const indexes = indexesOf(stack);
    const key = `${type} ${property}`;
    let index = indexes.get(key);
    if (index === undefined) {
        const children = stack.ofType(type);
        index = {
            byValue: grouped(children, (child) =>
                valuesOf(child, property)
                    .filter(isKnown)
                    .map(({ value }) => value),
            ),
            byReference: grouped(children, (child) => child.referencesOf(property)),
        };
        indexes.set(key, index);
    }
    return index;
}

/** Whether a property names a resource: by one of its values, or by the reference that the engine recorded. */
function refers(child: StackResource, property: string, parent: StackResource, identities: readonly string[]): boolean {
    const own = identities.map((identity) => reading(() => parent.outputs[identity] as unknown)).filter(isKnown);
    const values = valuesOf(child, property);
    if (values.filter(isKnown).some(({ value }) => own.some((identity) => identity.value === value))) return true;
    const pending = own.length === 0 || values.some((value) => !value.known);
    return pending && child.referencesOf(property).includes(parent.urn);
}

/** The values of a property that holds one or a list. */
export function valuesOf({ props }: StackResource, property: string): Reading<unknown>[] {
    const found = reading(() => props[property] as unknown);
    if (!found.known) return [found];
    if (found.value === undefined || found.value === null) return [];
    return Array.isArray(found.value) ? readingsOf<unknown>(found.value) : [found];
}

function unknownIn(from: StackResource): string[] {
    return ["policy", "inlinePolicies"]
        .flatMap((property) => valuesOf(from, property))
        .flatMap((found) => (found.known ? [] : [`${from.name}.${found.path}`]));
}
