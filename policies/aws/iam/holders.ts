import { isKnown, type NotRead, type Reading } from "../../framework/reading";
import { valuesOf, type Link, type StackResource, type StackView } from "../../framework/stack";
import type { Statement } from "./document";
import { knownStatements } from "./judging";
import { managedStatements } from "./managedGrants";
import { documentsOf } from "./sources";

/** How the permissions of one kind of holder are attached. */
interface HolderKind {
    readonly type: string;
    /** Resources that hold a document of their own, by how they name the holder. */
    readonly documents: Link;
    /** Resources that attach managed policies, by how they name the holder, with the property that names the policies. */
    readonly attachments: readonly (Link & { readonly policy: string })[];
}

const POLICY = "aws:iam/policy:Policy";
const POLICY_IDENTITIES = ["arn", "id"];

const HOLDERS: readonly HolderKind[] = (["role", "user", "group"] as const).map((kind) => {
    const upper = `${kind[0]?.toUpperCase() ?? ""}${kind.slice(1)}`;
    const identities = ["name", "id"];
    const attachment = (type: string, property: string, policy: string) => ({
        types: [`aws:iam/${type}`],
        property,
        identities,
        policy,
    });
    return {
        type: `aws:iam/${kind}:${upper}`,
        documents: { types: [`aws:iam/${kind}Policy:${upper}Policy`], property: kind, identities },
        attachments: [
            attachment(`${kind}PolicyAttachment:${upper}PolicyAttachment`, kind, "policyArn"),
            attachment(
                `${kind}PolicyAttachmentsExclusive:${upper}PolicyAttachmentsExclusive`,
                `${kind}Name`,
                "policyArns",
            ),
            attachment("policyAttachment:PolicyAttachment", `${kind}s`, "policyArn"),
        ],
    };
});

/** Types of what can have permissions, and of what gives it some. */
export const HOLDER_TYPES: readonly string[] = HOLDERS.map(({ type }) => type);
export const GRANTING_TYPES = [
    ...new Set([
        ...HOLDERS.flatMap(({ type, documents, attachments }) => [
            type,
            ...[documents, ...attachments].flatMap(({ types }) => types),
        ]),
        POLICY,
    ]),
];

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

/** The policies of a holder, and the one that is its boundary. */
interface HeldPolicies extends Pick<Named, "foreign" | "unknown"> {
    /** The resources that hold its documents: itself, its inline policies, and those attached to it that are of the stack. */
    readonly givers: readonly StackResource[];
    readonly boundary: Named;
}

/** Where what a holder is given stands. */
export function policiesOf(stack: StackView, holder: StackResource): HeldPolicies {
    const kind = HOLDERS.find(({ type }) => type === holder.type);
    if (kind === undefined) return { givers: [], foreign: [], unknown: [], boundary: NONE };
    const inline = [holder, ...stack.referrersTo(holder, kind.documents)];
    const places: Place[] = [
        [holder, "managedPolicyArns"],
        ...kind.attachments.flatMap((link) =>
            stack.referrersTo(holder, link).map((child): Place => [child, link.policy]),
        ),
    ];
    const { own, foreign, unknown } = policiesAt(stack, places);
    const open = [kind.documents, ...kind.attachments].flatMap((link) => stack.openTo(kind.type, link));
    return {
        givers: [...inline, ...own],
        foreign,
        unknown: [...unknown, ...open],
        boundary: policiesAt(stack, [[holder, "permissionsBoundary"]]),
    };
}

/** Collects the permissions of a holder: its inline policies, and those attached, of the stack or of AWS. */
export function permissionsOf(stack: StackView, holder: StackResource): Permissions {
    const { givers, foreign, unknown, boundary } = policiesOf(stack, holder);
    const cap = boundaryOf(boundary);
    return {
        granted: givers.map((from) => ({ from, statements: statementsOf(from, "Allow") })),
        managed: foreign.flatMap((arn) => managedStatements(arn) ?? []),
        refused: givers.flatMap((from) => statementsOf(from, "Deny")),
        ...(cap && { boundary: cap }),
        ...(cap === undefined && hiddenOf(boundary)),
        unknown: [
            ...givers.flatMap((from) => unknownIn(from)),
            ...foreign.filter((arn) => managedStatements(arn) === undefined).map(hiddenPolicy),
            ...unknown,
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

const NONE: Named = { own: [], foreign: [], unknown: [] };

function policiesAt(stack: StackView, places: readonly Place[]): Named {
    const isOwn = (arn: unknown) => stack.named(arn, [POLICY], POLICY_IDENTITIES).length > 0;
    const named = places.flatMap(([child, property]) => valuesOf(child, property).filter(isKnown));
    return {
        own: [
            ...new Set(
                places.flatMap(([child, property]) => stack.namedIn(child, property, [POLICY], POLICY_IDENTITIES)),
            ),
        ],
        foreign: named.flatMap(({ value }) => (isOwn(value) ? [] : [String(value)])),
        unknown: places.flatMap(([child, property]) => stack.openIn(child, property, POLICY)),
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

/** What is said of a policy whose document is not to be seen. */
export function hiddenPolicy(arn: string): NotRead {
    return { known: false, path: `policy of ${arn}` };
}

/** What of a resource's documents is not known, or cannot be read. */
function unknownIn(from: StackResource): NotRead[] {
    return documentsOf(from, "identity").flatMap(({ document }) => {
        const parts: Reading<unknown>[] = document.known
            ? document.value.statements.map((statement) => (statement.known ? statement.value.effect : statement))
            : [document];
        const found = parts.find((part) => !part.known);
        return found?.known === false ? [{ ...found, path: `${from.name}.${found.path}` }] : [];
    });
}
