import type { Props } from "./row";
import { sameValue } from "./values";

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
