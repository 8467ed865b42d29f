import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { readJson } from "../shared/json";
import { handoverSchema } from "./destination";
import { type DeliveryPorts, DeliveryStream } from "./stream";

/** How often new records and due buffers are looked for, in milliseconds. */
const interval = 100;

/**
 * Delivers what the emulator leaves in the folder, until told to stop; then delivers what is still buffered. A file is removed
 * only when nothing more happens to its records, so that whatever ends this process, the next one goes on.
 */
export async function runCourier(folder: string, ports: DeliveryPorts, signal: AbortSignal): Promise<void> {
    const streams = new Map<string, DeliveryStream>();
    const busy = new Map<string, Promise<void>>();
    const known = new Set<string>();
    let settled = Promise.resolve();
    const settle = (name: string) => {
        settled = settled.then(() => rm(join(folder, name), { force: true })).then(() => void known.delete(name));
    };
    const accept = async () => {
        const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(".json")).sort();
        for (const name of names.filter((each) => !known.has(each))) {
            const handover = readJson(join(folder, name), handoverSchema, (message) => ports.log(message));
            if (handover === undefined) continue;
            known.add(name);
            const { stream, destination } = handover;
            // A changed destination counts for what arrives after the change.
            const key = JSON.stringify([stream, destination]);
            if (!streams.has(key)) streams.set(key, new DeliveryStream(handover, ports));
            streams.get(key)!.accept(handover, () => settle(name));
        }
    };
    while (!signal.aborted) {
        await accept();
        for (const [key, stream] of streams) {
            // One stream's slow function holds up no other stream.
            if (busy.has(key)) continue;
            const working = stream
                .work()
                .catch((error: Error) => ports.log(error.stack ?? error.message))
                .finally(() => busy.delete(key));
            busy.set(key, working);
        }
        await sleep(interval, undefined, { signal }).catch(() => undefined);
    }
    await Promise.all(busy.values());
    await accept();
    await Promise.all([...streams.values()].map((stream) => stream.work(true)));
    await settled;
}
