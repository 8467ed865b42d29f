import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { examplesOf } from "./examples";
import { fixtures, plainProviders } from "./mutation/fixtures";
import { judgeWorld } from "./mutation/judgement";
import { rules } from "./rules";
import { simulatingProviders } from "./testing/platform";
import { runProgram } from "./testing/program";

const load = createRequire(__filename);

/** Rules that forbid a kind of resource altogether: the fixtures show what to have instead. */
const FORBIDDING = ["iam-user-absent", "iam-access-key-absent", "iam-user-policy-by-group"];

describe("fixtures of rules", function () {
    this.timeout(60_000);

    it("meet all rules, with everything known, and give each something to judge", async () => {
        const { before } = await fixtures();
        assert.deepEqual([...before.problems.keys()], []);
        const unjudged = rules.filter(({ id }) => !before.judged.has(id)).map(({ id }) => id);
        assert.deepEqual(unjudged, FORBIDDING);
    });

    it("with a component meet the rules that name them", async () => {
        // What stands around components is made with the others.
        await fixtures();
        const simulating = simulatingProviders("eu-west-1", new Map());
        const { resources } = await runProgram(
            "shop",
            "prod",
            { ...simulating, make: (...resource) => plainProviders.make(...resource) },
            () => {
                load("./fixtures/components");
                return Promise.resolve({});
            },
        );
        const { problems } = judgeWorld(rules, [{ stack: "shop/prod", resources }]);
        const nameOf = (example: string) =>
            example.split(" ")[1] ??
            resources.find(({ type }) => type.endsWith(`:${example}`))?.name ??
            assert.fail(example);
        const unmet = rules.flatMap(({ id, examples }) => {
            const names = examples.filter((example) => !/^(aws|pulumi)\./.test(example)).map(nameOf);
            // What only all layers together show, such as a boundary, one program leaves undecided.
            const found = [...problems].filter(([, problem]) => problem.rule === id && problem.verdict === "violation");
            return found.map(([key]) => key).filter((key) => names.some((name) => isOf(key, name)));
        });
        assert.deepEqual(unmet, []);
    });

    it("are shown by every rule, whose examples name plain ones first", () => {
        for (const rule of rules) {
            const { aws, component } = examplesOf(rule);
            assert.match(aws, /^(\/\/.*\n|\/\*\*.*\n)*(const \w+ = )?new (aws|pulumi)\./m, rule.id);
            assert.ok(component === undefined || /new [A-Z]/.test(component), rule.id);
            assert.match(rule.examples[0], /^(aws|pulumi)\./, rule.id);
        }
        assert.throws(
            () => examplesOf({ examples: ["aws.sqs.Queue nobodys"] }),
            /The example 'aws\.sqs\.Queue nobodys' is not in policies\/fixtures/,
        );
    });
});

/** Whether a finding is about what a component made, which is named from its name. */
function isOf(key: string, component: string): boolean {
    const name = key.split(" ")[1]?.split("::").at(-1) ?? "";
    return name === component || name.startsWith(`${component}-`);
}
