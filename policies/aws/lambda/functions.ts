import { isKnown, type Reading } from "../../framework/reading";
import type { StackResource, StackView } from "../../framework/stack";

/** Token of a function. */
export const FUNCTION_TYPE = "aws:lambda/function:Function";
/** Token of an alias, by which most callers name a function. */
export const ALIAS_TYPE = "aws:lambda/alias:Alias";

const NAMES = ["arn", "name", "id", "invokeArn", "qualifiedArn", "qualifiedInvokeArn"];
/** The name of an alias (`live`) names nothing by itself. */
const ALIAS_NAMES = ["arn", "id", "invokeArn"];

/** The resources of some types that name a function in a property: by its name or ARN, or through one of its aliases. */
export function attachedToFunction(
    stack: StackView,
    lambda: StackResource,
    types: readonly string[],
    property: string,
): Reading<readonly StackResource[]> {
    const direct = stack.attachedTo(lambda, { types, property, identities: NAMES });
    const aliases = stack.attachedTo(lambda, { types: [ALIAS_TYPE], property: "functionName", identities: NAMES });
    const byAlias = (aliases.known ? aliases.value : []).map((alias) =>
        stack.attachedTo(alias, { types, property, identities: ALIAS_NAMES }),
    );
    const found = [direct, ...byAlias].filter(isKnown).flatMap(({ value }) => value);
    const unknown = [direct, aliases, ...byAlias].find((each) => !each.known);
    return found.length === 0 && unknown?.known === false ? unknown : { known: true, value: found };
}
