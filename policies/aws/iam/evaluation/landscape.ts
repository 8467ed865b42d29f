import type { StateResource } from "../../../framework/evaluate";
import { environmentOf } from "../../../framework/environment";
import type { NotRead } from "../../../framework/reading";
import { identitiesOf, type StackResource, type StackView } from "../../../framework/stack";
import { HOLDER_TYPES, hiddenPolicy, policiesOf } from "../holders";
import { managedStatements } from "../managedGrants";
import { callerOf, type Caller } from "./callers";
import { guardsOf, type Guard } from "./guards";
import { statementsIn, together, type PolicySet } from "./policySet";
import { accountIn, isRole } from "./request";

/** A role, user or group with its policies. */
export interface Holder {
    readonly resource: StackResource;
    readonly arn: string;
    readonly policies: PolicySet;
    /** What its boundary leaves. @default - it has none */
    readonly boundary?: PolicySet;
}

/** All that the states of an environment say about who may do what. */
export interface Landscape {
    readonly view: StackView;
    /** The account that the environment is in. @default - no ARN tells */
    readonly account?: string;
    readonly holders: readonly Holder[];
    readonly guards: readonly Guard[];
    /** Policies of which nobody can say what they are about. */
    readonly astray: readonly NotRead[];
    /** Whether a resource of the states has this ARN, or it lies below one. */
    isOwn(arn: string): boolean;
}

/** Reads the states of all layers. */
export function landscapeOf(resources: readonly StateResource[]): Landscape {
    const { view } = environmentOf(resources);
    const arns = new Set(view.all().flatMap((each) => identitiesOf(each, ["arn", "executionArn"])));
    const [account] = [...arns].flatMap((arn) => accountIn(arn) ?? []);
    return {
        view,
        ...(account !== undefined && { account }),
        holders: view.ofType(...HOLDER_TYPES).flatMap((resource) => holderOf(view, resource)),
        ...guardsOf(view),
        isOwn: (arn) => partsOf(arn).some((part) => arns.has(part)),
    };
}

/** Who asks, with the role whose session it is. */
export function callerIn({ holders }: Landscape, principal: string): Caller {
    return callerOf(principal, (account, name) => {
        const isMeant = ({ arn }: Holder) => accountIn(arn) === account && isRole(arn) && arn.endsWith(`/${name}`);
        return holders.find(isMeant)?.arn;
    });
}

/** `arn:aws:s3:::lake/orders/x` → `arn:aws:s3:::lake`, `arn:aws:s3:::lake/orders` and itself. */
function partsOf(arn: string): string[] {
    return [...arn.matchAll(/[/:]|$/g)].map(({ index }) => arn.slice(0, index));
}

function holderOf(view: StackView, resource: StackResource): Holder[] {
    const [arn] = identitiesOf(resource, ["arn"]);
    if (arn === undefined) return [];
    const { givers, foreign, unknown, boundary } = policiesOf(view, resource);
    const capped = [...boundary.own, ...boundary.foreign, ...boundary.unknown].length > 0;
    return [
        {
            resource,
            arn,
            policies: together([
                ...givers.map((from) => statementsIn(from, "identity")),
                ...foreign.map(foreignPolicy),
                { statements: [], unknown: [...unknown, ...groupsOf(view, resource)] },
            ]),
            ...(capped && {
                boundary: together([
                    ...boundary.own.map((from) => statementsIn(from, "identity")),
                    ...boundary.foreign.map(foreignPolicy),
                    { statements: [], unknown: boundary.unknown },
                ]),
            }),
        },
    ];
}

/** What a user has by groups is not added up. */
function groupsOf(view: StackView, { type, name }: StackResource): NotRead[] {
    const memberships = view.ofType(
        "aws:iam/groupMembership:GroupMembership",
        "aws:iam/userGroupMembership:UserGroupMembership",
    );
    return type === "aws:iam/user:User" && memberships.length > 0
        ? [{ known: false, path: `groups of '${name}'` }]
        : [];
}

/** A policy that is none of the program's. Of AWS's own some statements are known here, and never all: AWS changes them when it likes. */
function foreignPolicy(arn: string): PolicySet {
    const known = managedStatements(arn) ?? [];
    return {
        statements: known.map((each) => ({ ...each, place: arn, isDenial: false, hasVariables: true })),
        unknown: [hiddenPolicy(arn)],
    };
}
