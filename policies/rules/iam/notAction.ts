import type { Statement } from "../../aws/iam/document";
import { judgeStatements, placeOf } from "../../aws/iam/judging";
import { reachesPhonesOnly } from "../../aws/iam/phones";
import { typesWithDocuments, type DocumentSource } from "../../aws/iam/sources";
import { isKnown, type Reading } from "../../framework/reading";
import { wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** What is allowed is said, not what is left out: `NotAction` with Allow gives all that AWS will ever add. */
export const iamNotAction = defineRule({
    id: "iam-not-action",
    displayName: "Allow has no NotAction, NotResource or NotPrincipal",
    description: "Allow statements have no NotAction, NotResource or NotPrincipal.",
    severity: "high",
    tags: ["iam", "least-privilege"],
    frameworks: [wellArchitected("SEC03-BP02")],
    remediationSteps: "Replace the negated element by Action, Resource or Principal, or make the statement a Deny.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html",
    examples: ["aws.iam.RolePolicy deploy", "ServerlessFunction place-order"],
    types: typesWithDocuments("identity", "trust", "resource"),
    typesInWords: "every type that holds a policy document",
    resource(resource: ResourceView, judge) {
        judgeStatements(resource, judge, ["identity", "trust", "resource"], "Allow", (statement, source) => {
            const negated: Readonly<Record<string, readonly Reading<string>[] | undefined>> = {
                NotAction: statement.notActions,
                NotResource: statement.notResources,
                NotPrincipal: statement.notPrincipals?.map((found) =>
                    found.known ? { known: true as const, value: found.value.value } : found,
                ),
            };
            for (const [element, readings] of Object.entries(negated)) {
                if (readings === undefined) continue;
                // Phones have no ARN, so that all but topics is how a text message is allowed.
                if (element === "NotResource" && sendsTextMessages(statement, source)) continue;
                const values = readings.filter(isKnown).map(({ value }) => value);
                judge.violation(
                    `${element}::${values.toSorted().join(",")}`,
                    `${placeOf(resource, source, statement)} allows everything but its ${element}.`,
                );
            }
        });
    },
});

function sendsTextMessages(statement: Statement, { document }: DocumentSource): boolean {
    const { actions = [] } = statement;
    return (
        actions.length > 0 &&
        actions.every((action) => {
            const phones = action.known ? reachesPhonesOnly(action.value, statement, document) : action;
            return phones.known && phones.value === true;
        })
    );
}
