import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";
import { canonicalAction, expandAction } from "../../iam/actions";
import type { Statement } from "../../iam/document";
import { judgeStatements, placeOf } from "../../iam/judging";
import { hasWildcard } from "../../iam/pattern";
import { isAccount } from "../../iam/principal";
import { typesWithDocuments, type DocumentSource } from "../../iam/sources";

/** No permission names actions by a wildcard: it would grow with every action that AWS adds. */
export const iamActionWildcard = defineRule({
    id: "iam-action-wildcard",
    displayName: "Permissions name their actions",
    description: "Allow statements name actions without wildcards.",
    severity: "high",
    tags: ["iam", "least-privilege"],
    frameworks: [
        fsbp("IAM.21", "IAM customer managed policies should not allow wildcard actions for services"),
        wellArchitected("SEC03-BP02", "Grant least privilege access"),
    ],
    remediationSteps:
        'List the actions that are needed, for example ["dynamodb:GetItem", "dynamodb:Query"] for "dynamodb:*".',
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
    examples: {
        aws: `new aws.iam.RolePolicy("read-orders", {
    role: role.name,
    policy: pulumi.jsonStringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: ["dynamodb:GetItem", "dynamodb:Query"], Resource: table.arn }],
    }),
});`,
    },
    types: typesWithDocuments("identity", "trust", "resource"),
    parameters: {
        allowed: {
            type: "array",
            description: "Wildcards that may stand, exactly as written (in any case), for example s3:GetObject*.",
            default: [],
            items: { type: "string" },
        },
    },
    resource(resource: ResourceView, judge, { allowed }) {
        const exceptions = new Set(allowed.map((action) => action.toLowerCase()));
        judgeStatements(resource, judge, ["identity", "trust", "resource"], "Allow", (statement, source) => {
            for (const action of statement.actions ?? []) {
                const pattern = judge.read(`Action::${source.path}#${statement.label}`, action);
                if (pattern === undefined || !hasWildcard(pattern) || exceptions.has(pattern.toLowerCase())) continue;
                if (delegatesKey(resource, statement, source, pattern)) continue;
                const canonical = canonicalAction(pattern);
                const reached = expandAction(pattern).length;
                const reach = reached === 0 ? "every action it matches" : `${reached} actions as of today`;
                const place = placeOf(resource, source, statement);
                judge.violation(`Action::${canonical}`, `${place} allows '${canonical}', which is ${reach}.`);
            }
        });
    },
});

/**
 * A key's policy gives `kms:*` to its own account so that IAM policies can grant it and the key stays manageable
 * (https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html). That is AWS's default, not a wide grant.
 */
function delegatesKey({ type }: ResourceView, statement: Statement, source: DocumentSource, pattern: string): boolean {
    if (source.kind !== "resource" || !type.startsWith("aws:kms/") || pattern.toLowerCase() !== "kms:*") return false;
    const principals = statement.principals ?? [];
    return principals.length > 0 && principals.every((principal) => principal.known && isAccount(principal.value));
}
