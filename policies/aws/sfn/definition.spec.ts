import assert from "node:assert/strict";
import fc from "fast-check";
import { sfnRules } from "../../rules/sfn";
import { run } from "../../testing/harness";
import { machineBy } from "../../testing/machines";

const findings = (definition: string) => run({ rules: sfnRules, subjects: [machineBy(definition)] }).entries;
const failures = (definition: string) => findings(definition).filter(({ finding }) => finding.id === "rule-failed");

/** Anything in the places where the language has something. */
const state = fc.dictionary(
    fc.constantFrom("Type", "Resource", "Next", "End", "Default", "Choices", "Retry", "Catch", "Branches", "Iterator"),
    fc.oneof(fc.jsonValue(), fc.constantFrom("Task", "Map", [null], [{}], { States: { Inner: null } })),
);
const workflow = fc.record({ StartAt: fc.jsonValue(), States: fc.dictionary(fc.string(), state) });

describe("definitions of any shape", () => {
    for (const definition of [
        { States: { A: null } },
        { States: { A: { Type: "Task", Catch: null, Retry: null } } },
        { States: { A: { Type: "Parallel", Branches: [null] } } },
        { States: { A: { Type: "Choice", Choices: {} } } },
        { States: null },
    ])
        it(`are judged: ${JSON.stringify(definition)}`, () => {
            assert.deepEqual(failures(JSON.stringify(definition)), []);
            assert.notEqual(findings(JSON.stringify(definition)).length, 0);
        });

    it("make no rule fail", () =>
        fc.assert(
            fc.property(fc.oneof(fc.jsonValue(), workflow), (definition) =>
                assert.deepEqual(failures(JSON.stringify(definition)), []),
            ),
            { numRuns: 200 },
        ));
});
