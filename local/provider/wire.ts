import type { Props } from "./row";
import { sameValue } from "./values";

/** Names that do not follow from upper-casing the first letter: AWS name by Pulumi name. */
export type SpecialNames = Readonly<Record<string, string>>;

/** Pulumi's `camelCase` keys as the `PascalCase` of the AWS APIs, at every depth. Absent values are left out. */
export function toAws(value: any, special: SpecialNames = {}): any {
    if (Array.isArray(value)) return value.map((item) => toAws(item, special));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
        Object.entries(value)
            .filter(([, item]) => item !== undefined && item !== null)
            .map(([key, item]) => [special[key] ?? capitalized(key), toAws(item, special)]),
    );
}

/** The reverse of {@link toAws}. */
export function fromAws(value: any, special: SpecialNames = {}): any {
    const pulumiNames = Object.fromEntries(Object.entries(special).map(([pulumi, aws]) => [aws, pulumi]));
    const convert = (item: any): any => {
        if (Array.isArray(item)) return item.map(convert);
        if (typeof item !== "object" || item === null || item instanceof Date) return item;
        return Object.fromEntries(
            Object.entries(item).map(([key, inner]) => [
                pulumiNames[key] ?? key[0].toLowerCase() + key.slice(1),
                convert(inner),
            ]),
        );
    };
    return convert(value);
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
