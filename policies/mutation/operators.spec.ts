import assert from "node:assert/strict";
import { formOf, mutationsOf, setAt } from "./operators";

const mutationsBy = (inputs: Record<string, unknown>, words = false) =>
    Object.fromEntries(
        [...mutationsOf(inputs, { words })].map(({ description, inputs: after }) => [description, after]),
    );

describe("operators of mutation", () => {
    it("remove properties and elements, flip flags, change numbers, empty lists and change their first texts, one at a time", () => {
        assert.deepEqual(mutationsBy({ on: true, days: 7, names: ["a", "b"] }), {
            "remove `on`": { days: 7, names: ["a", "b"] },
            "set false at `on`": { on: false, days: 7, names: ["a", "b"] },
            "remove `days`": { on: true, names: ["a", "b"] },
            "set 0 at `days`": { on: true, days: 0, names: ["a", "b"] },
            "set 1 at `days`": { on: true, days: 1, names: ["a", "b"] },
            "set 100000 at `days`": { on: true, days: 100_000, names: ["a", "b"] },
            "remove `names`": { on: true, days: 7 },
            "empty `names`": { on: true, days: 7, names: [] },
            'add "*" to `names`': { on: true, days: 7, names: ["a", "b", "*"] },
            "remove `names[0]`": { on: true, days: 7, names: ["b"] },
            'set "*" at `names[0]`': { on: true, days: 7, names: ["*", "b"] },
            "remove `names[1]`": { on: true, days: 7, names: ["a"] },
        });
    });

    it("put texts of other classes", () => {
        assert.deepEqual(mutationsBy({ mode: "Active" }, true)['set "PassThrough" at `mode`'], { mode: "PassThrough" });
    });

    it("reach into JSON in texts, and leave it a text", () => {
        const policy = JSON.stringify({
            Statement: [{ Effect: "Deny", Action: "s3:GetObject", Condition: { Bool: {} } }],
        });
        const mutations = mutationsBy({ policy }, true);
        const statementOf = (description: string) =>
            (JSON.parse(mutations[description].policy as string) as { Statement: object[] }).Statement[0];
        assert.deepEqual(statementOf("remove `policy.Statement[0].Condition`"), {
            Effect: "Deny",
            Action: "s3:GetObject",
        });
        assert.deepEqual(statementOf('set "Allow" at `policy.Statement[0].Effect`'), {
            Effect: "Allow",
            Action: "s3:GetObject",
            Condition: { Bool: {} },
        });
        assert.deepEqual(statementOf("say NotAction at `policy.Statement[0].Action`"), {
            Effect: "Deny",
            NotAction: "s3:GetObject",
            Condition: { Bool: {} },
        });
    });

    it("widen names in documents, and give actions of each kind, whatever the words", () => {
        const policy = JSON.stringify({
            Statement: {
                Action: ["sqs:SendMessage"],
                Resource: "arn:aws:dynamodb:table/a",
                Principal: { AWS: "arn:aws:iam::111122223333:role/a" },
            },
        });
        const descriptions = Object.keys(mutationsBy({ policy, name: "team/orders" }));
        for (const made of [
            'set "arn:aws:dynamodb:table/*" at `policy.Statement.Resource`',
            'set "sqs:*" at `policy.Statement.Action[0]`',
            'add "s3:PutBucketPolicy" to `policy.Statement.Action`',
            'set "arn:aws:iam::999999999999:root" at `policy.Statement.Principal.AWS`',
        ])
            assert.ok(descriptions.includes(made), made);
        assert.ok(!descriptions.includes('set "team/*" at `name`'));
        assert.ok(!descriptions.includes('set "PassThrough" at `policy.Statement.Resource`'));
    });

    it("put none and AWS's own in the place of a KMS key, wherever it is named", () => {
        const arn = "arn:aws:kms:eu-west-1:111122223333:key/1";
        const made = (inputs: Record<string, unknown>, path: string) =>
            [...mutationsOf(inputs, { words: false, service: "sqs" })]
                .map(({ description }) => description)
                .filter((description) => description.endsWith(`at \`${path}\``));
        const instead = (path: string) =>
            ["*", "", "alias/aws/sqs", "arn:aws:kms:eu-west-1:111122223333:alias/aws/sqs"].map(
                (key) => `set "${key}" at \`${path}\``,
            );
        assert.deepEqual(made({ kmsMasterKeyId: arn }, "kmsMasterKeyId"), instead("kmsMasterKeyId"));
        assert.deepEqual(made({ rules: [{ keyArn: arn }] }, "rules[0].keyArn"), instead("rules[0].keyArn"));
        const within = made({ policy: `{"KmsARN":"${arn}"}` }, "policy.KmsARN");
        for (const description of instead("policy.KmsARN")) assert.ok(within.includes(description), description);
        assert.deepEqual(made({ name: arn }, "name"), ['set "*" at `name`']);
    });

    it("leave files alone", () => {
        const code = { "4dabf18193072939515e22adb298388d": "0def7320c3a5731c473e5ecbe6d01bc7", path: "bundle.zip" };
        assert.deepEqual(Object.keys(mutationsBy({ code })), ["remove `code`"]);
    });
});

describe("setAt", () => {
    it("sets a property that is there or not, also within JSON", () => {
        assert.deepEqual(setAt({ a: { b: 1 } }, "a.c.d", 2), { a: { b: 1, c: { d: 2 } } });
        assert.deepEqual(setAt({ list: '[{"a":1},{"b":2}]' }, "list[1].b", 3), { list: '[{"a":1},{"b":3}]' });
    });
});

describe("formOf", () => {
    it("tells inputs apart by their properties, not by their values", () => {
        assert.equal(formOf({ a: 1, b: [{ c: "x" }] }), formOf({ a: 2, b: [{ c: "y" }] }));
        assert.notEqual(formOf({ a: 1 }), formOf({ a: 1, b: true }));
    });
});
