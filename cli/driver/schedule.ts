/** How one node of a graph ended. */
export type Outcome<R> =
    | { readonly state: "done"; readonly result: R }
    | { readonly state: "failed"; readonly error: Error }
    /** Not started: `because` names the node that failed before it. */
    | { readonly state: "skipped"; readonly because: string }
    /** Not started, because the whole run was interrupted. */
    | { readonly state: "interrupted" };

/** What to run in which order. */
export interface Schedule<R> {
    /** Nodes, in the order in which those that are ready at the same time are started. */
    readonly nodes: readonly string[];
    /** Nodes that have to be done before. Those outside `nodes` do not count. */
    readonly after: (node: string) => readonly string[];
    readonly run: (node: string) => Promise<R>;
    /** Nodes that run at the same time, at most. */
    readonly concurrency: number;
    /** Starts nothing more once aborted; what runs is awaited. */
    readonly signal?: AbortSignal;
    readonly onSettled?: (node: string, outcome: Outcome<R>) => void;
}

/** Runs nodes as early as what they wait for is done. A failure stops those behind it only; all others finish. */
export async function runInOrder<R>(schedule: Schedule<R>): Promise<Map<string, Outcome<R>>> {
    const { nodes, after, run, concurrency, signal, onSettled } = schedule;
    const outcomes = new Map<string, Outcome<R>>();
    const running = new Map<string, Promise<void>>();
    const settle = (node: string, outcome: Outcome<R>): void => {
        outcomes.set(node, outcome);
        onSettled?.(node, outcome);
    };
    const start = async (node: string): Promise<void> => {
        try {
            settle(node, { state: "done", result: await run(node) });
        } catch (error) {
            settle(node, { state: "failed", error: error instanceof Error ? error : new Error(String(error)) });
        }
        running.delete(node);
    };
    while (outcomes.size < nodes.length) {
        for (const node of nodes) {
            if (outcomes.has(node) || running.has(node)) continue;
            const before = after(node).filter((other) => nodes.includes(other));
            const broken = before
                .map((other) => outcomes.get(other))
                .find((outcome) => outcome !== undefined && outcome.state !== "done");
            if (signal?.aborted) settle(node, { state: "interrupted" });
            else if (broken !== undefined) settle(node, skippedBy(before, outcomes));
            else if (running.size < concurrency && before.every((other) => outcomes.has(other)))
                running.set(node, start(node));
        }
        if (running.size > 0) await Promise.race(running.values());
    }
    return outcomes;
}

/** Names the node that failed, not the skipped one between. */
function skippedBy<R>(before: readonly string[], outcomes: ReadonlyMap<string, Outcome<R>>): Outcome<R> {
    for (const other of before) {
        const outcome = outcomes.get(other);
        if (outcome?.state === "failed") return { state: "skipped", because: other };
        if (outcome?.state === "skipped" || outcome?.state === "interrupted") return outcome;
    }
    throw new Error("Nothing before it has failed.");
}
