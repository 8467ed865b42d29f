import assert from "node:assert/strict";
import type { StackState } from "../check/state";
import type { Rule } from "../framework/rule";
import { rules } from "../rules";
import { exampleNames } from "../testing/exampleNames";
import { componentExampleState, exampleState } from "./examples";
import { judgeWorld } from "./judgement";
import { platformStates, WITH_EVERYTHING } from "./platform";

/** Rules that judge one stack by another, of which an example shows one. */
const BY_OTHER_STACKS = ["stack-reference-current"];

/** Rules that forbid a kind of resource altogether: their examples show what to have instead. */
const FORBIDDING = ["iam-user-absent", "iam-access-key-absent", "iam-user-policy-by-group"];

/** Rules about what components never do, rightly or wrongly, or about what another layer adds. */
const WITHOUT_SUBJECT = [
    // No role has a list of policies beside the policies that verbs attach.
    "iam-role-policy-conflict",
    // Deliveries go to S3 only, which takes no secret.
    "firehose-secrets-managed",
    // What is encrypted with the key is made elsewhere.
    "kms-key-admits-users",
];

/** Rules that look for alarms, which components make, on what no component makes yet. */
const WITHOUT_COMPONENT = ["sfn-machine-alarmed"];

/** URN of what a component made, itself or by one of its own. */
const OF_COMPONENT = /::platform:\w+:\w+\$/;

const exists = new Set(exampleNames.map(({ name }) => name));

/** Name of the resource that a finding is about. */
function nameIn(key: string): string {
    return key.split(" ")[1]?.split("::").at(-1) ?? "";
}

describe("examples of rules", function () {
    this.timeout(120_000);

    it("run, and meet their own rule with everything known", async () => {
        const unmet: string[] = [];
        const unjudged: string[] = [];
        for (const rule of rules.filter(({ id }) => !BY_OTHER_STACKS.includes(id))) {
            const { problems, judged } = judgeWorld([rule], [await exampleState(rule.examples.aws)]);
            if (!judged.has(rule.id)) unjudged.push(rule.id);
            // What an example only names is not its program's, unless the rule looks at what belongs to it.
            const own = (key: string) => rule.stack !== undefined || !exists.has(nameIn(key));
            unmet.push(...[...problems.keys()].filter(own));
        }
        assert.deepEqual(unmet, []);
        assert.deepEqual(unjudged, FORBIDDING, "their examples give these rules nothing to judge");
    });

    it("with a component meet their own rule, too", async () => {
        const states = new Map<string, StackState>();
        const unmet: string[] = [];
        const unjudged: string[] = [];
        for (const rule of rules) {
            const { component } = rule.examples;
            if (component === undefined) continue;
            const state = states.get(component) ?? (await componentExampleState(component));
            states.set(component, state);
            const { problems, judged } = judgeWorld([rule], [state]);
            if (!judged.has(rule.id)) unjudged.push(rule.id);
            // What only all layers together show, such as a boundary, one stack leaves undecided.
            const isDue = ({ verdict }: { verdict: string }) =>
                rule.environment === undefined || verdict === "violation";
            const due = [...problems].filter(([key, problem]) => isDue(problem) && !exists.has(nameIn(key)));
            unmet.push(...due.map(([key]) => key));
        }
        assert.deepEqual(unmet, []);
        assert.deepEqual(unjudged, WITHOUT_SUBJECT, "these give their rules nothing to judge");
    });

    it("have a component exactly where components make what the rule is about", async () => {
        const resources = (await platformStates("prod", WITH_EVERYTHING)).flatMap((state) => state.resources);
        const made = new Set(resources.filter(({ urn }) => OF_COMPONENT.test(urn)).map(({ type }) => type));
        const due = rules.filter(({ types }) => types.some((type) => made.has(type)));
        const shown = rules.filter(({ examples }) => examples.component !== undefined);
        const ids = (list: readonly Rule[], but: readonly Rule[]) =>
            list.filter((rule) => !but.includes(rule)).map(({ id }) => id);
        assert.deepEqual(ids(due, shown), WITHOUT_COMPONENT, "have no example with a component");
        assert.deepEqual(ids(shown, due), [], "are about nothing that a component makes");
    });

    it("would not, if they violated it", async () => {
        const rule = rules.filter(({ id }) => id === "lambda-tracing-active");
        const wrong = 'new aws.lambda.Function("orders", { role: role.arn, code });';
        const { problems } = judgeWorld(rule, [await exampleState(wrong)]);
        const found = [...problems.values()].map(({ rule: id, verdict }) => [id, verdict]);
        assert.deepEqual(found, [["lambda-tracing-active", "violation"]]);
    });
});
