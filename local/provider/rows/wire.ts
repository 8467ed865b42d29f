import { isDeepStrictEqual } from "node:util";
import type { Props } from "../row";

/** Names that do not follow from upper-casing the first letter, by their Pulumi name. */
export type SpecialNames = Readonly<Record<string, string>>;

/** Errors by which the services say that something does not exist. */
const GONE = /^(NoSuchEntity|NotFound|ResourceNotFound|UserPoolNotFound)(Exception)?$/;

/** The answer to a call, or `undefined` when what it is about does not exist. */
export async function unlessGone<T>(call: Promise<T>): Promise<T | undefined> {
    try {
        return await call;
    } catch (error) {
        if (error instanceof Error && GONE.test(error.name)) return undefined;
        throw error;
    }
}

/** Pulumi's `camelCase` keys as the `PascalCase` of the AWS APIs, at every depth. Absent values are left out. */
export function toAws(value: any, special: SpecialNames = {}): any {
    if (Array.isArray(value)) return value.map((item) => toAws(item, special));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
        Object.entries(value)
            .filter(([, item]) => item !== undefined && item !== null)
            .map(([key, item]) => [special[key] ?? key[0].toUpperCase() + key.slice(1), toAws(item, special)]),
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

/**
 * What the emulator says about the arguments that the program gave, in the program's spelling: a JSON document that differs
 * in white space only, a list in another order or a default that AWS filled in is no change.
 */
export function told(state: Props, found: Props): Props {
    return Object.fromEntries(
        Object.entries(found)
            .filter(([key]) => state[key] !== undefined && state[key] !== null)
            .map(([key, value]) => [key, inSpellingOf(state[key], value) ?? null]),
    );
}

function inSpellingOf(written: any, found: any): any {
    if (isObject(written) && isObject(found)) {
        return Object.fromEntries(
            Object.keys(written)
                .filter((key) => found[key] !== undefined && found[key] !== null)
                .map((key) => [key, inSpellingOf(written[key], found[key])]),
        );
    }
    if (Array.isArray(written) && Array.isArray(found)) {
        return isDeepStrictEqual(sorted(written), sorted(found)) ? written : found;
    }
    if (typeof written === "string" && typeof found === "string") return isSameJson(written, found) ? written : found;
    return String(written) === String(found) ? written : found;
}

/** Whether two documents mean the same; texts that are no JSON are compared as they are. */
export function isSameJson(left: string, right: string): boolean {
    try {
        return left === right || isDeepStrictEqual(JSON.parse(left), JSON.parse(right));
    } catch {
        return false;
    }
}

/** A policy document as text; programs may give it as an object. */
export function documentText(document: unknown): string {
    return typeof document === "string" ? document : JSON.stringify(document);
}

/** What to set and what to take away to get from the old tags to the new ones. */
export function tagChanges(olds: Props, news: Props): { set: Record<string, string>; remove: string[] } {
    const [before, after] = [olds.tags ?? {}, news.tags ?? {}];
    return {
        set: Object.fromEntries(Object.entries<string>(after).filter(([key, value]) => before[key] !== value)),
        remove: Object.keys(before).filter((key) => !(key in after)),
    };
}

/** Whether any of the arguments differs between the old and the new ones. */
export function isChanged(olds: Props, news: Props, ...keys: string[]): boolean {
    return keys.some((key) => !isDeepStrictEqual(olds[key] ?? undefined, news[key] ?? undefined));
}

function isObject(value: unknown): value is Props {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

function sorted(list: readonly unknown[]): string[] {
    return list.map((item) => JSON.stringify(item)).sort();
}
