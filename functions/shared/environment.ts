/**
 * A required environment variable.
 *
 * @throws when it is missing or empty: the function then fails at its start, where a deployment notices, and not at some request.
 */
export function environment(name: string): string {
    const value = process.env[name];
    if (value === undefined || value === "") {
        throw new Error(`The environment variable ${name} is missing; set it in the function's component.`);
    }
    return value;
}
