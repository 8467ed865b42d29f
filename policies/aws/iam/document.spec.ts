import assert from "node:assert/strict";
import { unknownCheckingProxy } from "@pulumi/policy";
import * as fc from "fast-check";
import { iamActionWildcard } from "../../rules/iam/actionWildcard";
import { iamAdminWildcard } from "../../rules/iam/adminWildcard";
import { iamCredentialsExposure } from "../../rules/iam/credentialsExposure";
import { iamDataExfiltration } from "../../rules/iam/dataExfiltration";
import { iamKmsDecryptScoped } from "../../rules/iam/kmsDecryptScoped";
import { iamNotAction } from "../../rules/iam/notAction";
import { iamPassRoleScoped } from "../../rules/iam/passRoleScoped";
import { iamPermissionsManagement } from "../../rules/iam/permissionsManagement";
import { iamPrivilegeEscalation } from "../../rules/iam/privilegeEscalation";
import { iamResourceWildcard } from "../../rules/iam/resourceWildcard";
import { iamTrustPublic } from "../../rules/iam/trustPublic";
import { iamWriteConstrained } from "../../rules/iam/writeConstrained";
import { SECRET } from "../../framework/secret";
import { run, subjectsOf, UNKNOWN } from "../../testing/harness";
import { assertNoFindingIsLost, assertSpellingIsFree, lost } from "../../testing/properties";
import { listOf, type PlainStatement } from "../../testing/spellings";
import { parseDocument } from "./document";

const RULES = [
    iamActionWildcard,
    iamAdminWildcard,
    iamCredentialsExposure,
    iamDataExfiltration,
    iamKmsDecryptScoped,
    iamNotAction,
    iamPassRoleScoped,
    iamPermissionsManagement,
    iamPrivilegeEscalation,
    iamResourceWildcard,
    iamTrustPublic,
    iamWriteConstrained,
];

const actions = listOf(
    "*",
    "s3:*",
    "s3:GetObject",
    "s3:Get*",
    "dynamodb:*Item",
    "dynamodb:GetItem",
    "iam:PassRole",
    "iam:Pass*",
    "iam:PutRolePolicy",
    "kms:Decrypt",
    "lambda:AddPermission",
    "lambda:CreateFunction",
    "lambda:Invoke*",
    "sts:AssumeRole",
    "xray:PutTraceSegments",
    "acme:Unlisted",
);
const resources = listOf(
    "*",
    "arn:aws:s3:::*",
    "arn:aws:s3:::lake/*",
    "arn:aws-cn:dynamodb:cn-north-1:111122223333:table/*",
    "arn:aws:dynamodb:eu-west-1:111122223333:table/orders",
    "arn:aws:iam::111122223333:role/worker",
    "arn:aws:iam::111122223333:role/*",
    "arn:aws:lambda:eu-west-1:111122223333:function:*",
);
const condition = fc.constantFrom<NonNullable<PlainStatement["Condition"]>>(
    { StringEquals: { "iam:PassedToService": ["lambda.amazonaws.com"] } },
    { StringEquals: { "iam:PassedToService": ["ec2.amazonaws.com"] } },
    { StringLike: { "aws:PrincipalOrgID": ["o-1"] } },
    { StringLike: { "aws:ResourceTag/team": ["shop", "lake"] } },
    { ArnLike: { "aws:PrincipalArn": ["arn:aws:iam::*:role/ci"] } },
    { StringEqualsIfExists: { "aws:PrincipalOrgID": ["o-1"] } },
);
const plain: fc.Arbitrary<PlainStatement> = fc
    .record({
        Effect: fc.constantFrom("Allow" as const, "Allow" as const, "Deny" as const),
        actions,
        negated: fc.boolean(),
        Resource: resources,
        Principal: listOf("*", "arn:aws:iam::111122223333:root", "arn:aws:iam::111122223333:role/a").map((AWS) => ({
            AWS,
        })),
        Condition: fc.option(condition, { nil: undefined }),
    })
    .map(({ actions: list, negated, ...rest }) => ({ ...rest, [negated ? "NotAction" : "Action"]: list }));

/** What the rules find: for each resource type, rule and finding. Unlisted actions have no spelling of AWS to go by. */
function findingsOf(document: unknown): string[] {
    const role = subjectsOf("aws:iam/role:Role")({ assumeRolePolicy: document }, { name: "role" });
    const policy = subjectsOf("aws:iam/rolePolicy:RolePolicy")({ policy: document }, { name: "policy" });
    const { entries } = run({ rules: RULES, subjects: [role, policy] });
    const found = entries.map(({ rule, urn, finding }) => `${rule} ${urn} ${finding.id}`);
    return [...new Set(found.map((text) => text.replace(/acme:\w+/gi, "acme:unlisted")))].sort();
}

describe("policy documents", () => {
    it("of equivalent spelling give the same findings", () => {
        assertSpellingIsFree(plain, findingsOf, 300);
    });

    it("lose no finding by another statement", () => {
        assertNoFindingIsLost(plain, findingsOf, 300);
    });

    it("lose no finding about other statements by one that is unknown", () => {
        fc.assert(
            fc.property(fc.array(plain, { minLength: 1, maxLength: 3 }), fc.nat(3), (statements, position) => {
                const before = findingsOf({ Statement: statements });
                const after = findingsOf({ Statement: (statements as unknown[]).toSpliced(position, 0, UNKNOWN) });
                assert.deepEqual(lost(before, after), []);
            }),
            { numRuns: 100 },
        );
    });

    it("are parsed once per text", () => {
        const text = JSON.stringify({ Statement: { Effect: "Allow" } });
        assert.equal(parseDocument(text, "p"), parseDocument(text, "p"));
    });

    it("given as objects keep the path of what is unknown", () => {
        const props = unknownCheckingProxy({ policy: { Statement: [{ Effect: "Allow", Resource: ["a", UNKNOWN] }] } });
        const [statement] = parseDocument(props.policy, "p").statements;
        assert.ok(statement?.known);
        assert.deepEqual(statement.value.resources, [
            { known: true, value: "a" },
            { known: false, path: "policy.Statement[0].Resource[1]" },
        ]);
    });

    it("name statements by their Sid, or by their place if it is empty or none", () => {
        const { statements } = parseDocument({ Statement: [{ Sid: "Read" }, { Sid: "" }, {}] }, "p");
        assert.deepEqual(
            statements.map((statement) => statement.known && statement.value.label),
            ["Read", "#2", "#3"],
        );
    });

    it("that are none say why", () => {
        for (const [source, problem] of [
            ["x", /policy of 'orders' is not valid JSON/],
            ["1", /policy of 'orders' is not a policy document/],
            ["[]", /is not a policy document/],
            ["{}", /has no Statement/],
            ['{"Statement":[],"statement":[]}', /has Statement and statement/],
            ['{"Statement":[],"Statement":[]}', /names 'Statement' twice/],
            [SECRET, /is kept secret/],
        ] as const)
            assert.throws(() => parseDocument(source, "policy of 'orders'"), problem);
    });

    it("with a statement that cannot be read have it as such, beside the others", () => {
        const good = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
        for (const [statement, problem] of [
            ["Allow", /has a statement #1 that is none/],
            [[good], /has a statement #1 that is none/],
            [{ ...good, action: "*" }, /Statement #1 of p has Action and action/],
        ] as const) {
            const [bad, other] = parseDocument({ Statement: [statement, good] }, "p").statements;
            assert.match((!bad?.known && bad?.problem) || "", problem);
            assert.equal(other?.known, true);
        }
        for (const [element, problem] of [
            [{ Effect: "allow" }, /has the effect 'allow' instead of Allow or Deny/],
            [{ Effect: undefined }, /has no Effect/],
            [{ Action: [{}] }, /has the Action {}, which is no text/],
            [{ Resource: 1 }, /has the Resource 1/],
            [{ Principal: { AWS: [true] } }, /has the Principal true/],
        ] as const) {
            const [statement] = parseDocument({ Statement: { ...good, ...element } }, "p").statements;
            assert.ok(statement?.known);
            const { effect, actions, resources, principals = [] } = statement.value;
            const problems = [effect, ...(actions ?? []), ...(resources ?? []), ...principals].flatMap((found) =>
                found.known ? [] : [found.problem ?? ""],
            );
            assert.equal(problems.length, 1);
            assert.match(problems[0] ?? "", problem);
        }
    });
});
