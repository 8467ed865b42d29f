import { accountOf } from "../../aws/iam/account";
import { canonicalAction, expandAction } from "../../aws/iam/actions";
import type { Statement } from "../../aws/iam/document";
import { judgeStatements, knownStatements, placeOf } from "../../aws/iam/judging";
import { arnParts, hasWildcard } from "../../aws/iam/pattern";
import { isAccount } from "../../aws/iam/principal";
import { typesWithDocuments, type DocumentSource } from "../../aws/iam/sources";
import { isKnown } from "../../framework/reading";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** No permission names actions by a wildcard: it would grow with every action that AWS adds. */
export const iamActionWildcard = defineRule({
    id: "iam-action-wildcard",
    displayName: "Allow statements have no wildcard in Action",
    description: "Allow statements name actions without wildcards.",
    severity: "high",
    tags: ["iam", "least-privilege"],
    frameworks: [fsbp("IAM.21"), wellArchitected("SEC03-BP02")],
    remediationSteps:
        'List the actions that are needed, for example ["dynamodb:GetItem", "dynamodb:Query"] for "dynamodb:*".',
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
    examples: ["aws.iam.RolePolicy deploy", "ServerlessFunction place-order"],
    types: typesWithDocuments("identity", "trust", "resource"),
    typesInWords: "every type that holds a policy document",
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
    stack(stack, judgeOf, { allowed }) {
        if (allowed.some((action) => action.toLowerCase() === "kms:*")) return;
        for (const key of stack.all().filter(({ type }) => KEYS.test(type))) {
            // What is unknown here was undecided when the key itself was judged.
            for (const { statement, source } of knownStatements(key, ["resource"], "Allow")) {
                const patterns = (statement.actions ?? []).filter(isKnown);
                if (!patterns.some(({ value }) => delegatesKey(key, statement, source, value))) continue;
                const [admitted = ""] = (statement.principals ?? []).filter(isKnown).map(({ value }) => value.value);
                const account = judgeOf(key).read("Account::kms:*", accountOf(stack, key));
                if (account === undefined || arnParts(admitted)[4] === account) continue;
                judgeOf(key).violation(
                    `Account::${admitted}`,
                    `${placeOf(key, source, statement)} gives all of the key to another account, '${admitted}'.`,
                );
            }
        }
    },
});

/** Resources that are a key, or have a key's policy. */
const KEYS = /^aws:kms\//;

/**
 * A key's policy gives `kms:*` to its own account so that IAM policies can grant it and the key stays manageable
 * (https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html). That is AWS's default, not a wide grant. A key
 * belongs to one account, so only one can be its own; whether it is that one, the stack tells.
 */
function delegatesKey({ type }: ResourceView, statement: Statement, source: DocumentSource, pattern: string): boolean {
    if (source.kind !== "resource" || !KEYS.test(type) || pattern.toLowerCase() !== "kms:*") return false;
    const { principals = [] } = statement;
    const accounts = new Set(
        principals.map((found) => (found.known && isAccount(found.value) ? found.value.value : "")),
    );
    return accounts.size === 1 && !accounts.has("");
}
