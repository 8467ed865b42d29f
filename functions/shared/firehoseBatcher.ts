import { packInOrder, type CallLimits } from "./packInOrder";

/** Limits of one PutRecordBatch call (https://docs.aws.amazon.com/firehose/latest/dev/limits.html), before base64. */
export const CALL_LIMITS: CallLimits = { records: 500, bytes: 4 * 1024 * 1024 };

/** Most bytes of one record, before base64: 1,000 KiB. */
export const MAX_RECORD_BYTES = 1000 * 1024;

/** Waiting time before the first retry, which doubles with each further one up to the longest; milliseconds. */
const FIRST_BACKOFF_MS = 100;
const LONGEST_BACKOFF_MS = 5000;

/** Shortest time that a call is worth beginning with: less would often end one that Firehose is about to answer; milliseconds. */
const SHORTEST_CALL_MS = 2000;

/** What {@link deliverInBatches} needs of the world. */
export interface BatcherPorts {
    /**
     * Puts one batch, once, within `timeoutMs`. The answer holds for each record the error that kept it out for now, `undefined` for
     * those that Firehose took. Rejects when the whole call failed and trying again soon cannot help, or when its time was up.
     */
    put(records: readonly Uint8Array[], timeoutMs: number): Promise<readonly (string | undefined)[]>;
    sleep(milliseconds: number): Promise<void>;
    /** Uniform in [0, 1). */
    random(): number;
    /** Milliseconds that calls may still take: what Lambda leaves of the invocation, less what its end needs. */
    remainingMs(): number;
}

/** What became of the records. */
export interface BatchReport {
    /** For each record, in order: why Firehose does not have it, `undefined` when it has. */
    readonly undelivered: readonly (string | undefined)[];
    /** For each call, how full it was: the larger share of the two limits, 0 to 1. */
    readonly fills: readonly number[];
    /** Records that were sent once more, counted each time. */
    readonly retried: number;
}

/**
 * A line of text as a record for Firehose: UTF-8, ended by a newline, since Firehose puts records together without a separator.
 *
 * @throws when it is larger than Firehose takes.
 */
export function firehoseLine(text: string): Uint8Array {
    const line = Buffer.from(`${text}\n`);
    if (line.length > MAX_RECORD_BYTES) {
        throw new Error(`The record has ${line.length} bytes; Firehose takes at most ${MAX_RECORD_BYTES}.`);
    }
    return line;
}

/**
 * Delivers records to Firehose in as few calls as its limits allow. Calls of one round run side by side. Records that Firehose
 * refuses for now, one by one (it does so when a shard of it is throttled) or with their call, are collected from all calls and sent
 * again, and only they, after an exponential back-off with full jitter, while the time lasts. No call outlives it. Records of
 * a call that no further one can help are reported. Every record is delivered or reported.
 *
 * @param records each of at most {@link MAX_RECORD_BYTES}, as {@link firehoseLine} makes them
 */
export async function deliverInBatches(records: readonly Uint8Array[], ports: BatcherPorts): Promise<BatchReport> {
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
        const calls = packInOrder(pending, (index) => records[index].length, CALL_LIMITS);
        pending = (await Promise.all(calls.map(putCall))).flat();
    }
    return { undelivered, fills, retried };

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

function fillOf(batch: readonly Uint8Array[]): number {
    const bytes = batch.reduce((sum, { length }) => sum + length, 0);
    return Math.max(batch.length / CALL_LIMITS.records, bytes / CALL_LIMITS.bytes);
}
