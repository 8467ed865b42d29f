import assert from "node:assert/strict";
import type * as pulumi from "@pulumi/pulumi";
import type { Transform } from "../transform";
import { resources, settled } from "./mocks";

/**
 * Fails when `create` makes a resource that does not belong to the component it returns, or that the component's `transform` does not
 * reach. Mocks do not see parents, but transformations given to a component reach exactly its descendants.
 *
 * @param create hands on both: a component that grants to a function of the spec gives that one the same options
 */
export async function assertOwnsChildren(
    create: (opts: pulumi.ComponentResourceOptions, transform: any) => pulumi.Resource,
): Promise<void> {
    const descendants = new Set<string>();
    const reached = new Set<string>();
    const before = resources().length;
    create({ transformations: [noteIn(descendants)] }, everyChild(reached));
    await settled();
    const made = resources()
        .slice(before)
        .map(({ type, name }) => `${type} ${name}`);
    assert.ok(descendants.size > 1, "the component has no children");
    const without = (found: ReadonlySet<string>) => made.filter((resource) => !found.has(resource));
    assert.deepEqual(without(descendants), [], "resources without the component as their parent");
    // Components are changed by their children.
    const fixed = without(reached).filter((resource) => !resource.startsWith("platform:"));
    assert.deepEqual(fixed, [], "children that `transform` does not reach");
}

function noteIn(found: Set<string>): pulumi.ResourceTransformation {
    return ({ type, name }) => void found.add(`${type} ${name}`);
}

/** A transform for whatever child a component asks it for, of children's children, too, that notes what it is applied to. */
function everyChild(reached: Set<string>): unknown {
    const note: Transform<object> = (_args, opts) => {
        opts.transformations = [noteIn(reached)];
    };
    return new Proxy(note, { get: () => everyChild(reached) });
}
