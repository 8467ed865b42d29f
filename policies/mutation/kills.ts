import type { StateResource } from "../framework/evaluate";
import { ANY_AWS_TYPE, type Rule } from "../framework/rule";
import { exampleState } from "./examples";
import { judgeChange, judgeWorld, type Judgement, type World } from "./judgement";
import { mutantsOf, withInputs, withoutResource, withResource, type Mutant } from "./mutants";
import { namedMutations, type NamedMutation } from "./named";
import { formOf, setAt } from "./operators";

/** A mutant that a rule finds out. */
export interface Kill {
    readonly rule: string;
    /** Type of the resource that was changed. */
    readonly type: string;
    readonly mutation: string;
    /** What was changed: a resource of the platform, of the rule's example, or of a program made for it. */
    readonly of: "platform" | "example" | "program";
    /** Ids of the other rules that find it out. */
    readonly others: readonly string[];
}

/** A world with what is said of it before anything is changed. */
export interface Subject {
    readonly of: Kill["of"];
    readonly world: World;
    readonly before: Judgement;
    /** @default - the operators change it */
    readonly named?: NamedMutation;
}

/** Mutants that other rules find out as well, of which the best is taken. */
const TRIES = 30;

/** Resources of a type that are changed in a world. */
const FORMS = 5;

/** The worlds in which a rule's mutants are made, in the order in which they are tried. */
export async function subjectsOf(rule: Rule, rules: readonly Rule[], platform: Subject): Promise<Subject[]> {
    const programOf = async (of: Kill["of"], program: string, named?: NamedMutation): Promise<Subject> => {
        const world = [await exampleState(program)];
        return { of, world, before: judgeWorld(rules, world), named };
    };
    const example = await programOf("example", rule.examples.aws);
    const subjects = [platform, example];
    for (const named of namedMutations[rule.id] ?? []) {
        if (named.program !== undefined) subjects.push(await programOf("program", named.program, named));
        else subjects.push({ ...platform, named }, { ...example, named });
    }
    return subjects;
}

/**
 * For each type of a rule the mutant that it finds out, most alone and first. Only when there is none, for the other types that
 * it looks at, such as a function's alarms.
 */
export function killsOf(rule: Rule, rules: readonly Rule[], subjects: readonly Subject[]): Kill[] {
    const ofTypes = (types: Iterable<string>) =>
        [...new Set(types)].flatMap((type) => {
            let best: Kill | undefined;
            for (const subject of subjects) {
                const kill = bestKill(rule, type, rules, subject);
                if (kill !== undefined && kill.others.length < (best?.others.length ?? Infinity)) best = kill;
                if (best?.others.length === 0) break;
            }
            return best ?? [];
        });
    // A rule of all types shows itself where its own mutant is made.
    const named = subjects.flatMap((subject) => subject.named?.set?.[0] ?? subject.named?.add?.[0] ?? []);
    const kills = ofTypes(rule.types.includes(ANY_AWS_TYPE) ? named : rule.types);
    const looked = new Set(subjects.flatMap(({ before }) => [...(before.looked.get(rule.id) ?? [])]));
    return kills.length > 0 ? kills : ofTypes([...looked].filter((type) => !rule.types.includes(type)));
}

function bestKill(rule: Rule, type: string, rules: readonly Rule[], subject: Subject): Kill | undefined {
    let best: Kill | undefined;
    let tries = 0;
    for (const mutant of mutants(subject, type, rule)) {
        if (!found([rule], mutant, subject).includes(rule.id)) continue;
        const others = found(rules, mutant, subject).filter((id) => id !== rule.id);
        if (best === undefined || others.length < best.others.length)
            best = { rule: rule.id, type, mutation: mutant.description, of: subject.of, others };
        if (others.length === 0 || ++tries >= TRIES) return best;
    }
    return best;
}

function* mutants({ world, named }: Subject, type: string, rule: Rule): Generator<Mutant> {
    const all = world.flatMap(({ resources }) => resources);
    const resources = differing(all.filter((each) => each.type === type));
    const [first] = all;
    if (named?.add?.[0] === type && first !== undefined) {
        const urn = `urn:pulumi:added::added::${type}::added`;
        const [, inputs] = named.add;
        yield withResource(world, first, {
            type,
            name: "added",
            urn,
            inputs,
            outputs: inputs,
            propertyDependencies: {},
        });
    } else if (named?.set !== undefined) {
        const [of, path, value] = named.set;
        const [resource] = resources;
        if (of === type && resource !== undefined)
            yield withInputs(
                world,
                resource,
                `set ${JSON.stringify(value)} at \`${path}\``,
                setAt(resource.inputs, path, value),
            );
    } else {
        if (rule.resource === undefined) for (const resource of resources) yield withoutResource(world, resource);
        for (const resource of resources) yield* mutantsOf(world, resource, rule.resource !== undefined);
        if (rule.resource !== undefined && (rule.stack ?? rule.environment) !== undefined)
            for (const resource of resources) yield withoutResource(world, resource);
    }
}

/** Some resources of a type, of different forms: more of the same form would only say the same again. */
function differing(resources: readonly StateResource[]): StateResource[] {
    const forms = new Map(resources.map((resource) => [formOf(resource.inputs), resource]));
    return [...forms.values()].slice(0, FORMS);
}

/** Ids of the rules that find something in the mutant that they did not find before. */
function found(rules: readonly Rule[], { world, change }: Mutant, { before }: Subject): string[] {
    // A text that is broken is found by whoever reads it, which says nothing of what the rule is about.
    const now = [...judgeChange(rules, world, change, before).problems].filter(
        ([key, { verdict, isUnread }]) => verdict === "violation" && !isUnread && !before.problems.has(key),
    );
    return [...new Set(now.map(([, { rule }]) => rule))].sort();
}
