import { limitsAny, uncounted } from "../../aws/iam/condition";
import { judgeStatements, placeOf } from "../../aws/iam/judging";
import { isNarrow } from "../../aws/iam/narrow";
import { ARN_RESOURCE, arnParts, withoutVariables } from "../../aws/iam/pattern";
import { isAccount, isEverybody } from "../../aws/iam/principal";
import { wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** Keys that say who the caller is, whoever admits the caller. */
const CALLER_KEYS = ["aws:PrincipalOrgID", "aws:PrincipalOrgPaths", "aws:PrincipalArn", "aws:userid"];

/**
 * Keys that say it where an account is admitted, which answers for its callers. Everybody can bring such values: names and tags are
 * each account's own, and an external id is no secret (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html).
 * Keys of a source (`aws:SourceAccount`) are set by services only.
 */
const ACCOUNT_KEYS = [...CALLER_KEYS, "aws:PrincipalTag/", "aws:SourceIdentity", "aws:username", "sts:ExternalId"];

/** A role can be assumed by those who are named; everybody, or all of an account, is nobody named. */
export const iamTrustPublic = defineRule({
    id: "iam-trust-public",
    displayName: "Trust policies of IAM roles name who may assume them",
    description: "Trust policies do not admit everybody, nor a whole account, without a condition on the caller.",
    severity: "critical",
    tags: ["iam", "trust"],
    frameworks: [wellArchitected("SEC03-BP07")],
    remediationSteps:
        "Name a service or a role as Principal, or add a condition on aws:PrincipalArn, aws:PrincipalOrgID or sts:ExternalId.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html",
    examples: ["aws.iam.Role audit", "ServiceRole"],
    types: ["aws:iam/role:Role"],
    resource(resource: ResourceView, judge) {
        judgeStatements(resource, judge, ["trust"], "Allow", (statement, source) => {
            for (const found of statement.principals ?? []) {
                const principal = judge.read(`Principal::#${statement.label}`, found);
                if (principal === undefined || !(isEverybody(principal) || isAccount(principal))) continue;
                const id = `Principal::${principal.value}`;
                judge.decide(id, () => undefined);
                const counting = isEverybody(principal)
                    ? ([CALLER_KEYS, namesCallers] as const)
                    : ([ACCOUNT_KEYS, namesCallersOfAccount] as const);
                if (judge.read(id, limitsAny(statement.conditions, ...counting)) !== false) continue;
                const who = isEverybody(principal) ? "everybody" : `all of the account ${principal.value}`;
                judge.violation(
                    id,
                    `${placeOf(resource, source, statement)} lets ${who} assume the role, without a condition that says who${uncounted(statement.conditions, ...counting)}.`,
                );
            }
        });
    },
});

/** `arn:aws:iam::111122223333:role/*` is an account, and `arn:aws:iam::*:role/ci` a role that every account can make. */
function namesCallers(key: string, value: string): boolean {
    return isNarrow(key, value) && (key !== "aws:principalarn" || namesPrincipal(value));
}

function namesCallersOfAccount(key: string, value: string): boolean {
    return key === "aws:principalarn" ? namesPrincipal(value) : isNarrow(key, value);
}

/** Whether the name of a role or user is at least begun. */
function namesPrincipal(arn: string): boolean {
    const resource = arnParts(arn)[ARN_RESOURCE] ?? "";
    return !/^(?:[a-z-]+\/)?[*?/]+$|^[a-z-]*[*?]/.test(withoutVariables(resource));
}
