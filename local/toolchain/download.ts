import { setGlobalProxyFromEnv } from "node:http";

/**
 * Gets a file, through the proxy that the environment names.
 *
 * @param silence - how long the host may send nothing, at first or in between, in milliseconds
 * @returns undefined when the host cannot be reached, falls silent or has no such file
 */
export async function download(url: string, env: NodeJS.ProcessEnv, silence = 10_000): Promise<Buffer | undefined> {
    // For this download only: nothing that talks to the emulator should pass through a proxy. Older Node.js has no such function.
    const restore = setGlobalProxyFromEnv?.(env);
    const impatience = new AbortController();
    const timer = setTimeout(() => impatience.abort(), silence);
    try {
        const answer = await fetch(url, { signal: impatience.signal });
        if (!answer.ok || answer.body === null) return undefined;
        const chunks: Uint8Array[] = [];
        for await (const chunk of answer.body as AsyncIterable<Uint8Array>) {
            timer.refresh();
            chunks.push(chunk);
        }
        return Buffer.concat(chunks);
    } catch {
        return undefined;
    } finally {
        clearTimeout(timer);
        restore?.();
    }
}
