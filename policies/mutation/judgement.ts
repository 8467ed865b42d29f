import type { StackState } from "../check/state";
import { policyResources, type StateResource } from "../framework/evaluate";
import { Judge } from "../framework/judge";
import { parametersOf } from "../framework/parameters";
import { looksAt, type Rule } from "../framework/rule";
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
}

/** What has changed in a mutant, so that the rest need not be judged again. */
export interface Change {
    readonly stack: string;
    readonly type: string;
    /** @default - a resource is gone */
    readonly resource?: StateResource;
}

/** Judges a world as it is by some rules, without exemptions and configuration. */
export function judgeWorld(rules: readonly Rule[], world: World): Judgement {
    const all = world.flatMap(({ resources }) => resources);
    return judge(rules, all, [...world.map(({ resources }) => resources)], all);
}

/**
 * Judges a mutant: what its change may have touched.
 *
 * @param before what the same rules, and maybe more, said of the world before: a rule that did not look at a type then does
 *     not see a change of one
 */
export function judgeChange(rules: readonly Rule[], world: World, change: Change, before: Judgement): Judgement {
    const all = world.flatMap(({ resources }) => resources);
    const stacks = world.filter(({ stack }) => stack === change.stack).map(({ resources }) => resources);
    const touched = rules.filter(
        (rule) => looksAt(rule, change.type) || before.looked.get(rule.id)?.has(change.type) === true,
    );
    return judge(touched, change.resource === undefined ? [] : [change.resource], stacks, all);
}

function judge(
    rules: readonly Rule[],
    alone: readonly StateResource[],
    stacks: readonly (readonly StateResource[])[],
    environment: readonly StateResource[],
): Judgement {
    const problems = new Map<string, Problem>();
    const judged = new Set<string>();
    const looked = new Map<string, Set<string>>();
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
    return { problems, judged, looked };
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
