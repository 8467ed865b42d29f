import { wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";
import { limitsAny } from "../../iam/condition";
import { judgeStatements, placeOf } from "../../iam/judging";
import { isAccount, isEverybody } from "../../iam/principal";

/** Keys that say who the caller is, or that the caller knows something. */
const CALLER_KEYS = [
    "aws:PrincipalOrgID",
    "aws:PrincipalOrgPaths",
    "aws:PrincipalAccount",
    "aws:PrincipalArn",
    "aws:SourceAccount",
    "aws:SourceArn",
    "aws:SourceIdentity",
    "sts:ExternalId",
];

/** A role can be assumed by those who are named; everybody, or all of an account, is nobody named. */
export const iamTrustPublic = defineRule({
    id: "iam-trust-public",
    displayName: "Roles trust somebody in particular",
    description: "Trust policies do not admit everybody, nor a whole account, without a condition on the caller.",
    severity: "critical",
    tags: ["iam", "trust"],
    frameworks: [wellArchitected("SEC03-BP07", "Analyze public and cross-account access")],
    remediationSteps:
        "Name a service or a role as Principal, or add a condition on aws:PrincipalArn, aws:PrincipalOrgID or sts:ExternalId.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-user_externalid.html",
    examples: {
        aws: `new aws.iam.Role("audit", {
    permissionsBoundary: boundary.arn,
    assumeRolePolicy: pulumi.jsonStringify({
        Version: "2012-10-17",
        Statement: [
            {
                Effect: "Allow",
                Action: "sts:AssumeRole",
                Principal: { AWS: pulumi.interpolate\`arn:aws:iam::\${accountId}:root\` },
                Condition: { StringEquals: { "sts:ExternalId": "audit-2026" } },
            },
        ],
    }),
});`,
        component: `new ServiceRole("delivery", {
    service: "firehose.amazonaws.com",
    description: "Delivers orders",
    permissionsBoundaryArn: boundary.arn,
    sourceAccount: accountId,
});`,
    },
    types: ["aws:iam/role:Role"],
    resource(resource: ResourceView, judge) {
        judgeStatements(resource, judge, ["trust"], "Allow", (statement, source) => {
            for (const found of statement.principals ?? []) {
                const principal = judge.read(`Principal::#${statement.label}`, found);
                if (principal === undefined || !(isEverybody(principal) || isAccount(principal))) continue;
                judge.decide(`Principal::${principal.value}`, () => undefined);
                if (judge.read(`Principal::${principal.value}`, limitsAny(statement.conditions, CALLER_KEYS)) !== false)
                    continue;
                const who = isEverybody(principal) ? "everybody" : `all of the account ${principal.value}`;
                judge.violation(
                    `Principal::${principal.value}`,
                    `${placeOf(resource, source, statement)} lets ${who} assume the role, without a condition.`,
                );
            }
        });
    },
});
