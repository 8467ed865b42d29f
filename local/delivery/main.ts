import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { awsPorts } from "./aws";
import { endpointOf } from "../emulator/ministack";
import { runCourier } from "./courier";

// Started by local/emulator/table.ts: main.ts <folder of the memory> <emulator URL> <region> <mark>
const [memory, url, region] = process.argv.slice(2) as [string, string, string];

const stop = new AbortController();
process.once("SIGTERM", () => stop.abort());

const ports = {
    ...awsPorts(endpointOf(url, region)),
    log: (message: string) => console.log(`${new Date().toISOString()} ${message}`),
    now: Date.now,
    sleep: (milliseconds: number) => sleep(milliseconds),
};
ports.log(`delivering what arrives in ${join(memory, "deliveries")}`);
void runCourier(join(memory, "deliveries"), ports, stop.signal).then(() => process.exit(0));
