import assert from "node:assert/strict";
import { run, subjectsOf, UNKNOWN, type Subject } from "../testing/harness";
import { attached } from "./attached";
import { parseJson } from "./json";
import { wellArchitected } from "./references";
import { defineRule } from "./rule";

const THING = "test:index:Thing";
const PART = "test:index:Part";
const thing = subjectsOf(THING);
const part = subjectsOf(PART);

const rule = defineRule({
    id: "test-thing-parted",
    displayName: "Things have parts",
    description: "Things have a part.",
    severity: "low",
    tags: ["test"],
    frameworks: [wellArchitected("SEC03-BP02")],
    remediationSteps: "Attach a part.",
    url: "https://example.com",
    examples: ["aws.sqs.Queue"],
    types: [THING, PART],
    ...attached({
        of: [THING],
        by: { types: [PART], property: "thing", identities: ["name"] },
        id: "part",
        fault: (name) => `'${name}' has no part.`,
        within: ({ name, props }) => props.part !== undefined && parseJson(props.part as string, name) !== null,
    }),
});

const judge = (...subjects: readonly Subject[]) => {
    const { violations, undecided } = run({ rules: [rule], subjects });
    return { violations, undecided };
};
const [passes, violates, undecided] = [
    { violations: [], undecided: [] },
    { violations: ["part"], undecided: [] },
    { violations: [], undecided: ["part"] },
];
const named = { outputs: { name: "orders" } };

describe("a part that must be attached", () => {
    it("stands beside the resource or in it; where neither is so, it is missing", () => {
        assert.deepEqual(judge(thing({}, named), part({ thing: "orders" })), passes);
        assert.deepEqual(judge(thing({ part: "{}" }, named)), passes);
        assert.deepEqual(judge(thing({}, named), part({ thing: "carts" })), violates);
    });

    it("is not decided while one place is not known, unless the other has it", () => {
        assert.deepEqual(judge(thing({}, named), part({ thing: UNKNOWN })), undecided);
        assert.deepEqual(judge(thing({ part: UNKNOWN }, named)), undecided);
        assert.deepEqual(judge(thing({ part: "{}" }, named), part({ thing: UNKNOWN })), passes);
        assert.deepEqual(judge(thing({ part: UNKNOWN }, named), part({ thing: "orders" })), passes);
    });

    it("is missing where the resource's own text cannot be read, whatever stands beside it", () => {
        assert.deepEqual(judge(thing({ part: "{" }, named), part({ thing: "orders" })), violates);
    });
});
