import assert from "node:assert/strict";
import {
    CreateLogGroupCommand,
    DeleteLogGroupCommand,
    DescribeLogGroupsCommand,
    PutRetentionPolicyCommand,
    TagResourceCommand,
    UntagResourceCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { crudRow, type CrudRow } from "./crudRow";
import type { LiveContext, Props } from "./row";

describe("a row that is declared", () => {
    let calls: [command: string, request: Props][] = [];
    beforeEach(() => (calls = []));

    const send = (command: { constructor: { name: string }; input: Props }) => {
        calls.push([command.constructor.name, command.input]);
        return Promise.resolve({ logGroups: [{ logGroupName: "/orders", retentionInDays: 14, kmsKeyId: "" }] });
    };
    const declared = (more: Partial<CrudRow> = {}) =>
        crudRow({
            type: "aws:cloudwatch/logGroup:LogGroup",
            id: "name",
            arn: "arn:{partition}:logs:{region}:{accountId}:log-group:{name}",
            key: { logGroupName: "name" },
            create: [CreateLogGroupCommand],
            read: [DescribeLogGroupsCommand, "logGroups.0"],
            parts: [{ of: ["retentionInDays"], set: [PutRetentionPolicyCommand] }],
            delete: [DeleteLogGroupCommand],
            tags: { set: TagResourceCommand, remove: UntagResourceCommand },
            ...more,
        } as CrudRow).live!;
    const made: string[] = [];
    const context = {
        ...{ partition: "aws", region: "eu-west-1", accountId: "111122223333", hex: () => "0" },
        clients: { logs: () => ({ send }) },
        made: (id: string) => made.push(id),
    } as unknown as LiveContext;
    const group = { name: "/orders", retentionInDays: 14, tags: { owner: "orders" } };
    const arn = "arn:aws:logs:eu-west-1:111122223333:log-group:/orders";

    it("sends what each command takes, and no command that is not needed", async () => {
        assert.deepEqual(await declared().create(context, group), { id: "/orders", outputs: { arn } });
        assert.deepEqual(made, ["/orders"]);
        await declared().update!(context, "/orders", { ...group, tags: {} }, { ...group, arn });
        assert.deepEqual(calls, [
            ["CreateLogGroupCommand", { logGroupName: "/orders", tags: { owner: "orders" } }],
            ["PutRetentionPolicyCommand", { logGroupName: "/orders", retentionInDays: 14 }],
            ["UntagResourceCommand", { resourceArn: arn, tagKeys: ["owner"] }],
        ]);
    });

    it("says once more what the emulator forgets", async () => {
        await declared({ forgets: ["tags"] }).create(context, { name: "/orders", tags: group.tags });
        assert.deepEqual(calls, [
            ["CreateLogGroupCommand", { logGroupName: "/orders" }],
            ["TagResourceCommand", { resourceArn: arn, tags: group.tags }],
        ]);
    });

    it("tells what is found, but for what is empty because nothing was said", async () => {
        const found = await declared().read(context, "/orders", {});
        assert.deepEqual(found, { arn, name: "/orders", retentionInDays: 14, tags: undefined });
        assert.equal((await declared().read(context, "/orders", { name: "/orders", kmsKeyId: "key" }))!.kmsKeyId, "");
        assert.equal(await declared({ isGone: () => true }).read(context, "/orders", {}), undefined);
    });

    it("is not imported by an id that does not tell what the commands need", () =>
        assert.rejects(
            declared({ key: { logGroupName: "logGroupClass" } }).read(context, "/orders", {}),
            /This cannot be imported: its id does not tell 'logGroupClass'/,
        ));

    it("is not updated without what the commands need", () =>
        assert.rejects(
            declared({ key: { logGroupName: "logGroupClass" } }).update!(
                context,
                "/orders",
                { name: "/orders" },
                group,
            ),
            /AWS cannot be asked for '\/orders': 'logGroupClass', by which it names it, is not given/,
        ));

    it("stays behind where the program wants that, and waits for its end where changes are awaited", async () => {
        await declared().delete(context, "/orders", { skipDestroy: true });
        assert.deepEqual(calls, []);
        const answers = ["still there", undefined];
        const read = () => Promise.resolve(answers.shift());
        const abortable = { ...context, signal: new AbortController().signal };
        await declared({ isReady: () => true, read }).delete(abortable, "/orders", {});
        assert.deepEqual([answers, calls.length], [[], 1]);
    });

    it("asks for no more than it needs while it waits", async () => {
        const asked: string[] = [];
        const look = (name: string) => () => Promise.resolve({ times: asked.push(name) });
        const waiting = { read: look("read"), alsoRead: [look("more")], isReady: ({ times }: Props) => times > 2 };
        const abortable = { ...context, signal: new AbortController().signal } as LiveContext;
        await declared({ ...waiting, outputs: () => ({}) }).create(abortable, { name: "/orders" });
        assert.deepEqual(asked, ["read", "read", "read", "read", "more"]);
    });

    it("cannot be updated where every argument replaces", () => {
        const all = ["deletionProtectionEnabled", "kmsKeyId", "logGroupClass", "name", "namePrefix"];
        const replaces = [...all, "retentionInDays", "skipDestroy", "tags"];
        assert.equal(declared({ unlikeCloudFormation: { "A test.": { replaces } } }).update, undefined);
    });
});
