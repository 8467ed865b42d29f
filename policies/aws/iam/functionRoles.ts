import { grouped } from "../../framework/grouped";
import type { StackResource, StackView } from "../../framework/stack";
import { GRANTING_TYPES, permissionsOf, type Permissions } from "./holders";
import type { Wire } from "./wire";
import { STORES, WIRING_TYPES, wiringOf } from "./wiring";

const FUNCTION = "aws:lambda/function:Function";

/** Types that tell what functions may do and what they have to. */
export const FUNCTION_ROLE_TYPES = [FUNCTION, ...WIRING_TYPES, ...STORES, ...GRANTING_TYPES];

/** A function with the role that it has, and what connects it. */
export interface FunctionRole {
    readonly fn: StackResource;
    readonly role: StackResource;
    readonly permissions: Permissions;
    /** Of all functions that have the role: it has to do for each of them. */
    readonly wires: readonly Wire[];
    /** These functions. */
    readonly sharing: readonly StackResource[];
}

/** The functions of a stack whose roles are of the same stack. Of others nothing can be said. */
export function functionRoles(stack: StackView): readonly FunctionRole[] {
    const functions = stack
        .ofType("aws:iam/role:Role")
        .flatMap((role) =>
            stack
                .referrersTo(role, { types: [FUNCTION], property: "role", identities: ["arn"] })
                .map((fn) => ({ fn, role })),
        );
    const wiring = new Map(functions.map(({ fn }) => [fn, wiringOf(stack, fn)]));
    const byRole = grouped(functions, ({ role }) => [role]);
    return functions.map(({ fn, role }) => {
        const sharing = (byRole.get(role) ?? []).map((other) => other.fn);
        const wires = sharing.flatMap((each) => wiring.get(each) ?? []);
        return { fn, role, permissions: permissionsOf(stack, role), wires, sharing };
    });
}
