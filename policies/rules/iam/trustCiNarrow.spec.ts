import { describeRule } from "../../testing/describeRule";
import { trustingRole } from "../../testing/documents";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { iamTrustCiNarrow } from "./trustCiNarrow";

const GITHUB = "token.actions.githubusercontent.com";
const trust = (sub: unknown, operator = "StringLike", host = GITHUB) => ({
    Effect: "Allow",
    Action: "sts:AssumeRoleWithWebIdentity",
    Principal: { Federated: `arn:aws:iam::111122223333:oidc-provider/${host}` },
    Condition: { [operator]: { [`${host}:sub`]: sub } },
});
const open = (statement: object) => subjectsOf("aws:iam/role:Role")({ assumeRolePolicy: { Statement: [statement] } });

describeRule(iamTrustCiNarrow, {
    passes: {
        "a branch": trustingRole(trust("repo:acme/shop:ref:refs/heads/main", "StringEquals")),
        "an environment of several repositories": trustingRole(
            trust(["repo:acme/shop:environment:prod", "repo:acme/lake:environment:prod"]),
        ),
        "the tags of a repository": trustingRole(
            trust(["repo:acme/shop:ref:refs/tags/v*", "repo:acme/shop:ref:refs/heads/release/*"]),
        ),
        "a project elsewhere": trustingRole(
            trust("project_path:acme/shop:ref_type:branch:ref:main", "StringEquals", "gitlab.com"),
            trust("organization:acme:project:shop:workspace:prod:run_phase:apply", "StringLike", "app.terraform.io"),
        ),
        "a project of a GitLab of one's own": trustingRole(
            trust("project_path:acme/shop:ref_type:branch:ref:main", "StringEquals", "git.acme.com"),
        ),
        "somebody of a cluster still to be made": open(
            trust(UNKNOWN, "StringLike", "oidc.eks.eu-west-1.amazonaws.com/id/1"),
        ),
        "a cluster, which is no pipeline": trustingRole(
            trust("system:serviceaccount:shop:*", "StringLike", "oidc.eks.eu-west-1.amazonaws.com/id/1"),
        ),
    },
    violates: {
        "every branch": [
            trustingRole(trust("repo:acme/shop:ref:refs/heads/*")),
            "Subject::repo:acme/shop:ref:refs/heads/*",
        ],
        ...Object.fromEntries(
            ["ref:*", "ref:refs/*", "r*", "environment:?*", "pull*", "*request"].map((run) => [
                `every run like ${run}`,
                [trustingRole(trust(`repo:acme/shop:${run}`)), `Subject::repo:acme/shop:${run}`],
            ]),
        ),
        "all of an owner's repositories on a GitHub of one's own": [
            trustingRole(trust("repo:acme/*", "StringLike", "git.acme.com/_services/token")),
            "Subject::repo:acme/*",
        ],
        "every tag": [trustingRole(trust("repo:acme/shop:ref:refs/tags/*")), "Subject::repo:acme/shop:ref:refs/tags/*"],
        "every environment": [
            trustingRole(trust("repo:acme/shop:environment:*")),
            "Subject::repo:acme/shop:environment:*",
        ],
        "every pull request": [
            trustingRole(trust("repo:acme/shop:pull_request", "StringEquals")),
            "Subject::repo:acme/shop:pull_request",
        ],
        "every project of a GitLab of one's own": [
            trustingRole(trust("project_path:acme/*", "StringLike", "git.acme.com")),
            "Subject::project_path:acme/*",
        ],
        "all of an owner's repositories": [trustingRole(trust("repo:acme/*")), "Subject::repo:acme/*"],
        "repositories that begin alike": [
            trustingRole(trust("repo:acme/shop*:environment:prod")),
            "Subject::repo:acme/shop*:environment:prod",
        ],
        "a pattern that the repository's name does not end": [
            trustingRole(trust("repo:acme/shop*", "ForAnyValue:StringLike")),
            "Subject::repo:acme/shop*",
        ],
        "one of several subjects": [
            trustingRole(trust(["repo:acme/shop:environment:prod", "repo:acme/lake:*"])),
            "Subject::repo:acme/lake:*",
        ],
        "every project of an organization elsewhere": [
            trustingRole(trust("organization:acme:*", "StringLike", "app.terraform.io")),
            "Subject::organization:acme:*",
        ],
        "one next to an unknown subject": [open(trust([UNKNOWN, "repo:acme/*"])), "Subject::repo:acme/*"],
    },
    missing: [trustingRole(trust("repo:acme/shop:*")), "Subject::repo:acme/shop:*"],
    undecided: {
        "an unknown subject": [open(trust(UNKNOWN)), `Subject::${GITHUB}`],
        "unknown conditions": [open({ ...trust("x"), Condition: UNKNOWN }), `Subject::${GITHUB}`],
    },
    configured: {
        "any run of a repository": [
            { refs: false },
            trustingRole(trust(["repo:acme/shop:*", "repo:acme/shop:pull_request", "repo:acme/shop:ref:refs/heads/*"])),
        ],
    },
});
