import assert from "node:assert/strict";
import * as fc from "fast-check";
import { reaches } from "../../policies/aws/iam/actions";
import { decide } from "../../policies/aws/iam/evaluation/decide";
import { landscapeOf } from "../../policies/aws/iam/evaluation/landscape";
import type { AccessRequest } from "../../policies/aws/iam/evaluation/request";
import { isLike } from "../../policies/aws/iam/pattern";
import type { StateResource } from "../../policies/framework/evaluate";
import { resourcesOf, type Subject } from "../../policies/testing/harness";
import { platformStates } from "../../policies/testing/platform";
import { randomRequest, randomStates } from "../../policies/testing/randomPolicies";
import { requestsAround } from "../../policies/testing/requests";
import { ACCOUNT, documentOf, roleWith } from "../../policies/testing/roles";
import { accessOf } from "./access";
import type { Permission } from "./permission";

const BUCKET = "arn:aws:s3:::lake";
const KEY = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1b9aae36-4026-2019-bcbc-e88fe190a82a`;
const ROOT = `arn:aws:iam::${ACCOUNT}:root`;
const HANDED_ON = "the policy of the key, or of the role to assume, leaves it to the account";
const bucket: Subject = {
    type: "aws:s3/bucket:Bucket",
    name: "lake",
    props: { bucket: "lake" },
    outputs: { arn: BUCKET },
};
const key = (...statements: readonly object[]): Subject => ({
    type: "aws:kms/key:Key",
    name: "data",
    props: { policy: documentOf(...statements) },
    outputs: { arn: KEY },
});
const bucketPolicy = (...statements: readonly object[]): Subject => ({
    type: "aws:s3/bucketPolicy:BucketPolicy",
    name: "lake-policy",
    props: { bucket: "lake", policy: documentOf(...statements) },
});
const allow = (Action: unknown, Resource: unknown, more: object = {}) => ({
    Effect: "Allow",
    Action,
    Resource,
    ...more,
});
const deny = (Action: unknown, Resource: unknown, more: object = {}) => ({ Effect: "Deny", Action, Resource, ...more });

/** `role reader: s3:GetObject on bucket lake/* if …`, with `not` before what is denied. */
function told(...subjects: readonly Subject[]): string[] {
    return accessOf(resourcesOf(subjects)).permissions.map(({ principal, effect, actions, resource, conditions }) =>
        [`${principal}: ${effect === "deny" ? "not " : ""}${actions.join(", ")} on ${resource}`, ...conditions].join(
            " if ",
        ),
    );
}

function reader(statements: readonly object[], boundary?: readonly object[]): Subject[] {
    return roleWith("reader", {
        policies: [documentOf(...statements)],
        ...(boundary !== undefined && { boundary: documentOf(...boundary) }),
    });
}

describe("the table of access", () => {
    it("tells what policies give, by names of resources, with conditions as text", () => {
        const conditions = {
            StringLike: { "kms:EncryptionContext:aws:s3:arn": [BUCKET, `${BUCKET}/*`] },
            NumericLessThan: { "aws:MultiFactorAuthAge": 60 },
            StringNotEqualsIfExists: { "aws:PrincipalTag/team": ["a", "b"] },
            "ForAllValues:StringEquals": { "aws:TagKeys": "team" },
            Null: { "aws:TokenIssueTime": "true" },
        };
        assert.deepEqual(
            told(
                bucket,
                ...reader([
                    allow(["s3:getobject", "s3:List*"], [`${BUCKET}/*`, "arn:aws:s3:::other"], {
                        Condition: conditions,
                    }),
                ]),
            ),
            [
                ...["arn:aws:s3:::other", "bucket lake/*"].map((resource) =>
                    [
                        `role reader: s3:GetObject, s3:List* on ${resource}`,
                        "aws:MultiFactorAuthAge less than 60",
                        "aws:PrincipalTag/team is not a nor b, where it is there",
                        "aws:TokenIssueTime is absent",
                        "each of aws:TagKeys is team",
                        "kms:EncryptionContext:aws:s3:arn like bucket lake or bucket lake/*",
                    ].join(" if "),
                ),
            ],
        );
    });

    it("says where it is said, once for what is said in several places, and who uses a role", () => {
        const lambda: Subject = {
            type: "aws:lambda/function:Function",
            name: "fn",
            props: { role: `arn:aws:iam::${ACCOUNT}:role/reader` },
        };
        const same = documentOf(allow("s3:GetObject", BUCKET));
        const [permission, ...others] = accessOf(
            resourcesOf([bucket, lambda, ...roleWith("reader", { policies: [same, same] })]),
        ).permissions;
        assert.deepEqual(others, []);
        assert.deepEqual(permission?.through, ["role policy reader-0", "role policy reader-1"]);
        assert.deepEqual(permission.usedBy, ["function fn"]);
        assert.equal(permission.principalArn, `arn:aws:iam::${ACCOUNT}:role/reader`);
        assert.equal(permission.arn, BUCKET);
    });

    it("leaves of them what the boundary does", () => {
        const given = [allow(["s3:*", "sqs:SendMessage"], "*")];
        assert.deepEqual(
            told(...reader(given, [allow(["s3:GetObject", "kms:*"], "*"), allow("s3:Put*", `${BUCKET}/*`)])),
            ["role reader: s3:GetObject on *", "role reader: s3:Put* on arn:aws:s3:::lake/*"],
        );
        const limited = allow("*", "*", { Condition: { StringEquals: { "aws:RequestedRegion": "eu-west-1" } } });
        assert.deepEqual(told(...reader([allow("sqs:SendMessage", "*")], [limited])), [
            "role reader: sqs:SendMessage on * if aws:RequestedRegion is eu-west-1",
        ]);
        assert.deepEqual(
            told(...reader(given, [{ Effect: "Allow", NotAction: ["s3:*", "iam:*"], NotResource: "arn:aws:sqs:*" }])),
            ["role reader: sqs:SendMessage on * if the resource is not arn:aws:sqs:*"],
        );
        assert.deepEqual(told(...reader([allow("s3:*ect", "*")], [allow("s3:Get*", "*")])), [
            "role reader: s3:GetObject on *",
        ]);
        assert.deepEqual(
            told(...reader([allow("s3:GetObject", "arn:aws:s3:::*/x")], [allow("*", "arn:aws:s3:::lake/*")])),
            ["role reader: s3:GetObject on arn:aws:s3:::*/x if the resource is arn:aws:s3:::lake/*, too"],
        );
    });

    it("leaves out what is denied in any case, and tells the other denials", () => {
        const plain = { Bool: { "aws:SecureTransport": "false" } };
        assert.deepEqual(
            told(
                bucket,
                ...reader([
                    allow(["s3:GetObject", "s3:PutObject", "s3:DeleteObject"], `${BUCKET}/*`),
                    deny("s3:Delete*", "*"),
                ]),
                bucketPolicy(
                    deny("s3:PutObject", `${BUCKET}/*`, { Principal: "*" }),
                    deny("s3:*", BUCKET, { Principal: "*", Condition: plain }),
                ),
            ),
            [
                "role reader: s3:GetObject on bucket lake/*",
                "role reader: not s3:Delete* on *",
                "everybody: not s3:* on bucket lake if aws:SecureTransport is false",
                "everybody: not s3:PutObject on bucket lake/*",
            ],
        );
    });

    it("keeps NotAction and NotResource as what they leave", () => {
        const rest = { Effect: "Allow", NotAction: ["iam:*", "sts:*"], NotResource: [`${BUCKET}/secret/*`] };
        assert.deepEqual(told(bucket, ...reader([rest])), [
            `role reader: everything but iam:*, sts:* on * if ${HANDED_ON} if the resource is not bucket lake/secret/*`,
        ]);
    });

    it("tells whom resources let in, and a role only as far as its boundary does", () => {
        const role = { AWS: `arn:aws:iam::${ACCOUNT}:role/reader` };
        const source = { StringEquals: { "aws:SourceAccount": ACCOUNT } };
        assert.deepEqual(
            told(
                bucket,
                ...reader([], [allow("s3:GetObject", "*")]),
                bucketPolicy(
                    allow(["s3:GetObject", "s3:PutObject"], `${BUCKET}/*`, { Principal: role }),
                    allow("s3:PutObject", `${BUCKET}/logs/*`, {
                        Principal: { Service: "logging.s3.amazonaws.com" },
                        Condition: source,
                    }),
                    allow("s3:ListBucket", BUCKET, { Principal: { AWS: "444455556666" } }),
                    allow("s3:GetObject", `${BUCKET}/public/*`, { Principal: "*" }),
                    deny("s3:PutBucketPolicy", BUCKET, { NotPrincipal: { AWS: [ROOT, role.AWS] } }),
                ),
            ),
            [
                "role reader: s3:GetObject on bucket lake/*",
                "account 444455556666, by its own policies: s3:ListBucket on bucket lake",
                "everybody: s3:GetObject on bucket lake/public/*",
                "everybody but role reader and this account, by its own policies: not s3:PutBucketPolicy on bucket lake",
                `logging.s3.amazonaws.com: s3:PutObject on bucket lake/logs/* if aws:SourceAccount is ${ACCOUNT}`,
            ],
        );
    });

    it("gives the use of a key only where the key's policy hands it on", () => {
        const decrypts = [allow("kms:Decrypt", KEY)];
        const some = allow(["kms:Decrypt", "kms:Encrypt"], "*", { Principal: { AWS: ROOT } });
        assert.deepEqual(told(...reader(decrypts), key(some)), [
            "role reader: kms:Decrypt on key data",
            "this account, by its own policies: kms:Decrypt, kms:Encrypt on key data",
        ]);
        const directly = allow("kms:Decrypt", "*", { Principal: { Service: "sns.amazonaws.com" } });
        assert.deepEqual(told(...reader(decrypts), key(directly)), ["sns.amazonaws.com: kms:Decrypt on key data"]);
        assert.deepEqual(
            told(
                ...reader([allow("kms:*", KEY)]),
                key({ ...some, Condition: { Bool: { "aws:ViaAWSService": "true" } } }),
            ).slice(0, 1),
            ["role reader: kms:Decrypt, kms:Encrypt on key data if aws:ViaAWSService is true"],
        );
        const { permissions, undecided } = accessOf(resourcesOf(reader(decrypts)));
        assert.deepEqual([permissions, undecided], [[], [{ principal: "role reader", because: `policy of ${KEY}` }]]);
    });

    it("tells who may assume a role", () => {
        const trust = documentOf(
            { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "lambda.amazonaws.com" } },
            {
                Effect: "Allow",
                Action: "sts:AssumeRoleWithWebIdentity",
                Principal: { Federated: "accounts.google.com" },
            },
            { Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS: ROOT } },
        );
        const roles = [`arn:aws:iam::${ACCOUNT}:role/reader`, `arn:aws:iam::${ACCOUNT}:role/*`];
        const caller = roleWith("caller", { policies: [documentOf(allow("sts:AssumeRole", roles))] });
        assert.deepEqual(told(...roleWith("reader", { trust }), ...caller), [
            `role caller: sts:AssumeRole on arn:aws:iam::${ACCOUNT}:role/* if ${HANDED_ON}`,
            "role caller: sts:AssumeRole on role reader",
            "accounts.google.com: sts:AssumeRoleWithWebIdentity on role reader",
            "lambda.amazonaws.com: sts:AssumeRole on role reader",
            "this account, by its own policies: sts:AssumeRole on role reader",
        ]);
    });

    it("leaves out conditions that are met by who asks and whose it is, and what they keep from ever being given", () => {
        const of = (account: string) => ({
            StringEquals: { "aws:ResourceAccount": account, "aws:PrincipalAccount": account },
        });
        assert.deepEqual(told(bucket, ...reader([allow("s3:GetObject", `${BUCKET}/*`, { Condition: of(ACCOUNT) })])), [
            "role reader: s3:GetObject on bucket lake/*",
        ]);
        assert.deepEqual(
            told(bucket, ...reader([allow("s3:GetObject", `${BUCKET}/*`, { Condition: of("444455556666") })])),
            [],
        );
        assert.deepEqual(told(bucket, ...reader([allow("s3:GetObject", "*", { Condition: of(ACCOUNT) })])), [
            `role reader: s3:GetObject on * if aws:ResourceAccount is ${ACCOUNT}`,
        ]);
    });

    it("keeps whose a resource has to be where the pattern leaves the account open", () => {
        const limited = (operator: string, account: string, Resource: string, Action: unknown = "sqs:SendMessage") =>
            told(
                ...reader([allow(Action, Resource, { Condition: { [operator]: { "aws:ResourceAccount": account } } })]),
            );
        const open = [
            ...["*", "arn:*", "arn:aws:*", "arn:aws:sqs:*", "arn:aws:sqs:eu-west-1:*", "arn:aws:sqs:*:*:*"],
            ...["arn:aws:sqs:*:1111*:x", "arn:aws:sqs:*:11112222333?:x", "arn:aws:sqs:*:${aws:PrincipalAccount}:x"],
            "arn:aws:s*:::x",
        ];
        for (const pattern of open) {
            const row = `role reader: sqs:SendMessage on ${pattern} if aws:ResourceAccount is`;
            assert.deepEqual(limited("StringEquals", "999999999999", pattern), [`${row} 999999999999`]);
            assert.deepEqual(limited("StringNotEquals", ACCOUNT, pattern), [`${row} not ${ACCOUNT}`]);
            assert.deepEqual(limited("StringEquals", ACCOUNT, pattern), [`${row} ${ACCOUNT}`]);
        }
        const own = `arn:aws:sqs:*:${ACCOUNT}:*`;
        assert.deepEqual(limited("StringEquals", ACCOUNT, own), [`role reader: sqs:SendMessage on ${own}`]);
        assert.deepEqual(limited("StringEquals", "999999999999", own), []);
        const rest = { Effect: "Allow", NotAction: "sts:GetCallerIdentity", Resource: "*" };
        const condition = { Condition: { StringEquals: { "aws:ResourceAccount": "999999999999" } } };
        assert.equal(told(...reader([{ ...rest, ...condition }])).length, 1, "all but what AWS limits to nothing");
    });

    it("says of policies that it cannot read that they are undecided", () => {
        const foreign = "arn:aws:iam::aws:policy/ReadOnlyAccess";
        const lost: Subject = {
            type: "aws:sqs/queuePolicy:QueuePolicy",
            name: "lost",
            props: { queueUrl: "https://nowhere", policy: documentOf(allow("sqs:*", "*", { Principal: "*" })) },
        };
        const { permissions, undecided } = accessOf(
            resourcesOf([...roleWith("reader", { policies: ["no JSON"], attached: [foreign] }), lost]),
        );
        assert.deepEqual(permissions, []);
        assert.deepEqual(
            undecided.map(({ principal }) => principal),
            [undefined, "role reader", "role reader"],
        );
        assert.equal(undecided[0]?.because, "what the policy in aws:sqs/queuePolicy:QueuePolicy 'lost' is about");
        assert.match(undecided[1]?.because ?? "", /is not valid JSON/);
        assert.equal(undecided[2]?.because, `policy of ${foreign}`);
    });

    it("has a row for all that is decided, for random requests to the platform", async function () {
        this.timeout(60_000);
        const resources = (await platformStates("dev")).flatMap((state) => state.resources);
        const counts = compared(resources, fc.sample(requestsAround(resources), { numRuns: 1000, seed: 7 }));
        assert.ok(counts.allowed > 100 && counts.denied > 150 && counts.free > 50, JSON.stringify(counts));
    });

    it("has one for policies of any kind", function () {
        this.timeout(60_000);
        const asked = fc.tuple(randomStates, fc.array(randomRequest, { minLength: 5, maxLength: 5 }));
        const all = fc
            .sample(asked, { numRuns: 1000, seed: 7 })
            .map(([resources, requests]) => compared(resources, requests));
        const sum = (of: keyof (typeof all)[number]) => all.reduce((total, counts) => total + counts[of], 0);
        assert.ok(
            sum("allowed") > 400 && sum("explicitly") > 400 && sum("free") > 200,
            `${sum("allowed")}, ${sum("explicitly")}, ${sum("free")}`,
        );
    });
});

/** What is decided has rows, and rows without conditions are decided so. */
function compared(resources: readonly StateResource[], requests: readonly AccessRequest[]) {
    const landscape = landscapeOf(resources);
    const { permissions } = accessOf(resources);
    const counts = { allowed: 0, denied: 0, explicitly: 0, free: 0 };
    for (const request of requests) {
        const decision = decide(landscape, request);
        const rows = permissions.filter((row) => isFor(row, request));
        const of = (effect: Permission["effect"]) => rows.filter((row) => row.effect === effect);
        const shown = JSON.stringify([request, decision, rows, resources.map(({ inputs }) => inputs)], null, 4);
        const isExplicit = decision.verdict === "denied" && decision.isExplicit;
        if (decision.verdict === "allowed") assert.ok(of("allow").length > 0, shown);
        if (isExplicit) assert.ok(of("deny").length > 0, shown);
        const isFree =
            of("allow").some(({ arn, conditions }) => conditions.length === 0 && !arn.includes("${")) &&
            of("deny").length === 0;
        // Whose a bucket is that is none of the states', nobody can say.
        const isAnyBucket = decision.verdict === "undecided" && decision.because === `account of ${request.resource}`;
        if (isFree && !isAnyBucket) assert.equal(decision.verdict, "allowed", shown);
        if (decision.verdict !== "undecided") counts[decision.verdict]++;
        if (isExplicit) counts.explicitly++;
        if (isFree) counts.free++;
    }
    return counts;
}

function isFor({ principal, principalArn, effect, actions, arn }: Permission, request: AccessRequest): boolean {
    const [, name] = /:assumed-role\/([^/]+)\//.exec(request.principal) ?? [];
    const isSession = name !== undefined && principalArn?.endsWith(`/${name}`) === true && /:role\//.test(principalArn);
    const isAccount = effect === "deny" && principalArn === ROOT && request.principal.includes(ACCOUNT);
    const isBy = ["everybody", request.principal].includes(principal) || principalArn === request.principal;
    const isAbout = isLike(arn.replace(/\$\{[^}]*\}/g, "*"), request.resource);
    return (isBy || isSession || isAccount) && isAbout && actions.some((action) => hasAction(action, request.action));
}

function hasAction(action: string, asked: string): boolean {
    const [, exceptions] = /^everything but (.*)$/.exec(action) ?? [];
    return exceptions === undefined
        ? reaches(action, asked)
        : !exceptions.split(", ").some((exception) => reaches(exception, asked));
}
