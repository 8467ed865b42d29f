import { execFile } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { promisify } from "node:util";

/** A language host as the engine starts it: at last the engine's own address. */
const HOST = /^\s*(\d+) (?:\S*\/)?pulumi-language-nodejs (?:.* )?127\.0\.0\.1:(\d+)$/gm;

/**
 * Ends language hosts whose engine was killed and does not answer any more. They would notice that themselves, after up to five
 * minutes. Where processes cannot be listed, nothing happens.
 */
export async function endLeftHosts(): Promise<void> {
    const { stdout } = await promisify(execFile)("ps", ["-axww", "-o", "pid=,command="]).catch(() => ({ stdout: "" }));
    await Promise.all([...stdout.matchAll(HOST)].map(([, pid, port]) => endUnlessAnswered(Number(pid), Number(port))));
}

async function endUnlessAnswered(pid: number, port: number): Promise<void> {
    const socket = connect(port, "127.0.0.1");
    try {
        await once(socket, "connect");
    } catch {
        try {
            process.kill(pid);
        } catch {
            // Another user's, or gone meanwhile.
        }
    } finally {
        socket.destroy();
    }
}
