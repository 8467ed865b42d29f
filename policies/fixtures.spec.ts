import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { examplesOf } from "./examples";
import { fixtures } from "./mutation/fixtures";
import { judgeWorld } from "./mutation/judgement";
import type { Rule } from "./framework/rule";
import { rules } from "./rules";
import { madeBy } from "./testing/madeBy";

const load = createRequire(__filename);

/** Rules that forbid a kind of resource altogether: the fixtures show what to have instead. */
const FORBIDDING = ["iam-user-absent", "iam-access-key-absent", "iam-user-policy-by-group"];

describe("fixtures of rules", function () {
    this.timeout(60_000);

    it("meet all rules, with everything known, and give each something to judge", async () => {
        const { before } = await fixtures();
        assert.deepEqual(
            [...before.problems.keys()],
            [],
            "rules that the fixtures do not meet: mend policies/fixtures, which show how to",
        );
        const unjudged = rules.filter(({ id }) => !before.judged.has(id)).map(({ id }) => id);
        assert.deepEqual(
            unjudged,
            FORBIDDING,
            "rules that judge none of the fixtures: add what they are about to policies/fixtures, or say here that they forbid it",
        );
    });

    it("with a component meet the rules that name them", async () => {
        // What stands around components is made with the others.
        await fixtures();
        const { resources } = await madeBy(() => load("./fixtures/components"));
        const { problems, read } = judgeWorld(rules, [{ stack: "shop/prod", resources }]);
        const nameOf = (example: string) =>
            example.split(" ")[1] ??
            resources.find(({ type }) => type.endsWith(`:${example}`))?.name ??
            assert.fail(example);
        const names = ({ examples }: Rule) =>
            examples.filter((example) => !/^(aws|pulumi)\./.test(example)).map(nameOf);
        const unmet = rules.flatMap((rule) => {
            // What only all layers together show, such as a boundary, one program leaves undecided.
            const isMet = (verdict: string) => verdict === "undecided" && rule.environment !== undefined;
            const found = [...problems].filter(([, problem]) => problem.rule === rule.id && !isMet(problem.verdict));
            return found.map(([key]) => key).filter((key) => names(rule).some((name) => isOf(key, name)));
        });
        assert.deepEqual(unmet, [], "rules that their example in policies/fixtures/components.ts does not meet");
        const unread = rules.filter((rule) =>
            names(rule).some((name) => ![...read.get(rule.id)!].some((entry) => isOf(`${rule.id} ${entry}`, name))),
        );
        assert.deepEqual(
            unread.map(({ id }) => id),
            // The API's permissions are named by the functions, and of its deployment it matters that it has no parts.
            ["lambda-permission-scoped", "stack-snapshot-whole"],
            "rules that read nothing of the component that they name: mend it in policies/fixtures/components.ts",
        );
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
