import { allows, anyOf, both } from "../../aws/iam/grants";
import { judgeStatements, placeOf } from "../../aws/iam/judging";
import { arnParts, isOnlyWildcards } from "../../aws/iam/pattern";
import { typesWithDocuments } from "../../aws/iam/sources";
import type { Reading } from "../../framework/reading";
import { cis, fsbp, nist80053, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** Who may do everything to everything is an administrator, whatever the policy is called. */
export const iamAdminWildcard = defineRule({
    id: "iam-admin-wildcard",
    displayName: "IAM policies do not allow all actions on all resources",
    description: "No Allow statement gives all actions on all resources.",
    severity: "high",
    tags: ["iam", "least-privilege"],
    frameworks: [fsbp("IAM.1"), cis("1.15"), wellArchitected("SEC03-BP02"), nist80053("AC-6")],
    remediationSteps: "Name the actions and the resources that are needed.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-1",
    examples: ["aws.iam.Policy audit", "ServerlessFunction place-order"],
    types: typesWithDocuments("identity"),
    resource(resource: ResourceView, judge) {
        judgeStatements(resource, judge, ["identity"], "Allow", (statement, source) => {
            const unknown = `Admin::${source.path}#${statement.label}`;
            const place = placeOf(resource, source, statement);
            // Known actions that are not all decide by themselves, whatever the resources turn out to be.
            const all = anyOf(statement.actions ?? [], isOnlyWildcards);
            // Who may write IAM policies may do everything; a list of exceptions that leaves this is none.
            const root = allows(statement, ROOT_ACTION);
            for (const found of statement.notResources === undefined ? (statement.resources ?? []) : [ALL_BUT_SOME]) {
                const wide: Reading<boolean> = found.known ? { known: true, value: isWide(found.value) } : found;
                const named = found.known ? found.value : "";
                if (
                    judge.read(
                        unknown,
                        both(all, () => wide),
                    ) === true
                )
                    judge.violation(`Action::*#${named}`, `${place} allows every action on '${named}'.`);
                if (
                    statement.notActions !== undefined &&
                    judge.read(
                        unknown,
                        both(root, () => wide),
                    ) === true
                )
                    judge.violation(
                        `NotAction::${ROOT_ACTION}#${named}`,
                        `${place} allows all actions but some on '${named}', among them ${ROOT_ACTION}.`,
                    );
            }
        });
    },
});

const ROOT_ACTION = "iam:PutRolePolicy";

/** Stands for the resources that `NotResource` leaves. */
const ALL_BUT_SOME: Reading<string> = { known: true, value: "NotResource" };

function isWide(named: string): boolean {
    return named === "NotResource" || isEverything(named);
}

/** `*`, `arn:*`, `arn:aws:*:*:*:*`: a pattern that names no service, account or resource. */
function isEverything(resource: string): boolean {
    const [, , service = "*", , account = "*", named = "*"] = arnParts(resource);
    return isOnlyWildcards(resource) || (/^arn:/i.test(resource) && [service, account, named].every(isOnlyWildcards));
}
