import { canonicalAction } from "../../aws/iam/actions";
import { isChosenAtCall } from "../../aws/iam/chosenAtCall";
import { uncounted } from "../../aws/iam/condition";
import { judgeStatements, placeOf } from "../../aws/iam/judging";
import { reachesPhonesOnly } from "../../aws/iam/phones";
import { choosesResources, RESOURCE_KEYS } from "../../aws/iam/resourceKeys";
import { isAccountWide, isScopable, UNSCOPED } from "../../aws/iam/scope";
import { typesWithDocuments } from "../../aws/iam/sources";
import { wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** Actions that AWS can limit to resources are limited; for the others, `*` is the only resource there is. */
export const iamResourceWildcard = defineRule({
    id: "iam-resource-wildcard",
    displayName: "Allow statements have no wildcard for all resources",
    description: "Allow statements name the resources of every action that AWS can limit to resources.",
    severity: "high",
    tags: ["iam", "least-privilege"],
    frameworks: [wellArchitected("SEC03-BP02")],
    remediationSteps:
        "Name the ARNs, or choose resources by a condition on their tags. Put actions that AWS cannot limit, such as xray:PutTraceSegments, into a statement of their own.",
    url: "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
    examples: ["aws.iam.RolePolicy deploy", "ServerlessFunction place-order"],
    types: typesWithDocuments("identity"),
    parameters: {
        unscoped: UNSCOPED,
    },
    resource(resource: ResourceView, judge, { unscoped }) {
        judgeStatements(resource, judge, ["identity"], "Allow", (statement, source) => {
            const unknown = `Resource::${source.path}#${statement.label}`;
            const actions = (statement.actions ?? []).map((action) => judge.read(unknown, action));
            const scopable = actions.filter(
                (action) => action !== undefined && isScopable(action) && !unscoped.includes(canonicalAction(action)),
            );
            for (const found of statement.resources ?? []) {
                if (scopable.length === 0) continue;
                const named = judge.read(unknown, found);
                for (const action of scopable) {
                    if (named === undefined || action === undefined || !isAccountWide(named, action)) continue;
                    if (isChosenAtCall(named, action)) continue;
                    if (judge.read(unknown, reachesPhonesOnly(action, statement, source.document)) !== false) continue;
                    // Tags and aliases choose resources as ARNs do; where an action knows no such key, nothing is allowed.
                    if (judge.read(unknown, choosesResources(statement.conditions)) !== false) continue;
                    const canonical = canonicalAction(action);
                    judge.violation(
                        `Resource::${named}#${canonical}`,
                        `${placeOf(resource, source, statement)} allows '${canonical}' on '${named}', although AWS can limit it to resources${uncounted(statement.conditions, RESOURCE_KEYS)}.`,
                    );
                }
            }
        });
    },
});
