import assert from "node:assert/strict";
import { rules } from "../rules";
import { exampleNames } from "../testing/exampleNames";
import { exampleState } from "./examples";
import { judgeWorld } from "./judgement";

/** Rules that judge one stack by another, of which an example shows one. */
const BY_OTHER_STACKS = ["stack-reference-current"];

/** Rules that forbid a kind of resource altogether: their examples show what to have instead. */
const FORBIDDING = ["iam-user-absent", "iam-access-key-absent", "iam-user-policy-by-group"];

describe("examples of rules", function () {
    this.timeout(120_000);

    it("run, and meet their own rule with everything known", async () => {
        const unmet: string[] = [];
        const unjudged: string[] = [];
        const exists = new Set(exampleNames.map(({ name }) => name));
        for (const rule of rules.filter(({ id }) => !BY_OTHER_STACKS.includes(id))) {
            const { problems, judged } = judgeWorld([rule], [await exampleState(rule.examples.aws)]);
            if (!judged.has(rule.id)) unjudged.push(rule.id);
            // What an example only names is not its program's, unless the rule looks at what belongs to it.
            const own = (key: string) =>
                rule.stack !== undefined || !exists.has(key.split(" ")[1].split("::").at(-1) ?? "");
            unmet.push(...[...problems.keys()].filter(own));
        }
        assert.deepEqual(unmet, []);
        assert.deepEqual(unjudged, FORBIDDING, "their examples give these rules nothing to judge");
    });

    it("would not, if they violated it", async () => {
        const rule = rules.filter(({ id }) => id === "lambda-tracing-active");
        const wrong = 'new aws.lambda.Function("orders", { role: role.arn, code });';
        const { problems } = judgeWorld(rule, [await exampleState(wrong)]);
        assert.deepEqual([...problems.values()], [{ rule: "lambda-tracing-active", verdict: "violation" }]);
    });
});
