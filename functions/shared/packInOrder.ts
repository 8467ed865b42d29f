/** What one call of a batch API takes. */
export interface CallLimits {
    readonly records: number;
    readonly bytes: number;
}

/**
 * Splits records into calls: in order, each as full as the limits allow. No split that keeps the order needs fewer calls.
 *
 * @param sizeOf bytes that a record counts; at most `limits.bytes`
 */
export function packInOrder<T>(records: readonly T[], sizeOf: (record: T) => number, limits: CallLimits): T[][] {
    const calls: T[][] = [];
    let bytes = 0;
    for (const record of records) {
        const size = sizeOf(record);
        const last = calls.at(-1);
        if (last === undefined || last.length === limits.records || bytes + size > limits.bytes) {
            calls.push([record]);
            bytes = size;
        } else {
            last.push(record);
            bytes += size;
        }
    }
    return calls;
}
