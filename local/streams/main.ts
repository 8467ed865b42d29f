import { join } from "node:path";
import { endpointOf } from "../emulator/ministack";
import { runPoller } from "./poller";

// Started by local/emulator/table.ts: main.ts <folder of the memory> <emulator URL> <region> <mark>
const [memory, url, region] = process.argv.slice(2) as [string, string, string];

const stop = new AbortController();
process.once("SIGTERM", () => stop.abort());

const context = {
    endpoint: endpointOf(url, region),
    checkpoints: join(memory, "checkpoints"),
    log: (message: string) => console.log(`${new Date().toISOString()} ${message}`),
};
context.log(`polling for the mappings in ${join(memory, "mappings")}`);
void runPoller(join(memory, "mappings"), context, stop.signal).then(() => process.exit(0));
