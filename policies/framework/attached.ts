import type { Judge } from "./judge";
import { reading } from "./reading";
import type { ResourceView } from "./resource";
import type { Link, StackResource, StackView } from "./stack";

/** A part that stands beside a resource, and names it, or in the resource itself. */
interface Part {
    /** Types of the resources that must have it. */
    readonly of: readonly string[];
    /** How what stands beside names the resource. */
    readonly by: Link;
    /** The finding's id. */
    readonly id: string;
    /** What is wrong, by the resource's name. */
    readonly fault: (name: string) => string;
    /** Whether a resource has it in itself. @default - none can */
    readonly within?: (resource: StackResource) => boolean;
}

/** The judgement of a rule by which a part must be attached to each resource of some types. */
export function attached({ of, by, id, fault, within }: Part): {
    stack(stack: StackView, judgeOf: (resource: ResourceView<any>) => Judge): void;
} {
    return {
        stack(stack, judgeOf) {
            for (const resource of stack.ofType(...of)) {
                const judge = judgeOf(resource);
                judge.decide(id, () => {
                    const inside = reading(() => within?.(resource) === true);
                    if (inside.known && inside.value) return undefined;
                    const beside = stack.attachedTo(resource, by);
                    // Text that cannot be read does not pass, whatever stands beside it.
                    const isRead = inside.known || inside.problem === undefined;
                    if (isRead && beside.known && beside.value.length > 0) return undefined;
                    const unknown = [inside, beside].find((found) => !found.known);
                    if (unknown === undefined) return fault(resource.name);
                    judge.read(id, unknown);
                    return undefined;
                });
            }
        },
    };
}
