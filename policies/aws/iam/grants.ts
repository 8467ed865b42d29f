import type { Reading } from "../../framework/reading";
import { reaches } from "./actions";
import type { Statement } from "./document";
import { isAccountWide, isScopable } from "./scope";

/** Whether a statement reaches an action: it names it, or it leaves it out of `NotAction`. */
export function allows({ actions, notActions }: Statement, action: string): Reading<boolean> {
    const found = anyOf(actions ?? notActions ?? [], (pattern) => reaches(pattern, action));
    return actions === undefined && notActions !== undefined && found.known
        ? { known: true, value: !found.value }
        : found;
}

/**
 * Whether a statement that reaches an action gives it all resources of an account: by a pattern, by `NotResource`, or because AWS
 * cannot limit the action to any.
 */
export function isUnlimited({ resources, notResources }: Statement, action: string): Reading<boolean> {
    if (notResources !== undefined) return { known: true, value: true };
    if (!isScopable(action)) return { known: true, value: true };
    return anyOf(resources ?? [], (resource) => isAccountWide(resource, action));
}

/** Both of two readings: false as soon as one of them is. */
export function both(first: Reading<boolean>, second: () => Reading<boolean>): Reading<boolean> {
    if (first.known && !first.value) return first;
    const other = second();
    if (other.known && !other.value) return other;
    return first.known ? other : first;
}

/** Whether one of several values, of which some may be unknown, is accepted. */
export function anyOf<T>(values: readonly Reading<T>[], accept: (value: T) => boolean): Reading<boolean> {
    if (values.some((value) => value.known && accept(value.value))) return { known: true, value: true };
    return values.find((value) => !value.known) ?? { known: true, value: false };
}
