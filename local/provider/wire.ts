import type { Props } from "./row";
import { sameValue } from "./values";

/** Pulumi's `camelCase` keys as the `PascalCase` of the AWS APIs, at every depth. Absent values are left out. */
export function toAws(value: any): any {
    if (Array.isArray(value)) return value.map(toAws);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
        Object.entries(value)
            .filter(([, item]) => item !== undefined && item !== null)
            .map(([key, item]) => [capitalized(key), toAws(item)]),
    );
}

/** The reverse of {@link toAws}. */
export function fromAws(value: any): any {
    if (Array.isArray(value)) return value.map(fromAws);
    if (typeof value !== "object" || value === null || value instanceof Date) return value;
    return Object.fromEntries(
        Object.entries(value).map(([key, item]) => [key[0].toLowerCase() + key.slice(1), fromAws(item)]),
    );
}

/** A name as most APIs write it. */
export function capitalized(name: string): string {
    return name[0].toUpperCase() + name.slice(1);
}

/** The given properties, without the absent ones. */
export function pick(props: Props, keys: readonly string[]): Props {
    return Object.fromEntries(
        keys.filter((key) => props[key] !== undefined && props[key] !== null).map((key) => [key, props[key]]),
    );
}

/** A policy document as text; programs may give it as an object. */
export function documentText(document: unknown): string {
    return typeof document === "string" ? document : JSON.stringify(document);
}

/** Whether any of the arguments means something else than before. */
export function isChanged(olds: Props, news: Props, ...keys: readonly string[]): boolean {
    return keys.some((key) => !sameValue(olds[key], news[key]));
}
