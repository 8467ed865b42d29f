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
export async function confirmDestroy(environment: string, { interactive, ask }: Terminal = terminal): Promise<void> {
    if (environment === LOCAL) return;
    if (!interactive)
        throw new UsageError(
            `'destroy ${environment}' asks for the environment's name to be typed. Without a terminal, add --yes.`,
        );
    const question = `This removes what is deployed in '${environment}'. Type the environment's name to go on: `;
    const answer = await ask(question).catch((error: Error) => {
        if (error.name !== "AbortError") throw error;
        // Node.js tells the keys apart in words only.
        throw new PlatformError(
            "Nothing was removed.",
            error.message.includes("Ctrl+D") ? EXIT.usage : EXIT.interrupted,
        );
    });
    if (answer.trim() !== environment)
        throw new PlatformError(`'${answer.trim()}' is not '${environment}': nothing was removed.`, EXIT.usage);
}
