import { isNamed } from "../../policies/aws/iam/evaluation/callers";
import { needsGuard } from "../../policies/aws/iam/evaluation/decide";
import { grantsOf, limitedBy, without, type Grant } from "../../policies/aws/iam/evaluation/grant";
import type { Guard } from "../../policies/aws/iam/evaluation/guards";
import { landscapeOf, type Holder } from "../../policies/aws/iam/evaluation/landscape";
import type { PlacedStatement, PolicySet } from "../../policies/aws/iam/evaluation/policySet";
import { overlap, unknownIn } from "../../policies/aws/iam/evaluation/reach";
import { isKey, serviceIn } from "../../policies/aws/iam/evaluation/request";
import { hasWildcard } from "../../policies/aws/iam/pattern";
import type { StateResource } from "../../policies/framework/evaluate";
import type { NotRead } from "../../policies/framework/reading";
import { merged } from "./merged";
import { Names } from "./names";
import type { Access, AccessPart, Permission, Undecided } from "./permission";
import { subjectOf, subjectsOf, type Subject } from "./subjects";
import { told, type Reader } from "./told";

/** Reads who may do what from the states of all layers, as far as they tell: docs/decisions/0014-access.md. */
export function accessOf(resources: readonly StateResource[]): Access {
    const landscape = landscapeOf(resources);
    const reader: Reader = { landscape, names: new Names(landscape.view) };
    const parts = merged([
        ...landscape.holders.map((holder) => ofHolder(reader, holder)),
        ...landscape.guards.map((guard) => ofGuard(reader, guard)),
        { permissions: [], undecided: landscape.astray.map((found) => undecided(found)) },
    ]);
    return { ...parts, resources: reader.names.byArn };
}

/** What a role, user or group has by policies of its own. */
function ofHolder(reader: Reader, holder: Holder): AccessPart {
    const subject = subjectOf(reader.names, holder);
    const { policies, boundary } = holder;
    const sets = boundary === undefined ? [policies] : [policies, boundary];
    const grants = policies.statements
        .filter(({ isDenial }) => !isDenial)
        .flatMap((statement) => grantsOf(statement))
        .flatMap((grant) => leftBy(boundary, grant));
    const admitted = grants.map((grant) => admittedBy(reader, grant));
    return {
        permissions: [
            ...allowed(
                reader,
                subject,
                admitted.flatMap(({ left }) => left),
            ),
            ...sets.flatMap(({ statements }) => denied(reader, subject, statements)),
        ],
        undecided: [...sets.flatMap(unreadIn), ...admitted.flatMap(({ unseen }) => unseen)].map((found) =>
            undecided(found, subject.principal),
        ),
    };
}

/** What the policy of a resource gives and denies those whom it names. */
function ofGuard(reader: Reader, { target, policies }: Guard): AccessPart {
    const { landscape, names } = reader;
    return {
        permissions: policies.statements.flatMap((statement) =>
            subjectsOf(landscape, names, statement).flatMap((subject) => {
                if (statement.isDenial) return denied(reader, subject, [statement], target);
                const grants = grantsOf(statement, target);
                const { caller, holder } = subject;
                // A session or a user that is named itself is let in whatever the boundary leaves.
                const boundary = caller.kind === "role" && caller.session === undefined ? holder?.boundary : undefined;
                return allowed(
                    reader,
                    subject,
                    grants.flatMap((grant) => leftBy(boundary, grant)),
                );
            }),
        ),
        undecided: unreadIn(policies).map((found) => undecided(found)),
    };
}

function allowed(reader: Reader, subject: Subject, grants: readonly Grant[]): Permission[] {
    const denials = denialsFor(reader, subject);
    return grants.flatMap((grant) => {
        const left = without(grant, denials);
        return left === undefined ? [] : told(reader, subject, "allow", left);
    });
}

function denied(
    reader: Reader,
    subject: Subject,
    statements: readonly PlacedStatement[],
    target?: string,
): Permission[] {
    return statements
        .filter(({ isDenial }) => isDenial)
        .flatMap((statement) => grantsOf(statement, target))
        .flatMap((grant) => told(reader, subject, "deny", grant));
}

/** Denials that are sure to be about somebody, but for their conditions. */
function denialsFor({ landscape }: Reader, { caller, holder }: Subject): Grant[] {
    const own = [holder?.policies, holder?.boundary].flatMap((set) => set?.statements ?? []);
    const isAbout = (statement: PlacedStatement) => {
        const found = isNamed(statement, caller, ["directly", "role", "account"]);
        return found.known && found.value;
    };
    return [
        ...own.filter(({ isDenial }) => isDenial).flatMap((statement) => grantsOf(statement)),
        ...landscape.guards.flatMap(({ target, policies }) =>
            policies.statements
                .filter((statement) => statement.isDenial && isAbout(statement))
                .flatMap((statement) => grantsOf(statement, target)),
        ),
    ];
}

function leftBy(boundary: PolicySet | undefined, grant: Grant): Grant[] {
    return boundary === undefined
        ? [grant]
        : limitedBy(
              grant,
              boundary.statements.filter(({ isDenial }) => !isDenial),
          );
}

/** What the policies of keys, and of roles to assume, leave of a grant: they have to hand it on to the account. */
function admittedBy({ landscape }: Reader, grant: Grant): Admitted {
    const { reach, pattern } = grant;
    const isBound = (action: string) =>
        reach.isRest ||
        GUARDED.some(({ service, every }) => overlap(service, serviceIn(action)) && overlap(every, pattern));
    const [bound, free] = [true, false].map((wanted) =>
        reach.patterns.filter((action) => isBound(action) === wanted),
    ) as [string[], string[]];
    const freely = free.length === 0 ? [] : [{ ...grant, reach: { ...reach, patterns: free } }];
    if (bound.length === 0) return { left: freely, unseen: [] };
    const asked = { ...grant, reach: { ...reach, patterns: bound } };
    const isExact = isKey(pattern) || bound.every((action) => needsGuard({ action, resource: pattern }));
    if (reach.isRest || hasWildcard(pattern) || !isExact)
        return { left: [...freely, { ...asked, also: [...asked.also, HANDED_ON] }], unseen: [] };
    const guard = landscape.guards.find(({ target }) => target === pattern);
    if (guard === undefined) return { left: freely, unseen: [{ known: false, path: `policy of ${pattern}` }] };
    return { left: [...freely, ...limitedBy(asked, handedOn(guard))], unseen: [] };
}

interface Admitted {
    readonly left: readonly Grant[];
    /** Policies that would have to be seen. */
    readonly unseen: readonly NotRead[];
}

/** Services whose resources have to let in by policies of their own, with a pattern for all of these. */
const GUARDED = [
    { service: "kms", every: "arn:*:kms:*:*:key/*" },
    { service: "sts", every: "arn:*:iam::*:role/*" },
] as const;

const HANDED_ON = "the policy of the key, or of the role to assume, leaves it to the account";

/** The statements by which a policy leaves it to the account's own policies who may. */
function handedOn({ target, policies }: Guard): PlacedStatement[] {
    const [, , , , account = ""] = target.split(":");
    const root = { kind: "root", name: `arn:aws:iam::${account}:root`, account } as const;
    return policies.statements.filter((statement) => {
        const found = isNamed(statement, root, ["account"]);
        return !statement.isDenial && found.known && found.value;
    });
}

/** What is not known of policies, or cannot be read. */
function unreadIn({ statements, unknown }: PolicySet): NotRead[] {
    return [...unknown, ...statements.flatMap(unknownIn)];
}

function undecided({ path, problem }: NotRead, principal?: string): Undecided {
    return { ...(principal !== undefined && { principal }), because: problem ?? path };
}
