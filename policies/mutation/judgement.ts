import type { StackState } from "../check/state";
import { policyResources, type StateResource } from "../framework/evaluate";
import { Judge } from "../framework/judge";
import { parametersOf } from "../framework/parameters";
import { ANY_AWS_TYPE, looksAt, type Rule } from "../framework/rule";
import { StackView, type StackResource } from "../framework/stack";

/** The layers of an environment, or the one stack of an example. */
export type World = readonly StackState[];

/** A finding other than a pass. */
interface Problem {
    readonly rule: string;
    readonly verdict: string;
    readonly isUnread: boolean;
}

/** What rules said of a world. */
export interface Judgement {
    /** Findings other than passes by `<rule> <urn> <finding>`; `isUnread` when all that is wrong is that a text cannot be read. */
    readonly problems: ReadonlyMap<string, Problem>;
    /** Ids of the rules that judged something, if only to let it pass. */
    readonly judged: ReadonlySet<string>;
    /** Types of the resources that rules over several resources looked at, by the rules' ids. */
    readonly looked: ReadonlyMap<string, ReadonlySet<string>>;
    /** What rules read, by their ids: `<urn> <property>`, and the URN alone where they read which properties there are. */
    readonly read: ReadonlyMap<string, ReadonlySet<string>>;
}

/** What has changed in a mutant, so that the rest need not be judged again. */
export interface Change {
    readonly stack: string;
    readonly type: string;
    readonly name: string;
    /** @default - a resource is gone */
    readonly resource?: StateResource;
    /** The properties that have changed. @default - the resource is one more, or gone */
    readonly properties?: readonly string[];
}

/** Judges a world as it is by some rules, without exemptions and configuration. */
export function judgeWorld(rules: readonly Rule[], world: World): Judgement {
    const judgement = { problems: new Map(), judged: new Set<string>(), looked: new Map(), read: new Map() };
    for (const rule of rules) {
        // What a rule read shows only where no other rule has read it before.
        const read = new Set<string>();
        const stacks = world.map(({ resources }) => resources.map((resource) => recording(resource, read)));
        judgement.read.set(rule.id, read);
        judge([rule], stacks.flat(), stacks, stacks.flat(), judgement);
    }
    return judgement;
}

/**
 * Judges a mutant: what its change may have touched.
 *
 * @param before what the same rules, and maybe more, said of the world before: a rule that did not look at a type then, or not read
 *     a property, does not see a change of it
 */
export function judgeChange(rules: readonly Rule[], world: World, change: Change, before: Judgement): Judgement {
    const touched = rules.filter((rule) => isTouched(rule, change, before));
    const judgement = { problems: new Map(), judged: new Set<string>(), looked: new Map(), read: new Map() };
    // Rules name the types that they ask for; the others would only have to be put into the view.
    const types = new Set(touched.flatMap((rule) => rule.types));
    const asked = world.map(({ stack, resources }) => ({
        stack,
        resources: types.has(ANY_AWS_TYPE) ? resources : resources.filter((each) => types.has(each.type)),
    }));
    judge(
        touched,
        change.resource === undefined ? [] : [change.resource],
        asked.filter(({ stack }) => stack === change.stack).map(({ resources }) => resources),
        asked.flatMap(({ resources }) => resources),
        judgement,
    );
    return judgement;
}

function isTouched(rule: Rule, { type, resource, properties }: Change, before: Judgement): boolean {
    if (properties === undefined || resource === undefined)
        return looksAt(rule, type) || before.looked.get(rule.id)?.has(type) === true;
    const read = before.read.get(rule.id);
    return [resource.urn, ...properties.map((property) => `${resource.urn} ${property}`)].some(
        (each) => read?.has(each) === true,
    );
}

/** The resource, which writes down what is read of it. */
function recording(resource: StateResource, read: Set<string>): StateResource {
    const { urn } = resource;
    const recorded = (props: Readonly<Record<string, unknown>>) =>
        new Proxy(props, {
            get: (target, property) => {
                read.add(`${urn} ${String(property)}`);
                return Reflect.get(target, property) as unknown;
            },
            has: (target, property) => {
                read.add(`${urn} ${String(property)}`);
                return Reflect.has(target, property);
            },
            ownKeys: (target) => {
                read.add(urn);
                return Reflect.ownKeys(target);
            },
        });
    return { ...resource, inputs: recorded(resource.inputs), outputs: recorded(resource.outputs) };
}

/** A judgement as it grows. */
interface Growing {
    readonly problems: Map<string, Problem>;
    readonly judged: Set<string>;
    readonly looked: Map<string, Set<string>>;
}

function judge(
    rules: readonly Rule[],
    alone: readonly StateResource[],
    stacks: readonly (readonly StateResource[])[],
    environment: readonly StateResource[],
    { problems, judged, looked }: Growing,
): void {
    const note = (rule: Rule, urn: string, { findings }: Judge) => {
        if (findings.length > 0) judged.add(rule.id);
        for (const { id, verdict, isUnread = false } of findings)
            if (verdict !== "pass") problems.set(`${rule.id} ${urn} ${id}`, { rule: rule.id, verdict, isUnread });
    };
    const together = (rule: Rule, by: "stack" | "environment", view: WatchedView) => {
        const seen = looked.get(rule.id) ?? new Set();
        looked.set(rule.id, seen);
        if (view.watch(seen).ofType(...rule.types).length === 0) return;
        const judges = new Map<string, Judge>();
        const judgeOf = ({ urn }: { readonly urn: string }) => {
            const found = judges.get(urn) ?? new Judge();
            judges.set(urn, found);
            return found;
        };
        rule[by]?.(view, judgeOf, parametersOf(rule.id, rule.parameters ?? {}, {}));
        for (const [urn, found] of judges) note(rule, urn, found);
    };
    const views = stacks.map(lazyView);
    const wholeView = lazyView(environment);
    for (const rule of rules) {
        for (const resource of alone) {
            if (rule.resource === undefined || !looksAt(rule, resource.type)) continue;
            const found = new Judge();
            const parameters = parametersOf(rule.id, rule.parameters ?? {}, {});
            rule.resource({ ...resource, props: resource.inputs }, found, parameters);
            note(rule, resource.urn, found);
        }
        for (const view of rule.stack === undefined ? [] : views) together(rule, "stack", view());
        if (rule.environment !== undefined) together(rule, "environment", wholeView());
    }
}

/** A view that writes down at which types a rule looks. */
class WatchedView extends StackView {
    private looked = new Set<string>();

    watch(looked: Set<string>): this {
        this.looked = looked;
        return this;
    }

    override all(): readonly StackResource[] {
        for (const { type } of super.all()) this.looked.add(type);
        return super.all();
    }

    override ofType(...types: readonly string[]): readonly StackResource[] {
        for (const type of types) this.looked.add(type);
        return super.ofType(...types);
    }
}

/** Made when a rule first needs it. */
function lazyView(resources: readonly StateResource[]): () => WatchedView {
    let view: WatchedView | undefined;
    const inputs = () => new Map(resources.map(({ urn, inputs: props }) => [urn, props]));
    return () => (view ??= new WatchedView(policyResources(resources), inputs()));
}
