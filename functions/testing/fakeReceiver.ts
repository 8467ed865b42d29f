import type { BatcherPorts } from "../shared/batcher";

/** How {@link FakeReceiver} answers a call: `"ok"`, a failure as a whole, or the error code for each record. */
export type CallAnswer = "ok" | Error | ((record: unknown, position: number) => string | undefined);

/** A stream that takes batches, with a clock, on which puts and pauses take time. Puts that begin together run side by side. */
export class FakeReceiver<R = Uint8Array> implements BatcherPorts<R> {
    /** Records taken, each time they were taken. */
    readonly taken: R[] = [];
    readonly calls: R[][] = [];
    readonly pauses: number[] = [];
    private now = 0;

    /**
     * @param answers for one call after the other; every further one is "ok"
     * @param lifetimeMs time that {@link remainingMs} begins with
     * @param random the jitter
     * @param callMs how long a call takes, one after the other; a call that is given less is ended and has put nothing
     */
    constructor(
        private readonly answers: CallAnswer[] = [],
        private readonly lifetimeMs = 60_000,
        readonly random: () => number = () => 0.5,
        private readonly callMs: () => number = () => 20,
    ) {}

    readonly put = async (records: readonly R[], timeoutMs: number): Promise<readonly (string | undefined)[]> => {
        const [began, callMs] = [this.now, this.callMs()];
        this.calls.push([...records]);
        const answer = this.answers.shift() ?? "ok";
        await Promise.resolve();
        this.now = Math.max(this.now, began + Math.min(callMs, timeoutMs));
        if (callMs > timeoutMs) throw new DOMException("The call was ended.", "AbortError");
        if (answer instanceof Error) throw answer;
        const errors = records.map((record, position) => (answer === "ok" ? undefined : answer(record, position)));
        this.taken.push(...records.filter((_, position) => errors[position] === undefined));
        return errors;
    };

    readonly sleep = (milliseconds: number): Promise<void> => {
        this.pauses.push(milliseconds);
        this.now += milliseconds;
        return Promise.resolve();
    };

    readonly remainingMs = (): number => this.lifetimeMs - this.now;
}
