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
 * @throws when something else is typed, or when nobody is there to type it
 */
export async function confirmDestroy(environment: string, { interactive, ask }: Terminal = terminal): Promise<void> {
    if (environment === LOCAL) return;
    if (!interactive)
        throw new UsageError(
            `'destroy ${environment}' asks for the environment's name to be typed. Without a terminal, add --yes.`,
        );
    const answer = await ask(
        `This removes what is deployed in '${environment}'. Type the environment's name to go on: `,
    );
    if (answer.trim() !== environment)
        throw new PlatformError(`'${answer.trim()}' is not '${environment}': nothing was removed.`, EXIT.usage);
}
