import { createInterface } from "node:readline/promises";
import { LOCAL } from "../driver/places";
import { PlatformError, UsageError, EXIT } from "../errors";

/** Where the question goes and where the answer comes from. */
export interface Terminal {
    readonly interactive: boolean;
    /** Fails with an `AbortError` when the signal comes before the answer. */
    readonly ask: (question: string, signal?: AbortSignal) => Promise<string>;
}

/** Asks by these streams: without a terminal nobody is there to answer. */
export function terminalOf(
    input: NodeJS.ReadableStream & { readonly isTTY?: boolean } = process.stdin,
    output: NodeJS.WritableStream = process.stderr,
): Terminal {
    return {
        interactive: input.isTTY === true,
        ask: async (question, signal) => {
            const lines = createInterface({ input, output });
            try {
                return await (signal === undefined ? lines.question(question) : lines.question(question, { signal }));
            } finally {
                lines.close();
            }
        },
    };
}

/**
 * Lets the environment's name be typed before it is destroyed; `local` can be made again in a minute.
 *
 * @throws {@link PlatformError} when something else is typed, when nobody is there to type it, or when the question is broken off
 */
export async function confirmDestroy(environment: string, asked: Terminal = terminalOf()): Promise<void> {
    if (environment === LOCAL) return;
    await confirm(
        environment,
        {
            what: `This removes what is deployed in '${environment}'.`,
            unattended: `'destroy ${environment}' asks for the environment's name to be typed. Without a terminal, add --yes.`,
            spared: "nothing was removed",
        },
        asked,
    );
}

/**
 * Lets the environment's name be typed before an update takes away what deployed layers use.
 *
 * @param told - what that is
 * @param signal - breaks the question off
 * @throws {@link PlatformError} as {@link confirmDestroy}
 */
export async function confirmTakingAway(
    environment: string,
    told: string,
    asked: Terminal = terminalOf(),
    signal?: AbortSignal,
): Promise<void> {
    await confirm(
        environment,
        {
            what: `${told}\nUntil then what they do may fail, and data that is deleted does not come back.`,
            unattended: `${told}\nNothing was changed. To go on all the same, add --allow-deletions; or name it in allowances.yaml, with the reason, commit that, and add --allowances.`,
            spared: "nothing was changed",
        },
        asked,
        signal,
    );
}

interface Question {
    readonly what: string;
    /** Said where nobody can answer. */
    readonly unattended: string;
    /** Said when the answer is no. */
    readonly spared: string;
}

async function confirm(
    environment: string,
    { what, unattended, spared }: Question,
    { interactive, ask }: Terminal,
    signal?: AbortSignal,
): Promise<void> {
    if (!interactive) throw new UsageError(unattended);
    const answer = await ask(`${what} Type the environment's name to go on: `, signal).catch((error: Error) => {
        if (error.name !== "AbortError") throw error;
        // Node.js tells the keys apart in words only.
        throw new PlatformError(
            `${spared.replace(/^n/, "N")}.`,
            error.message.includes("Ctrl+D") ? EXIT.usage : EXIT.interrupted,
        );
    });
    if (answer.trim() !== environment)
        throw new PlatformError(`'${answer.trim()}' is not '${environment}': ${spared}.`, EXIT.usage);
}
