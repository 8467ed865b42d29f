import assert from "node:assert/strict";
import type { AccessPart, Permission } from "../permission";
import { asMarkdown, changesAsMarkdown } from "./markdown";
import { asText, changesAsText } from "./text";

const permission = (more: Partial<Permission>): Permission => ({
    principal: "role reader",
    usedBy: ["function read"],
    effect: "allow",
    actions: ["dynamodb:GetItem", "dynamodb:Query", "xray:PutTraceSegments"],
    resource: "table orders",
    arn: "arn:aws:dynamodb:eu-west-1:111122223333:table/orders",
    conditions: [],
    through: ["role policy reader-run"],
    ...more,
});
const decrypting = permission({
    actions: ["kms:Decrypt"],
    resource: "key data",
    conditions: ["aws:SourceAccount is 111122223333", "kms:ViaService is sqs|sns"],
});
const denied = (resource: string) =>
    permission({
        principal: "everybody",
        usedBy: [],
        effect: "deny",
        actions: ["sqs:*"],
        resource,
        conditions: ["aws:SecureTransport is false", "aws:ViaAWSService is false"],
    });
const all: AccessPart = {
    permissions: [
        decrypting,
        permission({}),
        denied("queue a"),
        denied("queue b"),
        permission({ principal: "sns.amazonaws.com", usedBy: [] }),
    ],
    undecided: [{ because: "what a policy is about" }, { principal: "role reader", because: "policy of arn" }],
};
const nothing: AccessPart = { permissions: [], undecided: [] };

describe("access in words", () => {
    it("is by whom, then what is denied, what is not known, and how much of it there is", () => {
        assert.deepEqual(asText("dev", all).split("\n"), [
            "role reader (function read)",
            "  key data      kms:Decrypt",
            "                if aws:SourceAccount is 111122223333",
            "                and kms:ViaService is sqs|sns",
            "                by role policy reader-run",
            "  table orders  dynamodb:GetItem, Query; xray:PutTraceSegments",
            "                by role policy reader-run",
            "",
            "sns.amazonaws.com",
            "  table orders  dynamodb:GetItem, Query; xray:PutTraceSegments",
            "                by role policy reader-run",
            "",
            "Denied, whatever allows it",
            "  everybody: sqs:* if aws:SecureTransport is false and aws:ViaAWSService is false",
            "      on queue a, queue b",
            "",
            "[undecided] what a policy is about",
            "[undecided] role reader: policy of arn",
            "access dev: 3 permissions of 2 principals, 2 denials, 2 undecided",
        ]);
        assert.deepEqual(asText("dev", nothing).split("\n"), [
            "access dev: 0 permissions of 0 principals, 0 denials, 0 undecided",
        ]);
    });

    it("marks what a change gives and takes", () => {
        const lost: AccessPart = { permissions: [denied("queue a")], undecided: [] };
        assert.deepEqual(
            changesAsText("dev", "main", { gained: { ...all, permissions: [permission({})] }, lost }).split("\n"),
            [
                "Gained",
                "  role reader (function read)",
                "  + table orders  dynamodb:GetItem, Query; xray:PutTraceSegments",
                "                  by role policy reader-run",
                "",
                "Denied no more",
                "  everybody",
                "  - queue a  sqs:*",
                "             if aws:SecureTransport is false",
                "             and aws:ViaAWSService is false",
                "             by role policy reader-run",
                "",
                "[undecided now] what a policy is about",
                "[undecided now] role reader: policy of arn",
                "access dev against main: 2 permissions gained, 0 lost",
            ],
        );
    });
});

describe("access as a document", () => {
    it("is tables, of which denials are folded", () => {
        assert.deepEqual(
            asMarkdown("dev", { permissions: [decrypting, denied("queue a")], undecided: all.undecided.slice(1) })
                .split("\n")
                .filter((line) => line !== ""),
            [
                "### Access: dev",
                "<details open><summary>Allowed (1)</summary>",
                "| who | may | on | if | by |",
                "| --- | --- | --- | --- | --- |",
                "| role reader (function read) | `kms:Decrypt` | `key data` | aws:SourceAccount is 111122223333<br>kms:ViaService is sqs\\|sns | role policy reader-run |",
                "</details>",
                "<details><summary>Denied (1)</summary>",
                "| who | may | on | if | by |",
                "| --- | --- | --- | --- | --- |",
                "| everybody | `sqs:*` | `queue a` | aws:SecureTransport is false<br>aws:ViaAWSService is false | role policy reader-run |",
                "</details>",
                "<details open><summary>Undecided (1)</summary>",
                "| who | what is not known |",
                "| --- | --- |",
                "| role reader | policy of arn |",
                "</details>",
            ],
        );
    });

    it("says what a change gives and takes, or that it does not", () => {
        assert.match(
            changesAsMarkdown("dev", "main", { gained: nothing, lost: nothing }),
            /^### Access: dev against main\n\nNobody gains or loses a permission\.\n/,
        );
        const changed = changesAsMarkdown("dev", "main", {
            gained: { ...nothing, permissions: [permission({})] },
            lost: { ...nothing, permissions: [denied("queue a")] },
        });
        assert.match(changed, /Gained \(1\)[^]*Denied no more \(1\)/);
        assert.doesNotMatch(changed, /Nobody/);
    });
});
