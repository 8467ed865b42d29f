import { isKnown, reading, readingsOf, type NotRead, type Reading } from "../../framework/reading";
import type { StackResource, StackView } from "../../framework/stack";
import type { Statement } from "./document";
import { knownStatements } from "./judging";
import { managedStatements } from "./managedGrants";
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
    /** Allow statements of AWS's managed policies that it has, as far as they are known here. */
    readonly managed: readonly Statement[];
    /** Deny statements of the resources that give. AWS's policies that are known here have none. */
    readonly refused: readonly Statement[];
    /** What its boundary leaves of them. @default - it has none, or one that is not to be seen */
    readonly boundary?: Boundary;
    /** The boundary that is not to be seen: its ARN, or what keeps it from being known. @default - none */
    readonly hiddenBoundary?: NotRead;
    /** What is not known of its policies, or cannot be read; among it those that are neither of the stack nor known ones of AWS. */
    readonly unknown: readonly NotRead[];
}

/** What a boundary leaves. */
interface Boundary {
    readonly granted: readonly Statement[];
    readonly refused: readonly Statement[];
    /** What is not known of it, or cannot be read. */
    readonly unknown: readonly NotRead[];
}

/** Collects the permissions of a holder: its inline policies, and those attached, of the stack or of AWS. */
export function permissionsOf(stack: StackView, holder: StackResource): Permissions {
    const kind = HOLDERS.find(({ type }) => type === holder.type);
    if (kind === undefined) return { granted: [], managed: [], refused: [], unknown: [] };
    const named = (type: string, property: string) => referrersTo(stack, type, property, holder, kind.identities);
    const inline = [holder, ...Object.entries(kind.documents).flatMap(([type, property]) => named(type, property))];
    const places: Place[] = [
        [holder, "managedPolicyArns"],
        ...Object.entries(kind.attachments).flatMap(([type, { holder: property, policy }]) =>
            named(type, property).map((child): Place => [child, policy]),
        ),
    ];
    const { own, foreign, unknown } = policiesAt(stack, places);
    const givers = [...inline, ...own];
    const managed = foreign.flatMap((arn) => managedStatements(arn) ?? []);
    const boundary = policiesAt(stack, [[holder, "permissionsBoundary"]]);
    const cap = boundaryOf(boundary);
    return {
        granted: givers.map((from) => ({ from, statements: statementsOf(from, "Allow") })),
        managed,
        refused: givers.flatMap((from) => statementsOf(from, "Deny")),
        ...(cap && { boundary: cap }),
        ...(cap === undefined && hiddenOf(boundary)),
        unknown: [
            ...givers.flatMap((from) => unknownIn(from)),
            ...foreign.filter((arn) => managedStatements(arn) === undefined).map(hiddenPolicy),
            ...unknown,
            ...(unresolvedOf(stack).get(holder.type) ?? []),
        ],
    };
}

/** A property that names managed policies. */
type Place = readonly [resource: StackResource, property: string];

/** The managed policies that properties name. */
interface Named {
    /** Those of the stack. */
    readonly own: readonly StackResource[];
    /** ARNs of others. */
    readonly foreign: readonly string[];
    /** ARNs that are not known, and made of no policy of the stack. */
    readonly unknown: readonly NotRead[];
}

function policiesAt(stack: StackView, places: readonly Place[]): Named {
    const policies = policiesOf(stack);
    const wanted = new Set(
        places.flatMap(([child, property]) => [
            ...valuesOf(child, property)
                .filter(isKnown)
                .map(({ value }) => value),
            ...child.referencesOf(property),
        ]),
    );
    const own = [...new Set([...wanted].flatMap((identity) => policies.get(identity) ?? []))].filter((policy) =>
        places.some(([child, property]) => refers(child, property, policy, ["arn", "id"])),
    );
    const arns = new Set(
        own
            .map(({ outputs }) => reading(() => outputs.arn as unknown))
            .filter(isKnown)
            .map(({ value }) => value),
    );
    const isOwn = (urn: string) => policies.has(urn);
    return {
        own,
        foreign: places
            .flatMap(([child, property]) => valuesOf(child, property).filter(isKnown))
            .map(({ value }) => String(value))
            .filter((arn) => !arns.has(arn)),
        unknown: places.flatMap(([child, property]) =>
            child.referencesOf(property).some(isOwn)
                ? []
                : valuesOf(child, property).flatMap((found) => (found.known ? [] : [notReadOf(child, found)])),
        ),
    };
}

function statementsOf(from: StackResource, effect: "Allow" | "Deny"): Statement[] {
    return knownStatements(from, ["identity"], effect).map(({ statement }) => statement);
}

/** What the policy that is a boundary leaves, be it of the stack or a known one of AWS. */
function boundaryOf({ own: [policy], foreign: [arn] }: Named): Boundary | undefined {
    if (policy !== undefined)
        return {
            granted: statementsOf(policy, "Allow"),
            refused: statementsOf(policy, "Deny"),
            unknown: unknownIn(policy),
        };
    const granted = arn === undefined ? undefined : managedStatements(arn);
    return granted && { granted, refused: [], unknown: [] };
}

function hiddenOf({ foreign: [arn], unknown: [found] }: Named): Pick<Permissions, "hiddenBoundary"> {
    const hidden = arn === undefined ? found : hiddenPolicy(arn);
    return hidden === undefined ? {} : { hiddenBoundary: hidden };
}

function hiddenPolicy(arn: string): NotRead {
    return { known: false, path: `policy of ${arn}` };
}

function notReadOf({ name }: StackResource, found: NotRead): NotRead {
    return { ...found, path: `${name}.${found.path}` };
}

/** Where policies may yet be given to a holder of a kind: properties that name one who is not known. */
const unresolvedOf = perStack(
    (stack) =>
        new Map(
            HOLDERS.map(({ type: holderType, documents, attachments }): [string, readonly NotRead[]] => {
                const holders = new Set(stack.ofType(holderType).map(({ urn }) => urn));
                const properties = [
                    ...Object.entries(documents),
                    ...Object.entries(attachments).map(([type, { holder }]): [string, string] => [type, holder]),
                ];
                const paths = properties.flatMap(([type, property]) =>
                    stack
                        .ofType(type)
                        .filter((child) => !child.referencesOf(property).some((urn) => holders.has(urn)))
                        .flatMap((child) =>
                            valuesOf(child, property).flatMap((found) =>
                                found.known ? [] : [notReadOf(child, found)],
                            ),
                        ),
                );
                return [holderType, paths];
            }),
        ),
);

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

/** What of a resource's documents is not known, or cannot be read. */
function unknownIn(from: StackResource): NotRead[] {
    return documentsOf(from, "identity").flatMap(({ document }) => {
        const parts: Reading<unknown>[] = document.known
            ? document.value.statements.map((statement) => (statement.known ? statement.value.effect : statement))
            : [document];
        const found = parts.find((part) => !part.known);
        return found?.known === false ? [notReadOf(from, found)] : [];
    });
}
