import { reading, type Reading } from "../../framework/reading";
import { identitiesOf, perStack, type StackResource, type StackView } from "../../framework/stack";
import { arnParts } from "./pattern";

/** The account of a resource: by its own ARN, or by that of any resource of the stack, which has one provider for most. */
export function accountOf(stack: StackView, resource: StackResource): Reading<string> {
    const account = accountIn(resource) ?? anyAccountOf(stack);
    if (account !== undefined) return { known: true, value: account };
    const own = reading(() => resource.outputs.arn as unknown);
    return { known: false, path: own.known ? "arn" : own.path };
}

const anyAccountOf = perStack((stack) => {
    for (const resource of stack.all()) {
        const account = accountIn(resource);
        if (account !== undefined) return account;
    }
    return undefined;
});

function accountIn(resource: StackResource): string | undefined {
    const [arn = ""] = identitiesOf(resource, ["arn"]);
    const account = arnParts(arn)[4] ?? "";
    return /^\d{12}$/.test(account) ? account : undefined;
}
