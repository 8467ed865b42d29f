import { packInOrder, type CallLimits } from "./packInOrder";

/** Waiting time before the first retry, which doubles with each further one up to the longest; milliseconds. */
const FIRST_BACKOFF_MS = 100;
const LONGEST_BACKOFF_MS = 5000;

/** Shortest time that a call is worth beginning with: less would often end one that the service is about to answer; milliseconds. */
const SHORTEST_CALL_MS = 2000;

/** What one call of a service takes. */
export interface CallShape<R> {
    readonly limits: CallLimits;
    /** Bytes that a record counts; at most `limits.bytes`. */
    readonly sizeOf: (record: R) => number;
}

/** What {@link deliverInBatches} needs of the world. */
export interface BatcherPorts<R> {
    /**
     * Puts one batch, once, within `timeoutMs`. The answer holds for each record the error that kept it out for now, `undefined` for
     * those that the service took. Rejects when the whole call failed and trying again soon cannot help, or when its time was up.
     */
    put(records: readonly R[], timeoutMs: number): Promise<readonly (string | undefined)[]>;
    sleep(milliseconds: number): Promise<void>;
    /** Uniform in [0, 1). */
    random(): number;
    /** Milliseconds that calls may still take: what Lambda leaves of the invocation, less what its end needs. */
    remainingMs(): number;
}

/** What became of the records. */
export interface BatchReport {
    /** For each record, in order: why the service does not have it, `undefined` when it has. */
    readonly undelivered: readonly (string | undefined)[];
    /** For each call, how full it was: the larger share of the two limits, 0 to 1. */
    readonly fills: readonly number[];
    /** Records that were sent once more, counted each time. */
    readonly retried: number;
}

/**
 * Delivers records to Firehose or Kinesis in as few calls as its limits allow. Calls of one round run side by side. Records that the service
 * refuses for now, one by one (it does so when a shard of it is throttled) or with their call, are collected from all calls and sent
 * again, and only they, after an exponential back-off with full jitter, while the time lasts. No call outlives it. Records of
 * a call that no further one can help are reported. Every record is delivered or reported.
 */
export async function deliverInBatches<R>(
    records: readonly R[],
    { limits, sizeOf }: CallShape<R>,
    ports: BatcherPorts<R>,
): Promise<BatchReport> {
    const undelivered = records.map((): string | undefined => "There was no time to send it.");
    const fills: number[] = [];
    let retried = 0;
    let pending = [...records.keys()];
    for (let round = 0; pending.length > 0; round++) {
        const pause = round === 0 ? 0 : ports.random() * backoffMs(round);
        if (ports.remainingMs() - pause < SHORTEST_CALL_MS) break;
        if (round > 0) {
            await ports.sleep(pause);
            retried += pending.length;
        }
        const calls = packInOrder(pending, (index) => sizeOf(records[index]), limits);
        pending = (await Promise.all(calls.map(putCall))).flat();
    }
    return { undelivered, fills, retried };

    function fillOf(batch: readonly R[]): number {
        const bytes = batch.reduce((sum, record) => sum + sizeOf(record), 0);
        return Math.max(batch.length / limits.records, bytes / limits.bytes);
    }

    /** Notes what became of each record of a call; returns those to send again. */
    async function putCall(call: readonly number[]): Promise<number[]> {
        const batch = call.map((index) => records[index]);
        fills.push(fillOf(batch));
        try {
            const errors = await ports.put(batch, ports.remainingMs());
            call.forEach((index, position) => (undelivered[index] = errors[position]));
            return call.filter((index) => undelivered[index] !== undefined);
        } catch (error) {
            for (const index of call) undelivered[index] = String(error);
            return [];
        }
    }
}

function backoffMs(round: number): number {
    return Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (round - 1));
}
