import assert from "node:assert/strict";
import { messagesOf } from "../../functions/shared/failureQueue";
import type { Envelope, Letter } from "./letters";
import { replay, type Box, type Outcome } from "./replay";

/** A box in memory that tells what was done. */
class MemoryBox implements Box<Envelope> {
    readonly done: string[] = [];

    constructor(private readonly envelopes: readonly Envelope[]) {}

    take = (limit: number) => Promise.resolve(this.envelopes.slice(0, limit));
    discard = ({ id }: Envelope) => this.note(`discard ${id}`);
    release = ({ id }: Envelope) => this.note(`release ${id}`);

    private note(what: string): Promise<void> {
        this.done.push(what);
        return Promise.resolve();
    }
}

const envelope = (sequence: number): Envelope => {
    const [body] = messagesOf({
        reason: "malformed",
        sourceArn: "arn:stream",
        sequenceNumber: String(sequence),
        payload: { sequence },
    });
    return { id: String(sequence), body };
};
const statuses = (outcomes: readonly Outcome[]) => outcomes.map(({ about, status, why }) => [about, status, why]);

describe("replay", () => {
    const delivered: Letter[] = [];
    const deliver = (letter: Letter) => {
        if (letter.sequenceNumber === "2") return Promise.reject(new Error("the function failed"));
        delivered.push(letter);
        return Promise.resolve();
    };

    beforeEach(() => delivered.splice(0));

    it("takes away what was handled, in order, and leaves what was not or cannot be read", async () => {
        const box = new MemoryBox([envelope(3), { id: "other", body: "?" }, envelope(2), envelope(1)]);
        const told: Outcome[] = [];
        const outcomes = await replay(box, 100, deliver, (outcome) => told.push(outcome));
        assert.deepEqual(statuses(outcomes), [
            ["message other", "unread", "it is nothing that functions or Lambda set aside"],
            ["record 1", "replayed", undefined],
            ["record 2", "failed", "the function failed"],
            ["record 3", "replayed", undefined],
        ]);
        assert.deepEqual(told, outcomes);
        assert.deepEqual(box.done, ["release other", "discard 1", "release 2", "discard 3"]);
        assert.deepEqual(
            delivered.map(({ event }) => event),
            [{ Records: [{ sequence: 1 }] }, { Records: [{ sequence: 3 }] }],
        );
    });

    it("takes no more than it may", async () => {
        const box = new MemoryBox([envelope(1), envelope(3)]);
        await replay(box, 1, deliver, () => undefined);
        assert.deepEqual(box.done, ["discard 1"]);
    });

    it("only looks in a dry run", async () => {
        const box = new MemoryBox([envelope(1), envelope(2)]);
        const outcomes = await replay(box, 100, undefined, () => undefined);
        assert.deepEqual(statuses(outcomes), [
            ["record 1", "found", undefined],
            ["record 2", "found", undefined],
        ]);
        assert.deepEqual([box.done, delivered], [["release 1", "release 2"], []]);
    });

    it("leaves what it has not begun with when it is interrupted", async () => {
        const interruption = new AbortController();
        const box = new MemoryBox([envelope(1), envelope(3)]);
        const first = (letter: Letter) => {
            interruption.abort();
            return deliver(letter);
        };
        await replay(box, 100, first, () => undefined, interruption.signal);
        assert.deepEqual(box.done, ["discard 1", "release 3"]);
    });
});
