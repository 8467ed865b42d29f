import { execFile } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { promisify } from "node:util";

/** A port of the loopback interface that nobody listens on now. */
export async function freePort(): Promise<number> {
    const port = await listenOnce(0);
    return port!;
}

/** Whether nobody listens on the port of the loopback interface. */
export async function portIsFree(port: number): Promise<boolean> {
    return (await listenOnce(port)) !== undefined;
}

/** Who listens on the port, for an error message: `node (pid 4711)`, or undefined when that cannot be told. */
export async function portHolder(port: number): Promise<string | undefined> {
    const found = await promisify(execFile)("lsof", ["-nP", `-iTCP:${port}`, "-sTCP:LISTEN", "-Fpc"]).catch(
        () => undefined,
    );
    const [, pid, command] = /^p(\d+)\n(?:f.*\n)*c(.+)$/m.exec(found?.stdout ?? "") ?? [];
    return pid === undefined ? undefined : `${command} (pid ${pid})`;
}

async function listenOnce(port: number): Promise<number | undefined> {
    const server = createServer();
    try {
        server.listen({ port, host: "127.0.0.1" });
        await once(server, "listening");
        return (server.address() as AddressInfo).port;
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
        return undefined;
    } finally {
        server.close();
    }
}
