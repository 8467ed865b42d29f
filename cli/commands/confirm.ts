import { createInterface } from "node:readline/promises";
import { LOCAL } from "../driver/places";
import { PlatformError, UsageError, EXIT } from "../errors";

/** Where the question goes and where the answer comes from. */
export interface Terminal {
    readonly interactive: boolean;
    readonly ask: (question: string) => Promise<string>;
}

const terminal: Terminal = {
    interactive: process.stdin.isTTY === true,
    ask: async (question) => {
        const lines = createInterface({ input: process.stdin, output: process.stderr });
        try {
            return await lines.question(question);
        } finally {
            lines.close();
        }
    },
};

/**
 * Lets the environment's name be typed before it is destroyed; `local` can be made again in a minute.
 *
 * @throws {@link PlatformError} when something else is typed, when nobody is there to type it, or when the question is broken off
 */
export async function confirmDestroy(environment: string, asked: Terminal = terminal): Promise<void> {
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
 * Lets the environment's name be typed before an update deletes what deployed layers use.
 *
 * @param told - what that is
 * @throws {@link PlatformError} as {@link confirmDestroy}
 */
export async function confirmTakingAway(environment: string, told: string, asked: Terminal = terminal): Promise<void> {
    await confirm(
        environment,
        {
            what: `${told}\nUntil then what they do fails, and data that is deleted does not come back.`,
            unattended: `${told}\nNothing was changed. To go on all the same, add --allow-deletions.`,
            spared: "nothing was changed",
        },
        asked,
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
): Promise<void> {
    if (!interactive) throw new UsageError(unattended);
    const answer = await ask(`${what} Type the environment's name to go on: `).catch((error: Error) => {
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
