import { UnknownValueError } from "./proxy";

/** A value, or what keeps a rule from it. */
export type Reading<T> = { readonly known: true; readonly value: T } | NotRead;

/** Why there is no value: a property is not known yet during a preview, or a text cannot be read, which no rule lets pass. */
export interface NotRead {
    readonly known: false;
    /** Path of the property that is not known, or a name of the text. */
    readonly path: string;
    /** What is wrong with the text, as a sentence. @default - nothing: the property is only not known yet */
    readonly problem?: string;
}

/** Text that a rule has to read and cannot: it would judge something else than the service makes of it, or nothing. */
export class UnreadableError extends Error {
    /**
     * @param subject the text, for people: `policy of 'orders'`
     * @param problem what is wrong with it, as the rest of the sentence: `is not valid JSON`
     */
    constructor(
        readonly subject: string,
        readonly problem: string,
    ) {
        super(`${subject} ${problem}. What cannot be read is not judged, and does not pass.`);
    }
}

/** What the SDK throws when a property is read whose value is not known yet. */
interface UnknownValue {
    readonly props: readonly (string | symbol)[];
}

/**
 * Reads something that may not be known, or not be readable. Properties that reach a rule throw when they are read too early,
 * and parsers an {@link UnreadableError}; a reading turns either into a value, so that it takes nothing else with it.
 */
export function reading<T>(read: () => T): Reading<T> {
    try {
        return { known: true, value: read() };
    } catch (error) {
        if (error instanceof UnreadableError) return { known: false, path: error.subject, problem: error.message };
        if (!isUnknownValue(error)) throw error;
        return { known: false, path: pathOf(error.props) };
    }
}

/** The reading of what {@link UnreadableError} says of a text. */
export function unreadable(subject: string, problem: string): NotRead {
    return { known: false, path: subject, problem: new UnreadableError(subject, problem).message };
}

/** A value of any kind, for messages. */
export function shown(value: unknown): string {
    return typeof value === "string" ? value : (JSON.stringify(value) ?? String(value));
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
