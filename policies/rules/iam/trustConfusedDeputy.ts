import { allowedValues, limitsAny, uncounted } from "../../aws/iam/condition";
import type { Statement } from "../../aws/iam/document";
import { judgeStatements, placeOf } from "../../aws/iam/judging";
import { hasWildcard, withoutVariables } from "../../aws/iam/pattern";
import { serviceOf } from "../../aws/iam/principal";
import { SOURCED_SERVICES } from "../../aws/iam/sourcedServices";
import type { Judge } from "../../framework/judge";
import { isKnown } from "../../framework/reading";
import { wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** Keys by which a service says for whom it acts. Firehose sends the account as external id as well. */
const SOURCE_KEYS = ["aws:SourceAccount", "aws:SourceArn", "aws:SourceOrgID", "aws:SourceOrgPaths", "sts:ExternalId"];

/** Providers that AWS runs the trust for: their audience names the one application or pool. */
const AUDIENCE_SUFFICES = /^(accounts\.google\.com|graph\.facebook\.com|www\.amazon\.com)$/;

/** A service acts for many accounts; a role says for which of them it may be assumed. */
export const iamTrustConfusedDeputy = defineRule({
    id: "iam-trust-confused-deputy",
    displayName: "Trust policies bind services to aws:SourceAccount",
    description:
        "Trust policies bind services to a source account or ARN, and identity providers to an audience and a subject.",
    severity: "high",
    tags: ["iam", "trust"],
    frameworks: [wellArchitected("SEC03-BP07")],
    remediationSteps:
        'Add Condition: { StringEquals: { "aws:SourceAccount": accountId } }; for an OIDC provider, StringEquals on its :aud and on its :sub.',
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
    examples: ["aws.iam.Role delivery", "ServiceRole"],
    types: ["aws:iam/role:Role"],
    parameters: {
        services: {
            type: "array",
            description:
                "Services that say for whom they assume a role. Lambda is not among them: functions of other accounts cannot use the role, since passing it is checked, and its trust carries no source. Neither are API Gateway and CloudTrail: AWS documents their logging roles without such a condition, and roles that had one were reported not to be assumable.",
            default: SOURCED_SERVICES,
            items: { type: "string" },
        },
    },
    resource(resource: ResourceView, judge, { services }) {
        judgeStatements(resource, judge, ["trust"], "Allow", (statement, source) => {
            const place = placeOf(resource, source, statement);
            for (const found of statement.principals ?? []) {
                const principal = judge.read(`Principal::#${statement.label}`, found);
                if (principal?.kind === "Federated") judgeProvider(principal.value, statement, place, judge);
                if (principal?.kind !== "Service") continue;
                const service = serviceOf(principal);
                if (!services.includes(service)) continue;
                const id = `Service::${service}`;
                if (judge.read(id, limitsAny(statement.conditions, SOURCE_KEYS)) !== false) continue;
                judge.violation(
                    id,
                    `${place} lets ${service} assume the role on behalf of any account${uncounted(statement.conditions, SOURCE_KEYS)}.`,
                );
            }
        });
    },
});

/** An OIDC provider speaks for all its users: the audience is the application, the subject the one who may. */
function judgeProvider(provider: string, statement: Statement, place: string, judge: Judge): void {
    if (/:saml-provider\//.test(provider)) {
        requireLimit(provider, "SAML:aud", statement, place, judge);
        return;
    }
    const host = provider.replace(/^arn:[^:]+:iam::\d*:oidc-provider\//, "");
    requireLimit(provider, `${host}:aud`, statement, place, judge);
    if (AUDIENCE_SUFFICES.test(host)) return;
    if (host === "cognito-identity.amazonaws.com") {
        requireLimit(provider, `${host}:amr`, statement, place, judge, `${host}:sub`);
        return;
    }
    requireLimit(provider, `${host}:sub`, statement, place, judge);
    for (const subject of allowedValues(statement.conditions, `${host}:sub`).filter(isKnown)) {
        if (namesOwner(subject.value)) continue;
        judge.violation(
            `Federated::${host}:sub#${subject.value}`,
            `${place} admits every subject like '${subject.value}'.`,
        );
    }
}

function requireLimit(
    provider: string,
    key: string,
    { conditions }: Statement,
    place: string,
    judge: Judge,
    ...alternatives: string[]
): void {
    const id = `Federated::${key}`;
    // Several sign-in methods at a time make :amr a set of values, so it is asked for with ForAnyValue.
    const keys = [key, ...alternatives];
    if (judge.read(id, limitsAny(conditions, keys)) !== false) return;
    judge.violation(
        id,
        `${place} lets ${provider} assume the role without a condition on ${key}${uncounted(conditions, keys)}.`,
    );
}

/** `repo:acme/shop:ref:refs/heads/main` names an owner, and so does `repo:acme/*`; `repo:*`, `repo:acme*` and `*` do not. */
function namesOwner(subject: string): boolean {
    const text = withoutVariables(subject);
    if (!hasWildcard(text)) return true;
    const [beginning = ""] = text.replace(/^(system:serviceaccount|[a-z_]+):/, "").split(/[*?]/);
    return /^[^:/]+[:/]/.test(beginning);
}
