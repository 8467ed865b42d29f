import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { rules } from "../rules";
import { fixtures } from "./fixtures";
import { judgeChange, judgeWorld } from "./judgement";
import { mutantsOf, withoutResource } from "./mutants";
import { namedMutations } from "./named";
import { relations, relativesOf } from "./relatives";
import { mutationResults, type Result } from "./results";
import { DOCUMENT, formattedDocument } from "./writeDocument";

describe("mutation of a compliant resource", function () {
    this.timeout(300_000);
    let results: readonly Result[];

    before(async () => {
        results = await mutationResults(rules);
    });

    it("is found out by every rule", () => {
        const survived = results.filter(({ kills }) => kills.length === 0).map(({ rule }) => rule.id);
        assert.deepEqual(survived, [], "no mutation is found out by these rules");
    });

    it("is found out by no other rule than declared relatives", () => {
        const strangers = results.flatMap(({ kills }) =>
            kills.flatMap(({ rule, type, mutation, others }) =>
                others.filter((id) => !relativesOf(rule).has(id)).map((id) => `${rule}: ${mutation} of ${type}: ${id}`),
            ),
        );
        assert.deepEqual(
            strangers,
            [],
            "fire too; a relation that is right belongs into policies/mutation/relatives.ts",
        );
    });

    it("shows every relation that is declared, each with its reason", () => {
        const kills = results.flatMap((result) => result.kills);
        const stale = relations.flatMap(({ of, relatives, reason }) => {
            assert.match(reason, /\.$/);
            const seen = kills.filter(({ rule }) => of.includes(rule));
            const mutated = of.filter(
                (id) =>
                    !seen.some(({ rule, others }) => rule === id && others.some((other) => relatives.includes(other))),
            );
            return [...mutated, ...relatives.filter((id) => !seen.some(({ others }) => others.includes(id)))];
        });
        assert.deepEqual(stale, []);
    });

    it("has a name only where the operators make none that is found out", () => {
        const named = results.filter(({ kills }) => kills.some(({ isNamed }) => isNamed)).map(({ rule }) => rule.id);
        assert.deepEqual(named.toSorted(), Object.keys(namedMutations).toSorted());
    });

    it("is judged by what it touches as if all were judged", async () => {
        const { world, before: unchanged } = await fixtures();
        const resources = world.flatMap((stack) => stack.resources);
        const mutants = resources.flatMap((resource) => [
            withoutResource(world, resource),
            ...mutantsOf(world, resource, false),
        ]);
        for (const { world: changed, change, description } of mutants.filter((_, index) => index % 400 === 0)) {
            const found = (problems: ReadonlyMap<string, unknown>) =>
                [...problems.keys()].filter((key) => !unchanged.problems.has(key)).toSorted();
            const whole = found(judgeWorld(rules, changed).problems);
            assert.deepEqual(found(judgeChange(rules, changed, change, unchanged).problems), whole, description);
        }
    });

    it("is written down in docs/policy-mutations.md; 'npm run docs' writes it", async () => {
        assert.equal(readFileSync(DOCUMENT, "utf8"), await formattedDocument(results));
    });
});
