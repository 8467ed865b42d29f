import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { rows } from "../table";
import { extractFacts } from "./extract";
import { typesInUse, writtenFacts } from "./write";

describe("facts about resource types", function () {
    this.timeout(120_000);

    it("are those of the installed @pulumi/aws ('npm run facts' writes them), of the types that have a row", () => {
        assert.equal(readFileSync(join(__dirname, "facts.json"), "utf8"), writtenFacts());
        assert.deepEqual(typesInUse(), [...rows.keys()].sort());
    });

    it("are arguments to the last level, required ones, and outputs with their kinds", () => {
        const facts = extractFacts(["aws:lambda/alias:Alias", "aws:wafv2/ruleGroup:RuleGroup", "aws:kms/key:Key"]);
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
            outputs: { arn: "string", invokeArn: "string" },
        });
        assert.deepEqual(facts.get("aws:kms/key:Key")?.outputs, { arn: "string", keyId: "string", tagsAll: "object" });
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
