import * as pulumi from "@pulumi/pulumi";

/**
 * Where a value differs from the shape of its placeholder, as in `table.keyArn`; undefined when it has all of it. What is not known
 * yet differs nowhere.
 */
export function misshapen(value: unknown, placeholder: unknown, path: string): string | undefined {
    if (pulumi.Output.isInstance(value) || value instanceof Promise) return undefined;
    if (Array.isArray(placeholder)) {
        const [element] = placeholder as unknown[];
        if (!Array.isArray(value)) return path;
        return first(value.map((each, position) => misshapen(each, element, `${path}[${position}]`)));
    }
    if (typeof placeholder === "object" && placeholder !== null) {
        if (typeof value !== "object" || value === null) return path;
        const fields = value as Readonly<Record<string, unknown>>;
        return first(
            Object.entries(placeholder).map(([key, inner]) => misshapen(fields[key], inner, `${path}.${key}`)),
        );
    }
    return typeof value === typeof placeholder ? undefined : path;
}

function first(found: readonly (string | undefined)[]): string | undefined {
    return found.find((path) => path !== undefined);
}
