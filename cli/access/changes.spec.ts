import assert from "node:assert/strict";
import { documentOf, roleWith } from "../../policies/testing/roles";
import { resourcesOf, type Subject } from "../../policies/testing/harness";
import { accessOf } from "./access";
import { changesOf } from "./changes";
import type { AccessPart } from "./permission";

/** What the rehearsal of a revision makes; its ids are drawn anew where a resource is replaced. */
function revision(id: string, statements: readonly object[], more: readonly Subject[] = []) {
    const arn = `arn:aws:dynamodb:eu-west-1:111122223333:table/orders-${id}`;
    const table: Subject = {
        type: "aws:dynamodb/table:Table",
        name: "orders",
        props: {},
        outputs: { arn, name: `orders-dev-${id}` },
    };
    const text = documentOf(...statements)
        .replaceAll("<table>", arn)
        .replaceAll("<name>", `orders-dev-${id}`);
    return accessOf(resourcesOf([table, ...roleWith("reader", { policies: [text] }), ...more]));
}

const allow = (Action: string | readonly string[], Resource = "<table>", more: object = {}) => ({
    Effect: "Allow",
    Action,
    Resource,
    ...more,
});

function told(before: ReturnType<typeof revision>, after: ReturnType<typeof revision>): string[] {
    const { gained, lost } = changesOf(before, after);
    return [["+", gained] as const, ["-", lost] as const].flatMap(([mark, { permissions, undecided }]) => [
        ...permissions.map(
            ({ effect, actions, resource, conditions }) =>
                `${mark} ${effect} ${[`${actions.join(", ")} on ${resource}`, ...conditions].join(" if ")}`,
        ),
        ...undecided.map(({ because }) => `${mark} ${because}`),
    ]);
}

describe("what a change gives and takes", () => {
    it("is nothing when resources are replaced, or policies say the same in other words", () => {
        const named = allow("kms:Decrypt", "*", {
            Condition: { StringLike: { "kms:EncryptionContext:aws:dynamodb:tableName": "<name>" } },
        });
        assert.deepEqual(
            told(
                revision("1234567", [allow(["dynamodb:GetItem", "dynamodb:Query"]), named]),
                revision("89abcde", [named, allow("dynamodb:query"), allow("dynamodb:GetItem")]),
            ),
            [],
        );
    });

    it("is single actions, on what, and in which conditions", () => {
        const before = revision("1", [allow(["dynamodb:GetItem", "dynamodb:Scan"])]);
        assert.deepEqual(told(before, revision("1", [allow(["dynamodb:GetItem", "dynamodb:PutItem"])])), [
            "+ allow dynamodb:PutItem on table orders",
            "- allow dynamodb:Scan on table orders",
        ]);
        const tls = { Condition: { Bool: { "aws:SecureTransport": "true" } } };
        const limited = revision("1", [allow(["dynamodb:GetItem", "dynamodb:Scan"], "<table>", tls)]);
        assert.deepEqual(told(before, limited), ["- allow dynamodb:GetItem, dynamodb:Scan on table orders"]);
        assert.deepEqual(told(limited, before), ["+ allow dynamodb:GetItem, dynamodb:Scan on table orders"]);
    });

    it("is of a wider permission what the narrower one did not give", () => {
        const narrow = revision("1", [allow("dynamodb:GetItem", "<table>/index/a")]);
        assert.deepEqual(told(narrow, revision("1", [allow("dynamodb:*", "<table>/index/*")])), [
            "+ allow dynamodb:* on table orders/index/*",
        ]);
        assert.deepEqual(told(revision("1", [allow("dynamodb:*", "<table>/index/*")]), narrow), [
            "- allow dynamodb:* on table orders/index/*",
        ]);
    });

    it("is all that a role may for what acts as it, or does so no more", () => {
        const fn = (name: string): Subject => ({
            type: "aws:lambda/function:Function",
            name,
            props: { role: "arn:aws:iam::111122223333:role/reader" },
        });
        const by = ({ permissions }: AccessPart) =>
            permissions.map(({ usedBy, actions }) => `${usedBy.join()}: ${actions.join()}`);
        const reads = allow("dynamodb:GetItem");
        const before = revision("1", [reads], [fn("a"), fn("b")]);
        const after = revision("1", [reads], [fn("a"), fn("c")]);
        const { gained, lost } = changesOf(before, after);
        assert.deepEqual(by(gained), ["function c: dynamodb:GetItem"]);
        assert.deepEqual(by(lost), ["function b: dynamodb:GetItem"]);
        const more = changesOf(before, revision("1", [reads, allow("dynamodb:Scan")], [fn("a"), fn("b"), fn("c")]));
        assert.deepEqual(by(more.gained), [
            "function c: dynamodb:GetItem,dynamodb:Scan",
            "function a,function b: dynamodb:Scan",
        ]);
        assert.deepEqual(by(more.lost), []);
        assert.deepEqual(by(changesOf(revision("1", []), revision("1", [reads])).gained), [": dynamodb:GetItem"]);
    });

    it("counts denials and what is not known", () => {
        const before = revision("1", [allow("dynamodb:*Item")]);
        const foreign = "arn:aws:iam::aws:policy/ReadOnlyAccess";
        const attachment: Subject = {
            type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
            props: { role: "reader", policyArn: foreign },
        };
        const after = revision(
            "1",
            [allow("dynamodb:*Item"), { Effect: "Deny", Action: "dynamodb:Delete*", Resource: "<table>" }],
            [attachment],
        );
        assert.deepEqual(told(before, after), [
            "+ deny dynamodb:Delete* on table orders",
            `+ policy of ${foreign}`,
            "- allow dynamodb:DeleteItem on table orders",
        ]);
        assert.deepEqual(told(after, before), [
            "+ allow dynamodb:DeleteItem on table orders",
            "- deny dynamodb:Delete* on table orders",
            `- policy of ${foreign}`,
        ]);
    });
});
