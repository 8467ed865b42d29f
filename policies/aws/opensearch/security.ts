import { jsonOf } from "../../framework/json";
import { isKnown, reading, readingsOf, shown, UnreadableError, type Reading } from "../../framework/reading";

/**
 * The content of a security policy of OpenSearch Serverless, as text or as it is: an object for encryption, a list of objects
 * for networks.
 *
 * @param name the resource's
 */
export function policyOf<T extends object>(name: string, policy: () => unknown): Reading<T> {
    return reading(() => {
        const subject = `policy of '${name}'`;
        const value = jsonOf(policy(), subject);
        const odd = readingsOf<unknown>(Array.isArray(value) ? value : [value])
            .filter(isKnown)
            .find((each) => typeof each.value !== "object" || each.value === null);
        if (odd !== undefined) throw new UnreadableError(subject, `holds ${shown(odd.value)}, which is no object`);
        return value as T;
    });
}
