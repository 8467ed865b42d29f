import { reading, type Reading } from "../framework/reading";

/** The content of a security policy of OpenSearch Serverless: an object for encryption, a list for networks. */
export function policyOf<T>(policy: () => unknown): Reading<T | undefined> {
    return reading(() => {
        const given = policy();
        return (typeof given === "string" ? JSON.parse(given) : given) as T | undefined;
    });
}
