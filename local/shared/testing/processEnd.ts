import pWaitFor from "p-wait-for";

/**
 * Resolves when there is no such process any more. One that was started by this process stays for a moment as a zombie, which
 * can still be signalled, until Node.js has reaped it.
 *
 * @throws after 10 seconds
 */
export function processEnd(pid: number): Promise<void> {
    const gone = () => {
        try {
            process.kill(pid, 0);
            return false;
        } catch {
            return true;
        }
    };
    return pWaitFor(gone, { interval: 20, timeout: { milliseconds: 10_000, message: `Process ${pid} does not end.` } });
}
