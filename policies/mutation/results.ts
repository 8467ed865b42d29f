import type { Rule } from "../framework/rule";
import { judgeWorld } from "./judgement";
import { killsOf, subjectsOf, type Kill, type Subject } from "./kills";
import { platformStates, WITH_EVERYTHING } from "./platform";

/** What came of the mutations made for a rule. */
export interface Result {
    readonly rule: Rule;
    readonly kills: readonly Kill[];
    readonly subjects: readonly Subject[];
}

/** The environment whose states are mutated: the one in which most is demanded, and all is made. */
const ENVIRONMENT = "prod";

/** Mutates the platform, and where it lacks what a rule judges the rule's example, for each of the rules. */
export async function mutationResults(rules: readonly Rule[]): Promise<Result[]> {
    const world = await platformStates(ENVIRONMENT, WITH_EVERYTHING);
    const platform: Subject = { of: "platform", world, before: judgeWorld(rules, world) };
    const results: Result[] = [];
    for (const rule of rules) {
        // One after the other: the SDK knows one program at a time.
        const subjects = await subjectsOf(rule, rules, platform);
        results.push({ rule, subjects, kills: killsOf(rule, rules, subjects) });
    }
    return results;
}
