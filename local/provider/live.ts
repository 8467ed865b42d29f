import { setTimeout as sleep } from "node:timers/promises";
import type { LiveContext } from "./row";

/** The SDKs' names for "there is no such thing", whatever the service. */
const MISSING = /^(NoSuch\w*|[\w.]*NotFound(Exception|Fault|Error)?|\w*NonExistent\w*|\w*NotExist\w*|NotFound)$/;

/**
 * The answer of a call, or `undefined` when what it asks for does not exist.
 *
 * @param also - error names that mean so besides the usual ones (`NoSuch…`, `…NotFound…`)
 */
export async function ifExists<T>(call: Promise<T>, ...also: readonly string[]): Promise<T | undefined> {
    try {
        return await call;
    } catch (error) {
        if (error instanceof Error && (MISSING.test(error.name) || also.includes(error.name))) return undefined;
        throw error;
    }
}

/** Asks until the answer is not `undefined`, ten times a second. @throws after `seconds`, naming what was awaited */
export async function until<T>(
    { signal }: Pick<LiveContext, "signal">,
    what: string,
    ask: () => Promise<T | undefined>,
    seconds = 30,
): Promise<T> {
    const deadline = Date.now() + seconds * 1_000;
    for (;;) {
        const answer = await ask();
        if (answer !== undefined) return answer;
        if (Date.now() > deadline) throw new Error(`${what} did not come about within ${seconds} s.`);
        await sleep(100, undefined, { signal });
    }
}

/** How a map of tags changes. */
export function tagChanges(olds: Record<string, string> = {}, news: Record<string, string> = {}) {
    return {
        removed: Object.keys(olds).filter((key) => !(key in news)),
        set: Object.fromEntries(Object.entries(news).filter(([key, value]) => olds[key] !== value)),
    };
}

/** Tags as most services give them, without AWS's own. */
export function tagMap(tags: readonly { Key?: string; Value?: string }[] = []): Record<string, string> {
    return Object.fromEntries(
        tags
            .filter(({ Key }) => Key !== undefined && !Key.startsWith("aws:"))
            .map(({ Key, Value }) => [Key, Value ?? ""]),
    );
}
