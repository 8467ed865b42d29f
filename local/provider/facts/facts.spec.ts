import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { rows } from "../table";
import { downloadWheel, handlersOf, schemasOf } from "./cfnLint";
import { cloudFormation, differences, replacing, type Differences } from "./cloudFormation";
import { cloudFormationTypeOf } from "./cloudFormationNames";
import { extractFacts } from "./extract";
import { unofficial } from "./official";
import { typesInUse, writtenFacts } from "./write";

const THING = { type: "AWS::Test::Thing", createOnly: [], required: [], readOnly: [] };

describe("facts about resource types", function () {
    this.timeout(120_000);

    it("are those of the installed @pulumi/aws ('npm run facts' writes them), of the types that have a row", () => {
        assert.equal(readFileSync(join(__dirname, "facts.json"), "utf8"), writtenFacts());
        assert.deepEqual(typesInUse(), [...rows.keys()].sort());
    });

    it("are arguments to the last level, required ones, and outputs with their kinds", () => {
        const facts = extractFacts([
            "aws:lambda/alias:Alias",
            "aws:wafv2/ruleGroup:RuleGroup",
            "aws:kms/key:Key",
            "aws:sns/topicSubscription:TopicSubscription",
        ]);
        assert.deepEqual(facts.get("aws:lambda/alias:Alias"), {
            args: [
                "description",
                "functionName",
                "functionVersion",
                "name",
                "region",
                "routingConfig.additionalVersionWeights",
            ],
            required: ["functionName", "functionVersion"],
            scalars: [],
            outputs: { arn: "string", invokeArn: "string" },
        });
        assert.deepEqual(facts.get("aws:kms/key:Key")?.outputs, { arn: "string", keyId: "string", tagsAll: "object" });
        assert.ok(facts.get("aws:kms/key:Key")?.scalars.includes("isEnabled"));
        assert.ok(facts.get("aws:kms/key:Key")?.scalars.includes("rotationPeriodInDays"));
        const { outputs } = facts.get("aws:sns/topicSubscription:TopicSubscription")!;
        assert.equal(outputs.pendingConfirmation, "boolean");
        // Rules hold rules.
        assert.ok((facts.get("aws:wafv2/ruleGroup:RuleGroup")?.args.length ?? 0) > 10);
    });

    it("cannot be had of what the SDK does not have", () => {
        assert.throws(
            () => extractFacts(["aws:sqs/queue:Kite"]),
            /The installed @pulumi\/aws has no aws:sqs\/queue:Kite/,
        );
    });
});

describe("what CloudFormation says of resource types", () => {
    it("is known of every type that has a row ('npm run facts' writes it)", () => {
        assert.deepEqual(Object.keys(cloudFormation), [...rows.keys()].sort());
    });

    it("is what the rows say of replacements, of what is required and of outputs, but for what they explain", () => {
        for (const row of rows.values()) {
            const schema = cloudFormation[row.type];
            const reasons = Object.values(row.unlikeCloudFormation ?? {});
            const said = (way: keyof Differences) => reasons.flatMap((each) => each[way] ?? []);
            if (schema == null) {
                assert.deepEqual(
                    reasons,
                    [],
                    `${row.type} is not in CloudFormation: say in 'replaceOn' what replaces it`,
                );
                continue;
            }
            const differing = differences(row, schema);
            assert.deepEqual(
                { optional: said("optional"), taken: said("taken") },
                differing,
                `${row.type}: here the row and CloudFormation differ; mend the row or say why in 'unlikeCloudFormation'`,
            );
            const [replaces, updates] = [said("replaces"), said("updates")];
            assert.deepEqual(
                [...row.replaceOn!].sort(),
                [...replacing(row.known, schema, { replaces, updates })].sort(),
                `${row.type} is in CloudFormation: say in 'unlikeCloudFormation' what else replaces it`,
            );
            const theirs = replacing(row.known, schema, {});
            assert.deepEqual(
                [
                    ...replaces.filter((path) => theirs.includes(path)),
                    ...updates.filter((path) => !theirs.includes(path)),
                ],
                [],
                `${row.type}: 'unlikeCloudFormation' explains what differs no more`,
            );
        }
    });

    it("is held against arguments by name, below them, and with the prefix of a name", () => {
        const known = ["name", "namePrefix", "parent", "region", "rule.days", "rule.status", "vpcId"];
        const replaced = (createOnly: readonly string[], unlike: Differences = {}) =>
            replacing(known, { ...THING, createOnly }, unlike);
        assert.deepEqual(replaced(["ParentId", "ThingName", "VpcId"]), ["parent", "name", "vpcId", "namePrefix"]);
        assert.deepEqual(replaced(["NamePrefix", "Rule/Status"]), ["namePrefix", "rule.status"]);
        assert.deepEqual(replaced(["Rule"], { updates: ["rule"], replaces: ["rule.days"] }), ["rule.days"]);
        assert.throws(() => replaced(["Colour"]), /Colour of AWS::Test::Thing is no argument of the SDK/);
    });

    it("is a difference where an argument is required that nobody asks for, names or fills in", () => {
        const row = {
            known: ["kind", "name", "policy", "rule.status", "stage", "vpcId"],
            required: ["policy"],
            autoName: { property: "name", maxLength: 10 },
            defaults: { kind: "plain", rule: { status: "Enabled" } },
        };
        const required = ["Kind", "PolicyDocument", "Rule", "Stage", "ThingName"];
        assert.deepEqual(differences(row, { ...THING, required }).optional, ["rule", "stage"]);
        // One of several is asked for.
        const flowLog = { ...THING, type: "AWS::EC2::FlowLog", required: ["ResourceId", "ResourceType"] };
        assert.deepEqual(differences(row, flowLog).optional, []);
    });

    it("is a difference where what is computed is an argument, be it below one", () => {
        const row = { known: ["arn", "policy", "rule.id", "rule.status"] };
        const readOnly = ["Arn", "CreatedAt", "PolicyId", "Rule/Id"];
        assert.deepEqual(differences(row, { ...THING, readOnly }).taken, ["arn", "rule.id"]);
    });

    it("is found by the type's name, or where it is called otherwise", () => {
        const names = ["AWS::SQS::Queue", "AWS::EC2::VPC", "AWS::Logs::LogGroup"];
        assert.equal(cloudFormationTypeOf("aws:ec2/vpc:Vpc", names), "AWS::EC2::VPC");
        assert.equal(cloudFormationTypeOf("aws:cloudwatch/logGroup:LogGroup", names), "AWS::Logs::LogGroup");
        assert.equal(cloudFormationTypeOf("aws:s3/bucketLogging:BucketLogging", names), null);
        assert.throws(() => cloudFormationTypeOf("aws:sqs/kite:Kite", names), /CloudFormation has no aws::sqs::kite/);
        assert.throws(
            () => cloudFormationTypeOf("aws:cloudwatch/logStream:LogStream", names),
            /CloudFormation has no AWS::Logs::LogStream\. Mend what .*cloudFormationNames\.ts calls aws:cloudwatch\/logStream/,
        );
    });

    it("is read from the files of cfn-lint", () => {
        const text = (value: unknown) => strToU8(JSON.stringify(value));
        const wheel = zipSync({
            "cfnlint/data/schemas/providers/us-east-1.json": text({ "AWS::SQS::Queue": "abc" }),
            "cfnlint/data/schemas/resources/abc.json": text({
                createOnlyProperties: ["/properties/QueueName", "/properties/FifoQueue"],
                readOnlyProperties: ["/properties/Arn"],
            }),
        });
        const queue = {
            type: "AWS::SQS::Queue",
            createOnly: ["FifoQueue", "QueueName"],
            required: [],
            readOnly: ["Arn"],
        };
        assert.deepEqual(
            [...schemasOf(["aws:sqs/queue:Queue", "aws:sqs/queuePolicy:QueuePolicy"], wheel)],
            [
                ["aws:sqs/queue:Queue", queue],
                ["aws:sqs/queuePolicy:QueuePolicy", null],
            ],
        );
    });

    it("has the permissions that handlers take, of types that it has", () => {
        const text = (value: unknown) => strToU8(JSON.stringify(value));
        const wheel = zipSync({
            "cfnlint/data/schemas/providers/us-east-1.json": text({ "AWS::SQS::Queue": "abc" }),
            "cfnlint/data/schemas/resources/abc.json": text({
                handlers: { create: { permissions: ["sqs:CreateQueue", "sqs:TagQueue"] }, list: {} },
            }),
        });
        assert.deepEqual(
            [...handlersOf(["AWS::SQS::Queue"], wheel)],
            [["AWS::SQS::Queue", { create: ["sqs:CreateQueue", "sqs:TagQueue"], list: [] }]],
        );
        assert.throws(() => handlersOf(["AWS::SQS::Kite"], wheel), /cfn-lint==\S+ has no AWS::SQS::Kite\./);
    });

    it("cannot be read without pip, which is said with what it takes", async () => {
        await assert.rejects(
            downloadWheel("no-python-of-this-name"),
            /pip did not download cfn-lint==\S+ \(spawn no-python-of-this-name ENOENT\)\. It takes Python 3 with pip/,
        );
    });
});

describe("the official provider's schema", () => {
    it("is held against what the rows say of replacements", () => {
        const row = {
            ...rows.get("aws:sqs/queue:Queue")!,
            type: "aws:test/thing:Thing",
            replaceOn: ["name", "rules.id", "rules.kind"],
        };
        const schema = {
            resources: {
                [row.type]: {
                    inputProperties: {
                        name: { willReplaceOnChanges: true },
                        region: { willReplaceOnChanges: true },
                        rules: { items: { $ref: "#/types/rule" } },
                        stage: { $ref: "#/types/stage" },
                    },
                },
            },
            types: {
                rule: {
                    properties: {
                        id: {},
                        kind: { willReplaceOnChanges: true },
                        rules: { items: { $ref: "#/types/rule" } },
                    },
                },
                stage: { properties: { colour: { willReplaceOnChanges: true }, name: {} } },
            },
        };
        assert.deepEqual(unofficial([row, { ...row, type: "aws:test/thing:Other" }], schema), [
            "A change of stage.colour replaces aws:test/thing:Thing, and not in its row.",
            "A change of rules.id updates aws:test/thing:Thing, and its row replaces.",
            "aws:test/thing:Other is not in the schema.",
        ]);
    });
});
