import assert from "node:assert/strict";
import * as fc from "fast-check";
import { iamTrustCiNarrow } from "../../rules/iam/trustCiNarrow";
import { iamTrustConfusedDeputy } from "../../rules/iam/trustConfusedDeputy";
import { iamTrustPublic } from "../../rules/iam/trustPublic";
import { run, subjectsOf } from "../../testing/harness";
import { assertNoFindingIsLost, assertSpellingIsFree, lost } from "../../testing/properties";
import { listOf, respelled, type PlainStatement } from "../../testing/spellings";

const RULES = [iamTrustCiNarrow, iamTrustConfusedDeputy, iamTrustPublic];

const GITHUB = "token.actions.githubusercontent.com";
const COGNITO = "cognito-identity.amazonaws.com";
const SAML = "arn:aws:iam::111122223333:saml-provider/people";
const provider = (host: string) => `arn:aws:iam::111122223333:oidc-provider/${host}`;

const principal = fc.oneof(
    listOf("*", "arn:aws:iam::111122223333:root", "arn:aws:iam::444455556666:root", "arn:aws:iam::1:role/a").map(
        (AWS) => ({ AWS }),
    ),
    listOf("firehose.amazonaws.com", "lambda.amazonaws.com", "states.amazonaws.com").map((Service) => ({ Service })),
    listOf(provider(GITHUB), provider("gitlab.com"), COGNITO, "accounts.google.com", SAML).map((Federated) => ({
        Federated,
    })),
    fc.constant({
        AWS: ["arn:aws:iam::1:role/a"],
        Service: ["scheduler.amazonaws.com"],
        Federated: [provider(GITHUB)],
    }),
);

const keys = fc.uniqueArray(
    fc.constantFrom<readonly [string, readonly string[]]>(
        [`${GITHUB}:aud`, ["sts.amazonaws.com"]],
        [`${GITHUB}:aud`, ["*"]],
        [`${GITHUB}:sub`, ["repo:acme/shop:environment:prod"]],
        [`${GITHUB}:sub`, ["repo:acme/shop:*", "repo:acme/*"]],
        [`${GITHUB}:sub`, ["repo:*"]],
        ["gitlab.com:aud", ["https://gitlab.com"]],
        ["gitlab.com:sub", ["project_path:acme/shop:ref_type:branch:ref:main"]],
        ["gitlab.com:sub", ["*"]],
        [`${COGNITO}:aud`, ["eu-west-1:1"]],
        [`${COGNITO}:amr`, ["authenticated"]],
        ["SAML:aud", ["https://signin.aws.amazon.com/saml"]],
        ["accounts.google.com:aud", ["shop"]],
        ["aws:SourceAccount", ["111122223333"]],
        ["aws:SourceAccount", ["111122223333", "*"]],
        ["aws:SourceArn", ["arn:aws:firehose:eu-west-1:111122223333:deliverystream/orders"]],
        ["aws:PrincipalOrgID", ["o-a1b2c3d4e5"]],
        ["aws:PrincipalArn", ["arn:aws:iam::*:role/ci"]],
        ["sts:ExternalId", ["audit-2026"]],
    ),
    { maxLength: 4, selector: ([key]) => key },
);
const operator = fc.constantFrom(
    "StringEquals",
    "StringLike",
    "ForAnyValue:StringLike",
    "StringEqualsIfExists",
    "StringNotEquals",
    "Null",
);

const plain: fc.Arbitrary<PlainStatement> = fc
    .record({
        Effect: fc.constantFrom("Allow" as const, "Allow" as const, "Allow" as const, "Deny" as const),
        Action: listOf("sts:AssumeRole", "sts:AssumeRoleWithWebIdentity", "sts:TagSession"),
        Principal: principal as fc.Arbitrary<Record<string, string[]>>,
        keys,
        operator,
    })
    .map(({ keys: conditions, operator: name, ...rest }) => ({
        ...rest,
        ...(conditions.length === 0 ? {} : { Condition: { [name]: Object.fromEntries(conditions) } }),
    }));

/** What the rules find. What they let pass does not count, nor how they say it. */
function findingsOf(assumeRolePolicy: unknown): string[] {
    const { entries } = run({ rules: RULES, subjects: [subjectsOf("aws:iam/role:Role")({ assumeRolePolicy })] });
    const found = entries.map(({ rule, finding }) => `${rule} ${finding.verdict} ${finding.id}`);
    return [...new Set(found)].sort();
}

/** The same services as they are named in a region, in China, or in capitals. */
function withServices(document: string, rename: (service: string) => string): string {
    return document.replace(/"(\w+)\.amazonaws\.com"/g, (text, name: string) =>
        name === "sts" ? text : JSON.stringify(rename(name)),
    );
}

describe("trust policies", () => {
    it("of equivalent spelling give the same findings", () => {
        assertSpellingIsFree(plain, findingsOf, 500);
    });

    it("give the same findings however a service is named", () => {
        const spelling = fc.constantFrom<(name: string) => string>(
            (name) => `${name}.eu-west-1.amazonaws.com`,
            (name) => `${name}.amazonaws.com.cn`,
            (name) => `${name}.amazonaws.com`.toUpperCase(),
        );
        fc.assert(
            fc.property(respelled(plain), spelling, ([document], rename) => {
                assert.deepEqual(findingsOf(withServices(document, rename)), findingsOf(document));
            }),
            { numRuns: 300 },
        );
    });

    it("give the same findings whether values are compared or matched", () => {
        fc.assert(
            fc.property(respelled(plain), ([document]) => {
                const likened = document.replaceAll('"StringEquals"', '"StringLike"');
                if (document.includes('"StringEquals"') && document.includes('"StringLike"')) return;
                assert.deepEqual(findingsOf(likened), findingsOf(document));
            }),
            { numRuns: 300 },
        );
    });

    it("lose no finding by another statement", () => {
        assertNoFindingIsLost(plain, findingsOf, 500);
    });

    it("lose no finding by one who may as well", () => {
        fc.assert(
            fc.property(plain, principal, (statement, more) => {
                const both = Object.entries(more).map(([kind, list]) => [
                    kind,
                    [...new Set([...(statement.Principal?.[kind] ?? []), ...(list ?? [])])],
                ]);
                const wider = { ...statement, Principal: { ...statement.Principal, ...Object.fromEntries(both) } };
                assert.deepEqual(lost(findingsOf({ Statement: statement }), findingsOf({ Statement: wider })), []);
            }),
            { numRuns: 500 },
        );
    });
});
