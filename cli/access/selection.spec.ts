import assert from "node:assert/strict";
import { resourcesOf, type Subject } from "../../policies/testing/harness";
import { documentOf, roleWith } from "../../policies/testing/roles";
import { UsageError } from "../errors";
import { accessOf } from "./access";
import { selected, type Selection } from "./selection";

const arn = (rest: string) => `arn:aws:${rest.replace("@", "eu-west-1:111122223333")}`;
const table = (name: string): Subject => ({
    type: "aws:dynamodb/table:Table",
    name,
    props: {},
    outputs: { arn: arn(`dynamodb:@:table/${name}-dev-1`) },
});
const queue: Subject = {
    type: "aws:sqs/queue:Queue",
    name: "orders",
    props: {},
    outputs: { arn: arn("sqs:@:orders"), url: "https://queue" },
};
const may = (Action: string | readonly string[], Resource: string) => documentOf({ Effect: "Allow", Action, Resource });
const plainDenied = documentOf({
    Effect: "Deny",
    Action: "sqs:*",
    Resource: arn("sqs:@:orders"),
    Principal: "*",
    Condition: { Bool: { "aws:SecureTransport": "false" } },
});
const open = documentOf({ Effect: "Allow", Action: "sqs:ReceiveMessage", Resource: "*", Principal: "*" });

const access = accessOf(
    resourcesOf([
        table("orders"),
        table("other"),
        queue,
        {
            type: "aws:sqs/queuePolicy:QueuePolicy",
            name: "plain",
            props: { queueUrl: "https://queue", policy: plainDenied },
        },
        { type: "aws:sqs/queuePolicy:QueuePolicy", name: "open", props: { queueUrl: "https://queue", policy: open } },
        {
            type: "aws:lambda/function:Function",
            name: "read",
            props: { role: "arn:aws:iam::111122223333:role/reader" },
        },
        ...roleWith("reader", { policies: [may("dynamodb:GetItem", arn("dynamodb:@:table/orders-dev-1"))] }),
        ...roleWith("writer", {
            policies: [
                may("dynamodb:PutItem", arn("dynamodb:@:table/other-dev-1")),
                may("sqs:SendMessage", arn("sqs:@:orders")),
            ],
        }),
        ...roleWith("admin", { policies: [may(["dynamodb:*", "dynamodb:ListTables", "s3:GetObject"], "*")] }),
        ...roleWith("stranger", { attached: ["arn:aws:iam::aws:policy/ReadOnlyAccess"] }),
    ]),
);

function told(selection: Selection): string[] {
    return selected(access, access, selection).permissions.map(
        ({ principal, effect, actions, resource }) => `${principal} ${effect} ${actions.join(", ")} on ${resource}`,
    );
}

describe("what is asked for of the table of access", () => {
    const ADMIN = "role admin allow dynamodb:*, dynamodb:ListTables, s3:GetObject on *";

    it("is by name, with or without the kind, by what uses a role, by ARN or by a pattern", () => {
        const reader = ["role reader allow dynamodb:GetItem on table orders"];
        for (const name of [
            "role reader",
            "reader",
            "function read",
            "read",
            "arn:aws:iam::*:role/reader",
            "role r*er",
        ])
            assert.deepEqual(
                told({ principal: [name] }),
                [...reader, "everybody allow sqs:ReceiveMessage on queue orders"],
                name,
            );
        assert.deepEqual(told({ principal: ["admin", "reader"] }).slice(0, 2), [ADMIN, ...reader]);
    });

    it("is of both revisions a role that is used in one", () => {
        const unused = { ...access, permissions: access.permissions.map((each) => ({ ...each, usedBy: [] })) };
        const known = { ...access, permissions: [...unused.permissions, ...access.permissions] };
        const found = selected(unused, known, { principal: ["function read"] }).permissions;
        assert.ok(found.some(({ principal }) => principal === "role reader"));
    });

    it("is with what is said of everybody: what may be done, and what is denied on the same", () => {
        assert.deepEqual(told({ principal: ["writer"] }), [
            "role writer allow sqs:SendMessage on queue orders",
            "role writer allow dynamodb:PutItem on table other",
            "everybody allow sqs:ReceiveMessage on queue orders",
            "everybody deny sqs:* on queue orders",
        ]);
    });

    it("is of a resource whatever is about it or something in it, by patterns too, and nothing about others", () => {
        const onTable = ["role admin allow dynamodb:* on *", "role reader allow dynamodb:GetItem on table orders"];
        for (const name of ["table orders", arn("dynamodb:@:table/orders-dev-1"), "arn:aws:dynamodb:*/orders-*"])
            assert.deepEqual(told({ resource: [name] }), onTable, name);
        assert.equal(told({ resource: ["orders"] }).length, 5);
        assert.deepEqual(told({ resource: ["orders"], principal: ["reader"] }).slice(0, 1), onTable.slice(1));
        assert.deepEqual(told({ resource: ["arn:aws:s3:::lake"] }), ["role admin allow s3:GetObject on *"]);
    });

    it("keeps what is undecided of whom is asked for", () => {
        const undecided = (selection: Selection) =>
            selected(access, access, selection).undecided.map(({ principal }) => principal);
        assert.deepEqual(undecided({ principal: ["stranger"] }), ["role stranger"]);
        assert.deepEqual(undecided({ principal: ["reader"] }), []);
        assert.deepEqual(undecided({ resource: ["orders"] }), ["role stranger"]);
    });

    it("is refused where nothing has the name, with names that are near", () => {
        const refusal = (selection: Selection): string => {
            try {
                selected(access, access, selection);
            } catch (error) {
                if (error instanceof UsageError) return error.message;
            }
            return "";
        };
        assert.equal(
            refusal({ principal: ["readers"] }),
            "Nobody is called 'readers', by name or ARN. Near it: role reader.",
        );
        assert.match(refusal({ principal: ["the-writer"] }), /Near it: role writer\.$/);
        assert.equal(
            refusal({ principal: ["nobody"] }),
            "Nobody is called 'nobody', by name or ARN. Without the option, all are told.",
        );
        assert.equal(
            refusal({ resource: ["order"] }),
            "Nothing is called 'order', by name or ARN. Near it: queue orders, table orders.",
        );
    });
});
