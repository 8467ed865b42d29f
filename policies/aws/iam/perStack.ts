import type { StackView } from "../../framework/stack";

export { grouped } from "../../framework/grouped";

/** Makes something once for each stack. */
export function perStack<T>(make: (stack: StackView) => T): (stack: StackView) => T {
    const made = new WeakMap<StackView, { readonly value: T }>();
    return (stack) => {
        let found = made.get(stack);
        if (found === undefined) made.set(stack, (found = { value: make(stack) }));
        return found.value;
    };
}
