import type { Statement } from "../../aws/iam/document";
import { escalationsOf, type Escalation } from "../../aws/iam/escalation";
import { GRANTING_TYPES, HOLDER_TYPES, permissionsOf } from "../../aws/iam/holders";
import { causeOf, knownStatements } from "../../aws/iam/judging";
import { documentsOf, typesWithDocuments } from "../../aws/iam/sources";
import { nist80053, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";
import { identitiesOf } from "../../framework/stack";

/** Permissions that lead to others are as much as those others, however harmless each looks by itself. */
export const iamPrivilegeEscalation = defineRule({
    id: "iam-privilege-escalation",
    displayName: "IAM permissions do not lead to further permissions",
    description: "No policy, and no role, user or group by all its policies, can give itself further permissions.",
    severity: "high",
    tags: ["iam", "least-privilege", "privilege-escalation"],
    frameworks: [wellArchitected("SEC03-BP02"), wellArchitected("SEC03-BP05"), nist80053("AC-6")],
    remediationSteps:
        "Name the roles, functions and policies that may be changed, limit iam:PassRole to exact roles and a service, or ask for iam:PermissionsBoundary in a condition.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html#access_policies_boundaries-delegate",
    examples: ["aws.iam.RolePolicy deploy", "ServerlessFunction place-order"],
    types: [...new Set([...typesWithDocuments("identity"), ...GRANTING_TYPES])],
    resource(resource: ResourceView, judge) {
        const causes = new Map<Statement, string>();
        for (const source of documentsOf(resource, "identity")) {
            const id = `Document::${source.path}`;
            const document = judge.read(id, source.document);
            for (const found of document?.statements ?? []) {
                const statement = judge.read(id, found);
                const effect = statement && judge.read(id, statement.effect);
                if (statement === undefined || effect !== "Allow") continue;
                causes.set(statement, causeOf(source, statement));
            }
            judge.decide(id, () => undefined);
        }
        const escalations = escalationsOf([...causes.keys()]);
        // One statement alone may open many ways, which then have one cause.
        const alone = escalations.some(isOpen)
            ? [...causes].map(([statement, cause]) => ({ cause, names: new Set(openOf(escalationsOf([statement]))) }))
            : [];
        for (const { name, effect, open } of escalations) {
            if (judge.read("Escalation::policy", open) !== true) continue;
            const tell = () =>
                judge.violation(
                    `Escalation::${name}`,
                    `Who has the permissions of '${resource.name}' ${effect} (${name}).`,
                );
            const blamed = alone.find(({ names }) => names.has(name));
            if (blamed === undefined) tell();
            else judge.about(blamed.cause, tell);
        }
    },
    stack(stack, judgeOf) {
        for (const holder of stack.ofType(...HOLDER_TYPES)) {
            const { granted } = permissionsOf(stack, holder);
            const own = [holder, ...granted.map(({ from }) => from)].flatMap((each) => identitiesOf(each, ["arn"]));
            const alone = new Set(
                granted.flatMap(({ from }) =>
                    openOf(
                        escalationsOf(knownStatements(from, ["identity"], "Allow").map(({ statement }) => statement)),
                    ),
                ),
            );
            const together = escalationsOf(
                granted.flatMap(({ statements }) => statements),
                own,
            );
            const judge = judgeOf(holder);
            for (const { name, effect } of together.filter(isOpen)) {
                if (alone.has(name)) continue;
                const policies = granted.filter(({ statements }) => statements.length > 0).map(({ from }) => from.name);
                judge.violation(
                    `Escalation::${name}`,
                    `'${holder.name}' ${effect} by what its policies (${policies.join(", ")}) allow together (${name}).`,
                );
            }
        }
    },
});

function isOpen({ open }: Escalation): boolean {
    return open.known && open.value;
}

function openOf(escalations: readonly Escalation[]): string[] {
    return escalations.filter(isOpen).map(({ name }) => name);
}
