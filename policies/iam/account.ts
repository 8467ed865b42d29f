import { reading, type Reading } from "../framework/reading";
import type { StackResource, StackView } from "../framework/stack";
import { arnParts } from "./pattern";

/** The account of a resource: by its own ARN, or by that of any resource of the stack, which has one provider for most. */
export function accountOf(stack: StackView, resource: StackResource): Reading<string> {
    const own = reading(() => resource.outputs.arn as unknown);
    for (const found of [own, ...stack.all().map(({ outputs }) => reading(() => outputs.arn as unknown))]) {
        const account = found.known && typeof found.value === "string" ? arnParts(found.value)[4] : undefined;
        if (account !== undefined && /^\d{12}$/.test(account)) return { known: true, value: account };
    }
    return { known: false, path: own.known ? "arn" : own.path };
}
