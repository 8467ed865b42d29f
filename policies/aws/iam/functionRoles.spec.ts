import assert from "node:assert/strict";
import * as fc from "fast-check";
import { iamFunctionOvergranted } from "../../rules/iam/functionOvergranted";
import { iamFunctionUndergranted } from "../../rules/iam/functionUndergranted";
import { kmsKeyAdmitsUsers } from "../../rules/kms/keyAdmitsUsers";
import { lambdaSourceReadable } from "../../rules/lambda/sourceReadable";
import { lambdaTracingPermitted } from "../../rules/lambda/tracingPermitted";
import { arnOf, roleGrants, trigger, wiredFunction } from "../../testing/functions";
import { run, subjectsOf, type Subject } from "../../testing/harness";
import { assertNoFindingIsLost, assertNoFindingIsNew, assertSpellingIsFree } from "../../testing/properties";
import { listOf, respelled, type PlainStatement } from "../../testing/spellings";

const QUEUE = arnOf("sqs", "orders");
const TABLE = arnOf("dynamodb", "table/orders");
const KEY = arnOf("kms", "key/1");

/** A function that is traced, reads a queue with a key, and names a table. */
const wired: readonly Subject[] = [
    ...wiredFunction({ tracingConfig: { mode: "Active" }, environment: { variables: { TABLE } } }),
    ...trigger(QUEUE),
    subjectsOf("aws:sqs/queue:Queue")({ kmsMasterKeyId: KEY }, { name: "queue", outputs: { arn: QUEUE } }),
    subjectsOf("aws:kms/key:Key")({}, { name: "key", outputs: { arn: KEY, id: "1", keyId: "1" } }),
];

const plain: fc.Arbitrary<PlainStatement> = fc
    .record({
        Effect: fc.constantFrom("Allow" as const, "Allow" as const, "Allow" as const, "Deny" as const),
        actions: listOf(
            "*",
            "dynamodb:*",
            "dynamodb:DeleteTable",
            "dynamodb:GetItem",
            "kms:Decrypt",
            "kms:GenerateDataKey*",
            "logs:CreateLogStream",
            "logs:PutLogEvents",
            "sqs:DeleteMessage",
            "sqs:Get*",
            "sqs:PurgeQueue",
            "sqs:ReceiveMessage",
            "sqs:SendMessage",
            "xray:Put*",
        ),
        negated: fc.constantFrom(false, false, false, true),
        Resource: listOf("*", QUEUE, arnOf("sqs", "*"), arnOf("sqs", "others"), TABLE, KEY, arnOf("kms", "key/2")),
        Condition: fc.option(
            fc.constantFrom<NonNullable<PlainStatement["Condition"]>>(
                { StringEquals: { "kms:ViaService": ["sqs.eu-west-1.amazonaws.com"] } },
                {
                    StringEquals: {
                        "kms:ViaService": ["dynamodb.eu-west-1.amazonaws.com", "s3.eu-west-1.amazonaws.com"],
                    },
                },
                { ArnLike: { "kms:EncryptionContext:aws:sqs:arn": [QUEUE] } },
            ),
            { nil: undefined },
        ),
    })
    .map(({ actions, negated, ...rest }) => ({ ...rest, [negated ? "NotAction" : "Action"]: actions }));

/** What rules find in a stack whose function's role has a policy. */
function findingsOf(
    rules: Parameters<typeof run>[0]["rules"],
    policy: unknown,
    more: readonly Subject[] = [],
): string[] {
    const grants = subjectsOf("aws:iam/rolePolicy:RolePolicy")({ role: "orders-role", policy }, { name: "grants" });
    const { entries } = run({ rules, subjects: [...wired, grants, ...more] });
    return [
        ...new Set(entries.map(({ rule, urn, finding }) => `${rule} ${urn} ${finding.verdict} ${finding.id}`)),
    ].sort();
}

const JUDGING_WANT = [iamFunctionUndergranted, lambdaSourceReadable, lambdaTracingPermitted];
const ALL = [iamFunctionOvergranted, kmsKeyAdmitsUsers, ...JUDGING_WANT];

describe("policies of functions' roles", () => {
    it("of equivalent spelling give the same findings", () => {
        assertSpellingIsFree(plain, (document) => findingsOf(ALL, document), 200);
    });

    it("give the same findings as one policy or as several", () => {
        fc.assert(
            fc.property(respelled(plain), ([document]) => {
                const { Statement } = JSON.parse(document) as { Statement: object[] };
                const several = Statement.map((statement, index) => ({
                    ...roleGrants(statement),
                    name: `grants-${index}`,
                }));
                const nothing = JSON.stringify({ Statement: [] });
                assert.deepEqual(findingsOf(ALL, nothing, several), findingsOf(ALL, document));
            }),
            { numRuns: 200 },
        );
    });

    it("give a function no less too much by another statement", () => {
        assertNoFindingIsLost(plain, (document) => findingsOf([iamFunctionOvergranted], document), 200);
    });

    it("give a function no less of what it needs by another allowance", () => {
        const allowing = plain.map((statement): PlainStatement => ({ ...statement, Effect: "Allow" }));
        assertNoFindingIsNew(allowing, (document) => findingsOf(JUDGING_WANT, document), 200);
    });

    it("admit no fewer users of a key by another allowance of the key's policy, and no more by a denial", () => {
        const principals = fc.constantFrom<NonNullable<PlainStatement["Principal"]>>(
            { AWS: ["arn:aws:iam::111122223333:role/orders-role"] },
            { AWS: ["arn:aws:iam::111122223333:root"] },
            { AWS: ["*"] },
            { Service: ["sqs.amazonaws.com"] },
        );
        const ofKey = fc
            .tuple(plain, principals)
            .map(([statement, Principal]): PlainStatement => ({ ...statement, Resource: ["*"], Principal }));
        const policy = (text: string) =>
            subjectsOf("aws:kms/keyPolicy:KeyPolicy")({ keyId: "1", policy: text }, { name: "p" });
        const reads = JSON.stringify({
            Statement: [{ Effect: "Allow", Action: ["sqs:*Message", "kms:Decrypt"], Resource: [QUEUE, KEY] }],
        });
        const findings = (given: unknown) => {
            const text = typeof given === "string" ? given : JSON.stringify(given);
            return findingsOf([kmsKeyAdmitsUsers], reads, [policy(text)]);
        };
        const having = (Effect: "Allow" | "Deny") => ofKey.map((statement) => ({ ...statement, Effect }));
        assertNoFindingIsNew(having("Allow"), findings, 200);
        assertNoFindingIsLost(ofKey, findings, 200, having("Deny"));
        assertSpellingIsFree(ofKey, findings, 200);
    });
});
