import type { BatcherPorts } from "../shared/firehoseBatcher";

/** How {@link FakeFirehose} answers a call: `"ok"`, a failure as a whole, or the error code for each record. */
export type CallAnswer = "ok" | Error | ((record: Uint8Array, position: number) => string | undefined);

/** A Firehose stream with a clock, on which puts and pauses take time. */
export class FakeFirehose implements BatcherPorts {
    /** Records taken, each time they were taken. */
    readonly taken: Uint8Array[] = [];
    readonly calls: Uint8Array[][] = [];
    readonly pauses: number[] = [];
    private now = 0;

    /**
     * @param answers for one call after the other; every further one is "ok"
     * @param lifetimeMs time of the invocation
     * @param random the jitter
     */
    constructor(
        private readonly answers: CallAnswer[] = [],
        private readonly lifetimeMs = 60_000,
        readonly random: () => number = () => 0.5,
    ) {}

    readonly put = (records: readonly Uint8Array[]): Promise<readonly (string | undefined)[]> => {
        this.now += 20;
        this.calls.push([...records]);
        const answer = this.answers.shift() ?? "ok";
        if (answer instanceof Error) return Promise.reject(answer);
        const errors = records.map((record, position) => (answer === "ok" ? undefined : answer(record, position)));
        this.taken.push(...records.filter((_, position) => errors[position] === undefined));
        return Promise.resolve(errors);
    };

    readonly sleep = (milliseconds: number): Promise<void> => {
        this.pauses.push(milliseconds);
        this.now += milliseconds;
        return Promise.resolve();
    };

    readonly remainingMs = (): number => this.lifetimeMs - this.now;
}
