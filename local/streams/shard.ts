import type { Checkpoint } from "./checkpoint";
import type { Discarded, LastInvocation } from "./failure";
import type { Filter } from "./filter";
import type { StreamMapping } from "./mapping";
import { afterInvocation, backOff, type Outcome, type Piece, splitExpired } from "./pieces";
import type { Source, StreamRecord } from "./source";

/** The world around {@link runShard}. */
export interface ShardPorts {
    readonly source: Source;
    readonly passes: Filter;
    load(): Checkpoint;
    save(checkpoint: Checkpoint): void;
    /** Runs the function; never throws. */
    invoke(records: readonly StreamRecord[]): Promise<{ readonly outcome: Outcome; readonly last?: LastInvocation }>;
    /** Tells the destination; never throws. */
    discard(discarded: Discarded): Promise<void>;
    log(message: string): void;
    now(): number;
    /** Resolves after the time, or when the worker is told to stop. */
    sleep(milliseconds: number): Promise<void>;
}

/** Lambda's limit of an event, in bytes. */
const maximumEvent = 6 * 1024 * 1024;

/** Between two looks at a shard that had nothing, in milliseconds. AWS looks four times a second at most. */
const pollInterval = 200;

interface Batch {
    readonly records: readonly StreamRecord[];
    /** Last record read, whether it passed the filter or not. */
    readonly upTo: string | undefined;
    readonly next: string | undefined;
}

/** Works through one shard in order, until its end or until told to stop. */
export async function runShard(
    mapping: StreamMapping,
    shardId: string,
    ports: ShardPorts,
    signal: AbortSignal,
): Promise<void> {
    let { after, finished } = ports.load();
    let position: string | undefined;
    const advance = (sequenceNumber: string) => {
        after = sequenceNumber;
        ports.save({ after });
    };
    while (finished === undefined && !signal.aborted) {
        try {
            position ??= await ports.source.position(shardId, after);
            const batch = await gather(mapping, position, ports, signal);
            if (!(await work(mapping, batch.records, advance, ports, signal))) return;
            if (batch.upTo !== undefined && batch.upTo !== after) advance(batch.upTo);
            position = batch.next;
            if (position === undefined) {
                finished = true;
                ports.save({ after, finished });
            } else if (batch.upTo === undefined) {
                await ports.sleep(pollInterval);
            }
        } catch (error) {
            // The emulator is away, or the iterator has expired: read on from the checkpoint.
            position = undefined;
            ports.log(`${shardId}: ${(error as Error).name}: ${(error as Error).message}`);
            await ports.sleep(1_000);
        }
    }
}

/** Reads until the batch is full, the batching window is over or the shard is at its end. */
async function gather(mapping: StreamMapping, from: string, ports: ShardPorts, signal: AbortSignal): Promise<Batch> {
    const records: StreamRecord[] = [];
    let upTo: string | undefined;
    let next: string | undefined = from;
    let windowEnds: number | undefined;
    while (next !== undefined && !signal.aborted) {
        const chunk = await ports.source.read(next, mapping.batchSize - records.length);
        next = chunk.next;
        records.push(...chunk.records.filter(({ filtered }) => ports.passes(filtered)));
        upTo = chunk.records.at(-1)?.sequenceNumber ?? upTo;
        if (records.length === 0 || records.length >= mapping.batchSize) break;
        windowEnds ??= ports.now() + mapping.maximumBatchingWindowInSeconds * 1_000;
        if (ports.now() >= windowEnds) break;
        await ports.sleep(Math.min(pollInterval, windowEnds - ports.now()));
    }
    return { records, upTo, next };
}

/** Hands the records to the function until each is handled or given up; false when told to stop before that. */
async function work(
    mapping: StreamMapping,
    records: readonly StreamRecord[],
    advance: (sequenceNumber: string) => void,
    ports: ShardPorts,
    signal: AbortSignal,
): Promise<boolean> {
    let pieces: readonly Piece<StreamRecord>[] = bySize(records).map((part) => ({
        records: part,
        retries: 0,
        invocations: 0,
    }));
    let refused = 0;
    let last: LastInvocation | undefined;
    while (pieces.length > 0) {
        const [first, ...later] = pieces as [Piece<StreamRecord>, ...Piece<StreamRecord>[]];
        await ports.sleep(backOff(first, refused));
        if (signal.aborted) return false;

        const { expired, piece } = splitExpired(first, ports.now(), mapping);
        if (expired.length > 0) {
            const { invocations } = first;
            await ports.discard({ records: expired, condition: "RecordAgeExceeded", invocations, last });
            advance(expired.at(-1)!.sequenceNumber);
        }
        if (piece === undefined) {
            pieces = later;
            continue;
        }
        const invocation = await ports.invoke(piece.records);
        last = invocation.last ?? last;
        refused = invocation.outcome.kind === "notInvoked" ? refused + 1 : 0;
        const { handled, discarded, remaining } = afterInvocation(piece, invocation.outcome, mapping);
        if (discarded.length > 0) {
            const invocations = piece.invocations + 1;
            await ports.discard({ records: discarded, condition: "RetryAttemptsExhausted", invocations, last });
        }
        const done = discarded.at(-1) ?? handled.at(-1);
        if (done !== undefined) advance(done.sequenceNumber);
        pieces = [...remaining, ...later];
    }
    return true;
}

function bySize(records: readonly StreamRecord[]): readonly (readonly StreamRecord[])[] {
    const parts: StreamRecord[][] = [];
    let room = 0;
    for (const record of records) {
        const size = Buffer.byteLength(JSON.stringify(record.event)) + 1;
        if (parts.length === 0 || size > room) {
            parts.push([]);
            room = maximumEvent - 64;
        }
        parts.at(-1)!.push(record);
        room -= size;
    }
    return parts;
}
