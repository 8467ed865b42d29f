import { allowedValues } from "../../aws/iam/condition";
import { judgeStatements, placeOf } from "../../aws/iam/judging";
import { hasWildcard, isOnlyWildcards, patternOf, withoutVariables } from "../../aws/iam/pattern";
import { isKnown } from "../../framework/reading";
import { wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** A pipeline's identity is a repository and what runs in it; a role is for one of them. */
export const iamTrustCiNarrow = defineRule({
    id: "iam-trust-ci-narrow",
    displayName: "OIDC trust policies name repository and branch",
    description:
        "Trust in an OIDC provider of pipelines names the repository, and the branch, tag or environment that may assume the role.",
    severity: "high",
    tags: ["iam", "trust", "ci"],
    frameworks: [wellArchitected("SEC03-BP07"), wellArchitected("SEC02-BP02")],
    remediationSteps:
        'Use StringEquals on the provider\'s :sub with a whole subject, for example "repo:acme/shop:environment:prod".',
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html",
    examples: ["aws.iam.Role deploy", "ServiceRole"],
    types: ["aws:iam/role:Role"],
    parameters: {
        refs: {
            type: "boolean",
            description:
                "Whether a subject has to say which branch, tag or environment; without it any run of the repository may.",
            default: true,
        },
    },
    resource(resource: ResourceView, judge, { refs }) {
        judgeStatements(resource, judge, ["trust"], "Allow", (statement, source) => {
            for (const found of statement.principals ?? []) {
                const principal = judge.read(`Principal::#${statement.label}`, found);
                if (principal?.kind !== "Federated") continue;
                const host = principal.value.replace(/^arn:[^:]+:iam::\d*:oidc-provider\//, "").toLowerCase();
                const place = placeOf(resource, source, statement);
                const isProvider = REPOSITORIES.some(({ provider }) => provider.test(host));
                // A condition that lacks the subject altogether is iam-trust-confused-deputy's finding.
                for (const value of allowedValues(statement.conditions, `${host}:sub`)) {
                    if (!isProvider && !isKnown(value)) continue;
                    const subject = judge.read(`Subject::${host}`, value);
                    const repository = REPOSITORIES.find(
                        ({ provider, subjects }) => provider.test(host) || subjects?.test(subject ?? "") === true,
                    )?.repository;
                    if (subject === undefined || repository === undefined) continue;
                    const problem = problemOf(subject, repository, refs);
                    judge.decide(`Subject::${subject}`, () => problem && `${place} admits '${subject}', ${problem}.`);
                }
                if (!isProvider) continue;
                const unknown = statement.conditions.find((condition) => !isKnown(condition));
                if (unknown?.known === false) judge.read(`Subject::${host}`, unknown);
            }
        });
    },
});

/**
 * Providers of pipelines, with the beginning of their subjects up to the end of the repository's name. Those that people run
 * under names of their own are known by the form of their subjects.
 */
const REPOSITORIES: readonly {
    readonly provider: RegExp;
    readonly subjects?: RegExp;
    readonly repository: RegExp;
}[] = [
    // The second is of GitHub Enterprise Servers.
    {
        provider: /^token\.actions\.githubusercontent\.com|\/_services\/token$/,
        repository: /^repo:[^/:]+\/[^/:]+(?=:)/,
    },
    { provider: /^gitlab\./, subjects: /^project_path:/, repository: /^project_path:[^:]+\/[^:]+(?=:)/ },
    { provider: /^app\.terraform\.io/, repository: /^organization:[^:]+:project:[^:]+:workspace:[^:]+(?=:)/ },
    { provider: /^agent\.buildkite\.com/, repository: /^organization:[^:]+:pipeline:[^:]+(?=:)/ },
    { provider: /^oidc\.circleci\.com/, repository: /^org\/[^/]+\/project\/[^/]+(?=\/)/ },
    { provider: /^api\.bitbucket\.org/, repository: /^\{[^}]+\}(?=:)/ },
    { provider: /^api\.pulumi\.com/, repository: /^pulumi:[^:]+:org:[^:]+:project:[^:]+:stack:[^:]+(?=:)/ },
];

/** Runs that a subject may admit by their names, but not any of: each has a name that Git allows nobody to give. */
const ANY_RUN: readonly { readonly run: string; readonly problem: string }[] = [
    // Whoever may propose a change has it run.
    { run: "pull_request", problem: "which is every pull request of the repository" },
    ...["ref:refs/heads/~", "ref:refs/tags/~", "environment:~", "ref_type:branch:ref:~", "ref_type:tag:ref:~"].map(
        (run) => ({ run, problem: "which is any branch, tag or environment" }),
    ),
];

function problemOf(subject: string, repository: RegExp, refs: boolean): string | undefined {
    const text = withoutVariables(subject);
    const [named = ""] = repository.exec(text) ?? [];
    if (hasWildcard(text) && (named === "" || hasWildcard(named))) return "which is more than one repository";
    const rest = text.slice(named.length + 1);
    if (!refs || named === "") return undefined;
    if (isOnlyWildcards(rest)) return "which is any run of the repository, those of pull requests among them";
    return ANY_RUN.find(({ run }) => patternOf(rest).test(run))?.problem;
}
