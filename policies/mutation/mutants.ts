import type { StateResource } from "../framework/evaluate";
import type { Change, World } from "./judgement";
import { mutationsOf } from "./operators";

/** A world in which one resource is another, one more or one fewer. */
export interface Mutant {
    /** For people: `remove serverSideEncryption`. */
    readonly description: string;
    readonly world: World;
    readonly change: Change;
}

/** All mutants of one property of a resource. */
export function* mutantsOf(world: World, resource: StateResource, words: boolean): Generator<Mutant> {
    for (const { description, inputs } of mutationsOf(resource.inputs, { words, service: serviceOf(resource) }))
        yield withInputs(world, resource, description, inputs);
}

/** `aws:sqs/queue:Queue` → `sqs`. */
function serviceOf({ type }: StateResource): string | undefined {
    return /^aws:([^/]+)\//.exec(type)?.[1];
}

/** The resource with other inputs. What the provider computed stays. */
export function withInputs(
    world: World,
    resource: StateResource,
    description: string,
    inputs: Readonly<Record<string, unknown>>,
): Mutant {
    const computed = Object.entries(resource.outputs).filter(([key]) => !(key in resource.inputs));
    const changed = { ...resource, inputs, outputs: { ...Object.fromEntries(computed), ...inputs } };
    const properties = Object.keys({ ...resource.inputs, ...inputs }).filter(
        (property) => inputs[property] !== resource.inputs[property],
    );
    const { change, ...rest } = mutant(world, resource, description, changed);
    return { ...rest, change: { ...change, properties } };
}

/** The world without the resource. */
export function withoutResource(world: World, resource: StateResource): Mutant {
    return mutant(world, resource, "remove the resource");
}

/** The world with one resource more, in the stack of another. */
export function withResource(world: World, beside: StateResource, added: StateResource): Mutant {
    return mutant(world, beside, "add such a resource", beside, added);
}

function mutant(world: World, resource: StateResource, description: string, ...instead: StateResource[]): Mutant {
    const of = world.find(({ resources }) => resources.includes(resource));
    if (of === undefined) throw new Error(`${resource.urn} is not in the world that is to be changed.`);
    const changed = instead.at(-1);
    const resources = of.resources.flatMap((each) => (each === resource ? instead : [each]));
    const { type, name } = changed ?? resource;
    return {
        description,
        world: world.map((stack) => (stack === of ? { ...stack, resources } : stack)),
        change: { stack: of.stack, type, name, resource: changed },
    };
}
