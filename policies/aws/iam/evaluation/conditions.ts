import type { Reading } from "../../../framework/reading";
import { every, not, some } from "../admission";
import type { Condition } from "../condition";
import { anyOf } from "../grants";
import { operatorOf } from "./operators";
import type { ContextValues } from "./request";
import { withVariables } from "./variables";

/** Whether a request meets all of a statement's conditions. */
export function holdsAll(
    conditions: readonly Reading<Condition>[],
    context: ContextValues,
    hasVariables: boolean,
): Reading<boolean> {
    return every(conditions.map((found) => (found.known ? holds(found.value, context, hasVariables) : found)));
}

/**
 * Whether a request meets a condition
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html).
 * Several values are alternatives; for an operator with `Not`, none of them may be met.
 */
export function holds(condition: Condition, context: ContextValues, hasVariables: boolean): Reading<boolean> {
    const { operator, key, ifExists, set, values } = condition;
    const said = context.get(key);
    if (said?.known === false) return said;
    const isThere = said !== undefined && said.value.length > 0;
    if (operator.toLowerCase() === "null")
        return anyOf(values, (asked) => (asked.toLowerCase() === "true") !== isThere);
    const found = operatorOf(operator);
    if (found === undefined) return { known: false, path: `condition ${operator} on ${condition.name}` };
    const { compare, isNegated } = found;
    if (!isThere) return { known: true, value: ifExists || set === "ForAllValues" || (isNegated && set === undefined) };
    const filled = values.map((value) => (value.known && hasVariables ? withVariables(value.value, context) : value));
    const met = said.value.map((one) => {
        const likeOne = anyOf(filled, (asked) => asked !== undefined && compare(asked, one));
        return isNegated ? not(likeOne) : likeOne;
    });
    return set === "ForAllValues" || (set === undefined && isNegated) ? every(met) : some(met);
}
