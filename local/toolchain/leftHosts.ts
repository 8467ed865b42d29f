import { execFile } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { promisify } from "node:util";

/** A language host as the engine starts it, with its parent: at last the engine's own address. */
const HOST = /^ *(\d+) +(\d+) (?:\S*\/)?pulumi-language-nodejs (?:.* )?127\.0\.0\.1:(\d+)$/gm;

/** An engine, which is the parent of its hosts for as long as it lives. */
const ENGINE = /^ *(\d+) +\d+ (?:\S*\/)?pulumi(?: |$)/gm;

/**
 * Ends language hosts whose engine was killed and does not answer any more. They would notice that themselves, after up to five
 * minutes. One whose parent is an engine is let be, answered or not: that may be in a container, with addresses of its own. Where
 * processes cannot be listed, nothing happens.
 */
export async function endLeftHosts(): Promise<void> {
    const list = promisify(execFile)("ps", ["-axww", "-o", "pid=,ppid=,command="]);
    const { stdout } = await list.catch(() => ({ stdout: "" }));
    const engines = new Set([...stdout.matchAll(ENGINE)].map(([, pid]) => pid));
    const left = [...stdout.matchAll(HOST)].filter(([, , parent]) => !engines.has(parent));
    await Promise.all(left.map(([, pid, , port]) => endUnlessAnswered(Number(pid), Number(port))));
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
