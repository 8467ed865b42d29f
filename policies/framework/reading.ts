import { UnknownValueError } from "./proxy";

/** A value, or the path of the property that keeps it from being known during a preview. */
export type Reading<T> = { readonly known: true; readonly value: T } | { readonly known: false; readonly path: string };

/** What the SDK throws when a property is read whose value is not known yet. */
interface UnknownValue {
    readonly props: readonly (string | symbol)[];
}

/**
 * Reads something that may not be known. Properties that reach a rule throw when they are read too early; a reading turns
 * that into a value, so that one unknown property takes nothing else with it.
 */
export function reading<T>(read: () => T): Reading<T> {
    try {
        return { known: true, value: read() };
    } catch (error) {
        if (!isUnknownValue(error)) throw error;
        return { known: false, path: pathOf(error.props) };
    }
}

/** Reads a list element by element. A list that is absent has none. */
export function readingsOf<T>(list: readonly T[] | undefined): Reading<T>[] {
    return Array.from({ length: list?.length ?? 0 }, (_, index) => reading(() => list![index]));
}

/** Whether an error says that a property was read whose value is not known yet. */
export function isUnknownValue(error: unknown): error is UnknownValue {
    return error instanceof UnknownValueError;
}

/** `["replicas", "0", "kmsKeyArn"]` → `replicas[0].kmsKeyArn`. */
function pathOf(props: UnknownValue["props"]): string {
    return props
        .map(String)
        .reduce((path, prop) => (/^\d+$/.test(prop) ? `${path}[${prop}]` : path === "" ? prop : `${path}.${prop}`), "");
}

/** Tells the readings that are known, for filters. */
export function isKnown<T>(found: Reading<T>): found is { readonly known: true; readonly value: T } {
    return found.known;
}
