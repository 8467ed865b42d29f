import assert from "node:assert/strict";
import { CreateTrailCommand, RemoveTagsCommand } from "@aws-sdk/client-cloudtrail";
import { PutMetricAlarmCommand } from "@aws-sdk/client-cloudwatch";
import { CreateUserPoolClientCommand, CreateUserPoolCommand } from "@aws-sdk/client-cognito-identity-provider";
import { CreateEventSourceMappingCommand } from "@aws-sdk/client-lambda";
import { CreateTopicCommand } from "@aws-sdk/client-sns";
import { fromAnswer, requestOf, toRequest, type CommandClass } from "./casing";
import type { Props } from "./row";
import { retag, taggedRequest, tagsIn } from "./tagging";
import { fill, unfill } from "./template";

describe("a request out of arguments", () => {
    const sent = (command: CommandClass, args: Props, names = {}) => toRequest(requestOf(command), args, names);

    it("has a list of pairs for a map, and an answer the map for the list", () => {
        const dimensions = { FunctionName: "orders", Stage: "v1" };
        const pairs = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
        assert.deepEqual(sent(PutMetricAlarmCommand, { dimensions }), { Dimensions: pairs });
        assert.deepEqual(sent(PutMetricAlarmCommand, { dimensions: pairs }), { Dimensions: pairs });
        assert.deepEqual(fromAnswer(["dimensions"], { Dimensions: pairs }, {}), { dimensions });
        const told = [{ name: "FunctionName", value: "orders" }];
        const paths = ["dimensions.name", "dimensions.value"];
        assert.deepEqual(fromAnswer(paths, { Dimensions: [pairs[0]] }, {}), { dimensions: told });
    });

    it("has the names that the SDK has, at every depth, and leaves out what the command does not take", () => {
        const policy = { passwordPolicy: { minimumLength: 8, strength: 1 } };
        assert.deepEqual(
            sent(CreateUserPoolCommand, { name: "people", policies: policy, colour: "red" }, { name: "PoolName" }),
            {
                PoolName: "people",
                Policies: { PasswordPolicy: { MinimumLength: 8 } },
            },
        );
        assert.deepEqual(
            sent(CreateUserPoolClientCommand, { callbackUrls: ["https://x"], allowedOauthFlows: ["code"] }),
            {
                CallbackURLs: ["https://x"],
                AllowedOAuthFlows: ["code"],
            },
        );
    });

    it("has the shapes that the SDK has: keys of maps as they are, lists, times, texts", () => {
        assert.deepEqual(sent(CreateTopicCommand, { attributes: { displayName: "x", policy: { Version: "1" } } }), {
            Attributes: { displayName: "x", policy: '{"Version":"1"}' },
        });
        assert.deepEqual(
            sent(CreateEventSourceMappingCommand, {
                functionResponseTypes: "x",
                startingPositionTimestamp: "2026-01-01",
            }),
            { FunctionResponseTypes: ["x"], StartingPositionTimestamp: new Date("2026-01-01") },
        );
    });
});

describe("what an answer tells", () => {
    it("has Pulumi's names down to where a path ends, also for lists that Pulumi calls in the plural", () => {
        const found = { EndsWith: ["x"], Rules: [{ ID: "1", Values: { Key: 1 }, More: 1 }], At: new Date(0), Other: 1 };
        assert.deepEqual(fromAnswer(["endsWiths", "rules.id", "rules.values", "at", "absent"], found, {}), {
            endsWiths: ["x"],
            rules: [{ id: "1", values: { Key: 1 } }],
            at: "1970-01-01T00:00:00.000Z",
        });
    });
});

describe("tags", () => {
    it("take the form that the call wants, and come back from any", async () => {
        assert.deepEqual(taggedRequest(requestOf(CreateTrailCommand), { a: "1" }), {
            TagsList: [{ Key: "a", Value: "1" }],
        });
        assert.deepEqual(taggedRequest(requestOf(CreateUserPoolCommand), { a: "1" }), { UserPoolTags: { a: "1" } });
        for (const tags of [{ tags: { a: "1" } }, { TagSet: [{ TagKey: "a", TagValue: "1" }] }])
            assert.deepEqual(tagsIn({ $metadata: {}, List: [tags] }), { a: "1" });
        const calls: Props[] = [];
        const send = (_: CommandClass, request: Props) => Promise.resolve(calls.push(request));
        await retag(send, { set: RemoveTagsCommand, remove: RemoveTagsCommand }, { arn: "x" }, { a: "1" }, { a: "1" });
        await retag(send, { set: RemoveTagsCommand, remove: RemoveTagsCommand }, { arn: "x" }, { a: "1" }, {});
        assert.deepEqual(calls, [{ ResourceId: "x", TagsList: [{ Key: "a" }] }]);
    });
});

describe("a template", () => {
    it("is filled, and read again", () => {
        const [template, values] = ["{role}/{policyArn}", { role: "r", policyArn: "arn:aws:iam::1:policy/x" }];
        assert.equal(fill(template, values), "r/arn:aws:iam::1:policy/x");
        assert.deepEqual(unfill(template, fill(template, values)), values);
        assert.deepEqual(unfill(template, "r"), {});
    });
});
