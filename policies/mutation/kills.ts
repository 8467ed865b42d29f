import type { Rule } from "../framework/rule";
import type { Fixtures } from "./fixtures";
import { judgeChange } from "./judgement";
import { mutantsOf, withInputs, withoutResource, withResource, type Mutant } from "./mutants";
import { namedMutations } from "./named";
import { setAt } from "./operators";

/** A mutant that a rule finds out. */
export interface Kill {
    readonly rule: string;
    /** Type of the resource that was changed. */
    readonly type: string;
    /** Its name. */
    readonly name: string;
    readonly mutation: string;
    /** Whether `named.ts` has it, and no operator made it. */
    readonly isNamed: boolean;
    /** Ids of the other rules that find it out. */
    readonly others: readonly string[];
}

/** Mutants that other rules find out as well, of which the best is taken. */
const TRIES = 30;

/**
 * For each type of a rule the mutant that it finds out, most alone and first. Only when there is none, the one that has a name; and
 * only then for the other types that it looks at, such as a function's alarms.
 */
export function killsOf(rule: Rule, rules: readonly Rule[], fixtures: Fixtures): Kill[] {
    const byOperators = (types: Iterable<string>) =>
        [...types].flatMap((type) => bestKill(rule, rules, fixtures, mutants(rule, type, fixtures), false) ?? []);
    const looked = fixtures.before.looked.get(rule.id) ?? new Set<string>();
    const found = byOperators(rule.types);
    if (found.length > 0) return found;
    const named = bestKill(rule, rules, fixtures, namedMutants(rule, fixtures), true);
    return named === undefined ? byOperators([...looked].filter((type) => !rule.types.includes(type))) : [named];
}

function bestKill(
    rule: Rule,
    rules: readonly Rule[],
    fixtures: Fixtures,
    mutants: Iterable<Mutant>,
    isNamed: boolean,
): Kill | undefined {
    let best: Kill | undefined;
    let tries = 0;
    for (const mutant of mutants) {
        if (!found([rule], mutant, fixtures).includes(rule.id)) continue;
        const { description: mutation, change } = mutant;
        const others = byAll(rules, mutant, fixtures).filter((id) => id !== rule.id);
        if (best === undefined || others.length < best.others.length)
            best = { rule: rule.id, type: change.type, name: change.name, mutation, isNamed, others };
        if (others.length === 0 || ++tries >= TRIES) return best;
    }
    return best;
}

/** What the operators make of the resources of a type. */
function* mutants(rule: Rule, type: string, { world }: Fixtures): Generator<Mutant> {
    const resources = world.flatMap((stack) => stack.resources).filter((each) => each.type === type);
    const isAlone = rule.resource !== undefined;
    if (!isAlone) for (const resource of resources) yield withoutResource(world, resource);
    for (const resource of resources) yield* mutantsOf(world, resource, false);
    if (!isAlone) return;
    if ((rule.stack ?? rule.environment) !== undefined)
        for (const resource of resources) yield withoutResource(world, resource);
    // Most are found out by less, and each word is one mutant more of every text.
    for (const resource of resources) yield* mutantsOf(world, resource, true);
}

/** What `named.ts` has for a rule. */
function* namedMutants({ id }: Rule, { world }: Fixtures): Generator<Mutant> {
    const { set, add } = namedMutations[id] ?? {};
    const all = world.flatMap((stack) => stack.resources);
    if (set !== undefined) {
        const [type, path, value] = set;
        for (const resource of all.filter((each) => each.type === type))
            yield withInputs(
                world,
                resource,
                `set ${JSON.stringify(value)} at \`${path}\``,
                setAt(resource.inputs, path, value),
            );
    }
    const beside = all.at(-1);
    if (add !== undefined && beside !== undefined) {
        const [type, inputs] = add;
        const urn = `urn:pulumi:added::added::${type}::added`;
        yield withResource(world, beside, {
            type,
            name: "added",
            urn,
            inputs,
            outputs: inputs,
            propertyDependencies: {},
        });
    }
}

/** What all rules say of mutants: several rules find the same one out. */
const said = new WeakMap<Fixtures, Map<string, readonly string[]>>();

function byAll(rules: readonly Rule[], mutant: Mutant, fixtures: Fixtures): readonly string[] {
    const known = said.get(fixtures) ?? new Map<string, readonly string[]>();
    said.set(fixtures, known);
    const { type, name } = mutant.change;
    const key = `${type} ${name} ${mutant.description}`;
    const ids = known.get(key) ?? found(rules, mutant, fixtures);
    known.set(key, ids);
    return ids;
}

/** Ids of the rules that find something in the mutant that they did not find before. */
function found(rules: readonly Rule[], { world, change }: Mutant, { before }: Fixtures): string[] {
    // A text that is broken is found by whoever reads it, which says nothing of what the rule is about.
    const now = [...judgeChange(rules, world, change, before).problems].filter(
        ([key, { verdict, isUnread }]) => verdict === "violation" && !isUnread && !before.problems.has(key),
    );
    return [...new Set(now.map(([, { rule }]) => rule))].sort();
}
