import { open, type Envelope, type Letter } from "./letters";

/** A place where something was set aside. */
export interface Box<E extends Envelope> {
    /** Up to so many envelopes, of those that were there when it was opened; nobody else gets them meanwhile where the place can see to that. */
    take(limit: number): Promise<readonly E[]>;
    /** Takes an envelope away for good. */
    discard(envelope: E): Promise<void>;
    /** Lets others have an envelope that stays. */
    release(envelope: E): Promise<void>;
}

/** Hands a letter to its function. @throws when it was not handled, with the reason. */
export type Deliver = (letter: Letter) => Promise<void>;

/** What became of one letter. */
export interface Outcome {
    readonly about: string;
    /** Why it had been set aside. */
    readonly reason: string;
    readonly status: "replayed" | "found" | "failed" | "unread";
    /** Why it stays. */
    readonly why?: string;
}

/**
 * Feeds what lies in a box back to whom it was for, one letter after the other. A letter leaves the box once it was handled, so that an interrupt
 * repeats one and loses none; what is not handled stays.
 *
 * @param deliver absent where nothing is to be done but to look
 * @param signal ends it before the next letter
 */
export async function replay<E extends Envelope>(
    box: Box<E>,
    limit: number,
    deliver: Deliver | undefined,
    onOutcome: (outcome: Outcome) => void,
    signal?: AbortSignal,
): Promise<readonly Outcome[]> {
    const outcomes: Outcome[] = [];
    const tell = (outcome: Outcome) => {
        outcomes.push(outcome);
        onOutcome(outcome);
    };
    const { letters, unread } = open(await box.take(limit));
    for (const { envelope, why } of unread) {
        await box.release(envelope);
        tell({ about: `message ${envelope.id}`, reason: "", status: "unread", why });
    }
    for (const { letter, envelopes } of letters) {
        const { about, reason } = letter;
        // Asked before and not after: what was handled while the interrupt came leaves the box.
        const handing = signal?.aborted === true ? undefined : deliver;
        const why = handing && (await problemOf(handing, letter));
        const done = handing !== undefined && why === undefined;
        for (const envelope of envelopes) await (done ? box.discard(envelope) : box.release(envelope));
        if (done) tell({ about, reason, status: "replayed" });
        else if (why !== undefined) tell({ about, reason, status: "failed", why });
        else tell({ about, reason, status: "found" });
    }
    return outcomes;
}

async function problemOf(deliver: Deliver, letter: Letter): Promise<string | undefined> {
    try {
        await deliver(letter);
        return undefined;
    } catch (error) {
        return (error as Error).message;
    }
}
