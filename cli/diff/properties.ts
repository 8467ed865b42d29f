import { isDeepStrictEqual } from "node:util";

/** One thing that differs between two values. */
export interface PropertyChange {
    /** As in `policy.Statement[ReadOrders].Action[]`: elements of a list by what names them, or as one of it. */
    readonly path: string;
    /** @default - there was nothing */
    readonly before?: unknown;
    /** @default - there is nothing any more */
    readonly after?: unknown;
}

type Tree = Readonly<Record<string, unknown>>;

/** The keys by which elements of lists are told apart, in AWS's documents and in arguments. */
const NAMES = ["Sid", "sid", "id", "name", "key", "attributeName", "path", "label"];

/** Marks an asset or an archive (Pulumi protocol constant). */
const SIGNATURE = "4dabf18193072939515e22adb298388d";

/** What differs, from the outside in: what texts of JSON say is compared, and not how they say it. */
export function changesBetween(before: unknown, after: unknown, path = ""): PropertyChange[] {
    const [left, right] = [readable(before), readable(after)];
    if (isDeepStrictEqual(left, right)) return [];
    if (isTree(left) && isTree(right))
        return [...new Set([...Object.keys(left), ...Object.keys(right)])]
            .sort()
            .flatMap((key) => changesBetween(left[key], right[key], path === "" ? key : `${path}.${key}`));
    if (Array.isArray(left) && Array.isArray(right)) return changesInLists(left, right, path);
    return [
        { path, ...(left === undefined ? {} : { before: left }), ...(right === undefined ? {} : { after: right }) },
    ];
}

function changesInLists(before: readonly unknown[], after: readonly unknown[], path: string): PropertyChange[] {
    const kept = [...after];
    const gone = before.filter((item) => {
        const at = kept.findIndex((other) => isDeepStrictEqual(readable(item), readable(other)));
        if (at >= 0) kept.splice(at, 1);
        return at < 0;
    });
    // The same elements in another order.
    if (gone.length === 0 && kept.length === 0) return [{ path, before, after }];
    const at = (item: unknown, list: readonly unknown[]) =>
        `${path}[${nameOf(item) ?? (isTree(item) ? list.indexOf(item) : "")}]`;
    const changes = gone.flatMap((item): PropertyChange[] => {
        const alike = mostAlike(item, kept);
        if (alike === undefined) return [{ path: at(item, before), before: readable(item) }];
        kept.splice(kept.indexOf(alike), 1);
        return changesBetween(item, alike, at(alike, after));
    });
    return [...changes, ...kept.map((item) => ({ path: at(item, after), after: readable(item) }))];
}

/** The element that an element has become: that of its name; among those without, the one that has most of it. */
function mostAlike(item: unknown, others: readonly unknown[]): unknown {
    if (!isTree(item)) return undefined;
    const name = nameOf(item);
    if (name !== undefined) return others.find((other) => nameOf(other) === name);
    const shared = (other: unknown) =>
        isTree(other) && nameOf(other) === undefined
            ? Object.keys(item).filter((key) => isDeepStrictEqual(readable(item[key]), readable(other[key]))).length
            : 0;
    const best = others.toSorted((left, right) => shared(right) - shared(left))[0];
    return shared(best) * 2 >= Object.keys(item).length ? best : undefined;
}

/** What an element of a list is called in it. */
function nameOf(item: unknown): string | undefined {
    if (!isTree(item)) return undefined;
    const names = NAMES.map((key) => item[key]);
    return names.find((name): name is string => typeof name === "string" && name !== "");
}

/** Texts of JSON as what they say, and what is uploaded as its digest. */
function readable(value: unknown): unknown {
    if (typeof value === "string" && /^\s*[[{]/.test(value)) {
        try {
            return JSON.parse(value);
        } catch {
            return value;
        }
    }
    if (isTree(value) && SIGNATURE in value && typeof value.hash === "string")
        return `content with SHA-256 ${value.hash.slice(0, 12)}…`;
    return value ?? undefined;
}

function isTree(value: unknown): value is Tree {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
