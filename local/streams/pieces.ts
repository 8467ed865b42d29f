import type { StreamMapping } from "./mapping";

/** What of a stream record decides over its fate. */
export interface Item {
    readonly sequenceNumber: string;
    /** When the stream took it, in milliseconds since 1970. */
    readonly arrivedAt: number;
}

/** Consecutive records that are handed to the function together; a batch at first, parts of it after failures. */
export interface Piece<T extends Item> {
    readonly records: readonly T[];
    /** Retries that it, or what it was split from, has used up. */
    readonly retries: number;
    /** Invocations that had its first record. */
    readonly invocations: number;
}

/** How an invocation went. */
export type Outcome =
    /** The function was not run: throttled, or out of reach. */
    | { readonly kind: "notInvoked" }
    /** It threw or timed out. */
    | { readonly kind: "error" }
    /** It returned this. */
    | { readonly kind: "returned"; readonly payload: unknown };

/** Why records are given up, in the words of the document that the destination gets. */
export type Condition = "RetryAttemptsExhausted" | "RecordAgeExceeded";

/** What to do after an invocation. */
export interface Next<T extends Item> {
    /** The records handled, which are the first of the piece. */
    readonly handled: readonly T[];
    /** The records given up, which follow those handled. */
    readonly discarded: readonly T[];
    /** What is left of the piece, in order, to be tried before anything later. */
    readonly remaining: readonly Piece<T>[];
}

type Rules = Pick<
    StreamMapping,
    "bisectBatchOnFunctionError" | "maximumRetryAttempts" | "maximumRecordAgeInSeconds" | "reportBatchItemFailures"
>;

/**
 * Decides what becomes of a piece after its invocation.
 *
 * AWS's rules: a partial success ends at the lowest sequence number reported, and what follows is retried; splitting, be it in
 * halves or there, uses up no retry; a response that names the first record, or none that is in the batch, is a failure
 * of the whole; not having been able to invoke uses up nothing.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
 */
export function afterInvocation<T extends Item>(piece: Piece<T>, outcome: Outcome, rules: Rules): Next<T> {
    const { records, retries } = piece;
    if (outcome.kind === "notInvoked") return { handled: [], discarded: [], remaining: [piece] };
    const invocations = piece.invocations + 1;
    const handledCount =
        outcome.kind === "error" ? 0 : handledBy(outcome.payload, records, rules.reportBatchItemFailures);
    if (handledCount === records.length) return { handled: records, discarded: [], remaining: [] };

    const handled = records.slice(0, handledCount);
    const left = records.slice(handledCount);
    const bisect = rules.bisectBatchOnFunctionError;
    if (bisect && handledCount > 0) {
        return { handled, discarded: [], remaining: [{ records: left, retries, invocations }] };
    }
    if (bisect && left.length > 1) {
        const middle = Math.ceil(left.length / 2);
        const halves = [left.slice(0, middle), left.slice(middle)];
        return { handled, discarded: [], remaining: halves.map((half) => ({ records: half, retries, invocations })) };
    }
    if (rules.maximumRetryAttempts !== -1 && retries >= rules.maximumRetryAttempts) {
        return { handled, discarded: left, remaining: [] };
    }
    return { handled, discarded: [], remaining: [{ records: left, retries: retries + 1, invocations }] };
}

/** Splits off the leading records that are too old to be tried (again). */
export function splitExpired<T extends Item>(
    piece: Piece<T>,
    now: number,
    { maximumRecordAgeInSeconds }: Rules,
): { readonly expired: readonly T[]; readonly piece: Piece<T> | undefined } {
    if (maximumRecordAgeInSeconds === -1) return { expired: [], piece };
    const oldest = now - maximumRecordAgeInSeconds * 1_000;
    const fresh = piece.records.findIndex(({ arrivedAt }) => arrivedAt >= oldest);
    if (fresh === 0) return { expired: [], piece };
    if (fresh === -1) return { expired: piece.records, piece: undefined };
    return { expired: piece.records.slice(0, fresh), piece: { ...piece, records: piece.records.slice(fresh) } };
}

/** How long to wait before the piece is tried, in milliseconds; `refused` counts the invocations that were not possible. */
export function backOff({ retries }: Piece<Item>, refused: number): number {
    const failures = retries + refused;
    return failures === 0 ? 0 : Math.min(200 * 2 ** (failures - 1), 30_000);
}

/** How many of the first records a response says were handled. */
function handledBy(payload: unknown, records: readonly Item[], reporting: boolean): number {
    if (!reporting || payload === null || payload === undefined) return records.length;
    const failures = (payload as { batchItemFailures?: unknown }).batchItemFailures;
    if (failures === undefined || failures === null) return records.length;
    if (!Array.isArray(failures)) return 0;
    // One that is malformed, or not of this batch, is a failure of the whole, as `findIndex` says with -1.
    const positions = failures.map((failure: { itemIdentifier?: unknown } | null) =>
        records.findIndex(({ sequenceNumber }) => sequenceNumber === failure?.itemIdentifier),
    );
    return positions.length === 0 ? records.length : Math.max(0, Math.min(...positions));
}
