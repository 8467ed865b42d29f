import type { Rule } from "../framework/rule";
import { fixtures } from "./fixtures";
import { killsOf, type Kill } from "./kills";

/** What came of the mutations made for a rule. */
export interface Result {
    readonly rule: Rule;
    readonly kills: readonly Kill[];
}

/** Mutates the fixtures for each of the rules. */
export async function mutationResults(rules: readonly Rule[]): Promise<Result[]> {
    const made = await fixtures();
    return rules.map((rule) => ({ rule, kills: killsOf(rule, rules, made) }));
}
