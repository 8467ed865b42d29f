import assert from "node:assert/strict";
import { rules } from "../rules";
import { readPackConfig } from "./config";

const read = (config: object) => readPackConfig(JSON.stringify(config), "strict.json", rules);

describe("configuration of the pack", () => {
    it("takes levels and parameters", () => {
        const config = {
            all: "advisory",
            "kms-key-rotation": "remediate",
            "sqs-queue-encrypted": { enforcementLevel: "mandatory", requireCmk: true },
            "logs-group-retention": { minimumDays: 365 },
            "policies-verdicts-summarised": { undecided: "fail" },
        };
        assert.deepEqual(read(config), config);
    });

    const wrong: readonly [string, object, RegExp][] = [
        [
            "a rule that does not exist",
            { "s3-nothing": "advisory" },
            /There is no rule 's3-nothing'.*'platform policy list'/,
        ],
        ["a level that does not exist", { "kms-key-rotation": "strict" }, /kms-key-rotation: .*"advisory"/],
        [
            "a parameter that the rule does not have",
            { "kms-key-rotation": { days: 30 } },
            /kms-key-rotation: Rule 'kms-key-rotation' has no parameter 'days'; it has enforcementLevel/,
        ],
        [
            "a value of the wrong type",
            { "sqs-queue-encrypted": { requireCmk: "yes" } },
            /sqs-queue-encrypted\.requireCmk: .*boolean/,
        ],
        ["a value out of range", { "logs-group-retention": { minimumDays: 0 } }, /logs-group-retention\.minimumDays: /],
        [
            "a value that is not offered",
            { "policies-verdicts-summarised": { undecided: "no" } },
            /undecided: .*"report"/,
        ],
    ];
    for (const [name, config, message] of wrong) {
        it(`refuses ${name}, naming rule and key`, () => assert.throws(() => read(config), message));
    }

    it("names the file that is not JSON, and every problem at once", () => {
        assert.throws(() => readPackConfig("{", "strict.json", rules), /^Error: strict\.json is not JSON/);
        assert.throws(
            () => read({ "kms-key-rotation": 1, "sqs-queue-encrypted": { requireCmk: 1 } }),
            /^Error: strict\.json does not fit the policy pack:\n {2}sqs-queue-encrypted\.requireCmk: .*\n {2}kms-key-rotation: /,
        );
    });
});
