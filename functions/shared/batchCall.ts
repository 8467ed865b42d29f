import { isThrottlingError, isTransientError } from "@smithy/core/retry";

/** What a service says of one record of a batch. */
interface RecordAnswer {
    readonly ErrorCode?: string | undefined;
}

/** An error of a client, as the SDK's own retries see it. */
type ClientError = Parameters<typeof isTransientError>[0];

/**
 * What became of each of so many records: the error that kept it out for now, `undefined` for one that the service took. A call that failed
 * for now (no connection, no answer, throttled, the service is unavailable) refuses each of them; one that failed otherwise rejects.
 *
 * @param call of a client with `maxAttempts: 1`: who calls tries again, with the whole batch's time in view
 */
export async function refusalsOf(
    count: number,
    call: () => Promise<readonly RecordAnswer[]>,
): Promise<readonly (string | undefined)[]> {
    const each = Array.from({ length: count });
    try {
        const answers = await call();
        // A record without an answer is not known to be delivered.
        return each.map((_, index) => (answers[index] === undefined ? "NoAnswer" : answers[index].ErrorCode));
    } catch (error) {
        const ended = error as ClientError;
        if (!isTransientError(ended) && !isThrottlingError(ended)) throw error;
        return each.map(() => String(error));
    }
}
