import { limitsAny, uncounted } from "../../aws/iam/condition";
import { allows } from "../../aws/iam/grants";
import { judgeStatements, placeOf } from "../../aws/iam/judging";
import { ARN_RESOURCE, arnParts, hasWildcard } from "../../aws/iam/pattern";
import { typesWithDocuments } from "../../aws/iam/sources";
import { wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** Who may pass any role to any service has the permissions of all roles. */
export const iamPassRoleScoped = defineRule({
    id: "iam-pass-role-scoped",
    displayName: "iam:PassRole is limited to exact roles and a service",
    description: "iam:PassRole is allowed for exact roles only, and to a named service.",
    severity: "high",
    tags: ["iam", "least-privilege", "privilege-escalation"],
    frameworks: [wellArchitected("SEC03-BP02")],
    remediationSteps:
        'Name the role ARNs and add Condition: { StringEquals: { "iam:PassedToService": "lambda.amazonaws.com" } } with the service that gets them.',
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
    examples: ["aws.iam.RolePolicy deploy", "ServerlessFunction place-order"],
    types: typesWithDocuments("identity"),
    resource(resource: ResourceView, judge) {
        judgeStatements(resource, judge, ["identity"], "Allow", (statement, source) => {
            const unknown = `PassRole::${source.path}#${statement.label}`;
            if (judge.read(unknown, allows(statement, "iam:PassRole")) !== true) return;
            const place = placeOf(resource, source, statement);
            let reachesRoles = statement.notResources !== undefined;
            for (const found of statement.resources ?? []) {
                const named = judge.read(unknown, found);
                if (named === undefined || !canBeRole(named)) continue;
                reachesRoles = true;
                if (!hasWildcard(named)) continue;
                judge.violation(
                    `Resource::${named}#iam:PassRole`,
                    `${place} allows passing any role that matches '${named}'.`,
                );
            }
            if (statement.notResources !== undefined)
                judge.violation("NotResource::iam:PassRole", `${place} allows passing all roles but some.`);
            const limited = judge.read(unknown, limitsAny(statement.conditions, SERVICE_KEYS));
            if (limited === false && reachesRoles) {
                judge.violation(
                    "Condition::iam:PassedToService#iam:PassRole",
                    `${place} allows passing roles without saying to which service${uncounted(statement.conditions, SERVICE_KEYS)}.`,
                );
            }
        });
    },
});

/** By which a condition says who gets the role. */
const SERVICE_KEYS = ["iam:PassedToService"];

/** Whether a pattern can match a role's ARN: a statement may name what its other actions are about as well. */
function canBeRole(pattern: string): boolean {
    const parts = arnParts(pattern);
    const [scheme = "", partition = "", service = ""] = parts;
    const resource = parts[ARN_RESOURCE];
    if (resource !== undefined) return canBegin(service, "iam") && canBegin(resource, "role/");
    // With fewer parts the wildcard stands for some of them, and what follows it may be any.
    return hasWildcard(scheme) || hasWildcard(partition) || canBegin(service, "iam");
}

function canBegin(pattern: string, beginning: string): boolean {
    const literal = pattern.slice(0, pattern.search(/[*?]|$/));
    return literal.startsWith(beginning) || (hasWildcard(pattern) && beginning.startsWith(literal));
}
