import assert from "node:assert/strict";
import type { StateResource } from "./framework/evaluate";
import type { Rule } from "./framework/rule";
import { documentProperties } from "./aws/iam/sources";
import { fixtures, type Fixtures } from "./mutation/fixtures";
import { judgeChange, judgeWorld } from "./mutation/judgement";
import { withInputs } from "./mutation/mutants";
import { formOf, setAt } from "./mutation/operators";
import { rules } from "./rules";

/** Text in languages other than JSON, by the names of the properties that hold it. */
const LANGUAGES = ["alarmRule", "body"];

describe("text that cannot be read", function () {
    this.timeout(300_000);

    it("passes no rule that reads it", async () => {
        const made = await fixtures();
        const passing = new Set<string>();
        const parsing = new Set<string>();
        for (const rule of rules) {
            for (const { found, place } of verdicts(rule, made)) {
                parsing.add(rule.id);
                if (!found) passing.add(`${rule.id}: ${place}`);
            }
        }
        assert.deepEqual([...passing].toSorted(), []);
        assert.ok(parsing.size >= 50, `only ${parsing.size} rules read a text`);
    });

    it("passes no rule in any type that holds a policy document", () => {
        const passing: string[] = [];
        let count = 0;
        for (const rule of rules.filter((each) => each.resource !== undefined)) {
            for (const type of rule.types) {
                for (const property of documentProperties(type)) {
                    const path = property === "inlinePolicies" ? "inlinePolicies.0.policy" : property;
                    for (const text of [
                        "{",
                        "null",
                        '{"Statement":{"effect":"Allow","Effect":"Deny"}}',
                        '{"Statement":[{}]}',
                    ]) {
                        const { found, read } = judgedWith(rule, type, path, text);
                        if (!read) continue;
                        count++;
                        if (!found) passing.push(`${rule.id}: ${property} of ${type}: ${text}`);
                    }
                }
            }
        }
        assert.deepEqual(passing, []);
        assert.ok(count > 1000, `only ${count} were read`);
    });
});

/** What a rule says of each text of a world when it is cut or says something twice, as far as the rule reads it. */
function* verdicts(rule: Rule, { world, before }: Fixtures): Generator<{ found: boolean; place: string }> {
    const looked = new Set([...rule.types, ...(before.looked.get(rule.id) ?? [])]);
    const resources = world.flatMap((stack) => stack.resources).filter(({ type }) => looked.has(type));
    const forms = new Map(resources.map((resource) => [`${resource.type} ${formOf(resource.inputs)}`, resource]));
    for (const resource of forms.values()) {
        for (const [property, text] of Object.entries(resource.inputs).filter(isText)) {
            for (const unreadable of unreadableOf(text)) {
                const inputs = { ...resource.inputs, [property]: unreadable };
                const { world: changed, change } = withInputs(world, resource, "", inputs);
                const read = watched(change.resource!, property);
                const { problems } = judgeChange([rule], changed, change, before);
                const found = [...problems].some(
                    ([key, { verdict }]) => verdict === "violation" && !before.problems.has(key),
                );
                if (read()) yield { found, place: `${property} of ${resource.urn}: ${unreadable.slice(0, 40)}` };
            }
        }
    }
}

function judgedWith(rule: Rule, type: string, path: string, text: string): { found: boolean; read: boolean } {
    const inputs = setAt(type.includes("iam/role:") ? { inlinePolicies: [] } : {}, path, text);
    const [property = ""] = path.split(".");
    if (path.includes(".0.")) Object.assign(inputs, { inlinePolicies: [{ name: "p", policy: text }] });
    const resource: StateResource = {
        type,
        name: "r",
        urn: "urn:r",
        inputs,
        outputs: { ...inputs },
        propertyDependencies: {},
    };
    const read = watched(resource, property);
    const { problems } = judgeWorld(
        [{ ...rule, stack: undefined, environment: undefined }],
        [{ stack: "test/dev", resources: [resource] }],
    );
    return { found: [...problems.values()].some(({ verdict }) => verdict === "violation"), read: read() };
}

/** Lets inputs and outputs say whether one of their properties was read. */
function watched(resource: StateResource, property: string): () => boolean {
    let isRead = false;
    for (const holder of [resource.inputs, resource.outputs]) {
        const value = holder[property];
        Object.defineProperty(holder, property, {
            enumerable: true,
            configurable: true,
            get: () => {
                isRead = true;
                return value;
            },
        });
    }
    return () => isRead;
}

function isText(entry: [string, unknown]): entry is [string, string] {
    const [property, value] = entry;
    return typeof value === "string" && (/^\s*[[{]/.test(value) || (LANGUAGES.includes(property) && value !== ""));
}

function unreadableOf(text: string): string[] {
    const [, name] = /^\s*\{\s*"(\w+)"/.exec(text) ?? [];
    return [text.slice(0, -1), ...(name === undefined ? [] : [text.replace("{", `{"${name}":0,`)])];
}
