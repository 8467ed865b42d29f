import type { Reading } from "../../../framework/reading";
import type { ContextValues } from "./request";

/** `${aws:username}`, or `${aws:PrincipalTag/team, 'none'}`; not `${*}` and its like, which are characters. */
const VARIABLE = /\$\{\s*([A-Za-z][^},\s]*)\s*(?:,\s*'([^']*)'\s*)?\}/g;

/**
 * A text with what its variables stand for in a request. One without a value, or with several, leaves nothing that could match, so that the
 * value is `undefined` (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html).
 */
export function withVariables(text: string, context: ContextValues): Reading<string | undefined> {
    let fault: Reading<undefined> | undefined;
    const filled = text.replace(VARIABLE, (_all, key: string, otherwise?: string) => {
        const found = context.get(key.toLowerCase());
        if (found?.known === false) fault ??= found;
        const [value = otherwise, another] = found?.known === true ? found.value : [];
        if (value === undefined || another !== undefined) fault ??= { known: true, value: undefined };
        // What a request brings is text, and no pattern.
        return value?.replace(/[*?$]/g, "${$&}") ?? "";
    });
    return fault ?? { known: true, value: filled };
}
