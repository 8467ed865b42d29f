import { resolve } from "node:path";
import pWaitFor from "p-wait-for";
import { layoutOf } from "./layout";
import { readMark } from "./memory";
import { portHolder, portIsFree } from "./ports";

/** The port that was asked for is none, or not that of the environment. */
export class PortError extends Error {}

/** The port of an environment that remembers nothing, unless `PLATFORM_LOCAL_PORT` says otherwise. */
const defaultPort = 4577;

/**
 * The port that the next start takes: the one asked for, else the one that what is remembered was made at, else 4577.
 *
 * @throws When `PLATFORM_LOCAL_PORT` is no port.
 */
export function environmentPort(directory: string): number {
    const asked = requestedPort();
    return asked ?? readMark(layoutOf(resolve(directory)).memoryMark)?.port ?? defaultPort;
}

/**
 * The port that `PLATFORM_LOCAL_PORT` asks for, if any.
 *
 * @throws When it is no port.
 */
export function requestedPort(): number | undefined {
    const text = process.env.PLATFORM_LOCAL_PORT;
    if (text === undefined || text === "") return undefined;
    const port = Number(text);
    if (!Number.isInteger(port) || port < 1 || port > 65_535) {
        throw new PortError(
            `PLATFORM_LOCAL_PORT is '${text}'. Give a port between 1 and 65535, or unset it for ${defaultPort}.`,
        );
    }
    return port;
}

/** Why what was made at one port cannot be started at another. */
export function otherPort(known: number, port: number): PortError {
    return new PortError(
        `PLATFORM_LOCAL_PORT asks for port ${port}, but the environment's functions and queues know it by port ${known}. ` +
            `Set the variable to ${known} or unset it; or forget the environment with 'npx platform stop --force', and ` +
            `start it at port ${port} then.`,
    );
}

/**
 * Refuses a port that another process has.
 *
 * @param remembers - the environment would first have to be forgotten before it could take another
 */
export async function requireFreePort(port: number, remembers: boolean): Promise<void> {
    // One that was killed a moment ago may not have let go of it yet.
    const free = await pWaitFor(() => portIsFree(port), { interval: 50, timeout: 2_000 }).then(
        () => true,
        () => false,
    );
    if (free) return;
    const holder = (await portHolder(port)) ?? "another process";
    const forget = remembers ? "forget the environment with 'npx platform stop --force' and " : "";
    throw new Error(
        `Port ${port} of the emulator is in use by ${holder}. End that, or ${forget}choose another port: ` +
            "PLATFORM_LOCAL_PORT=4600 npm start.",
    );
}
