import { join } from "node:path";

/** Where the environment keeps what in its directory, `.platform/local`. */
export function layoutOf(directory: string) {
    const memory = join(directory, "memory");
    return {
        /** All that must be remembered together or not at all; removed as one when the emulator has lost its memory. */
        memory,
        /** All changes that moto made; see `launch_moto.py`. */
        motoChanges: join(memory, "moto.jsonl"),
        /** Event source mappings of streams, one `<uuid>.json` each, written by the provider and run by the stream poller. */
        mappings: join(memory, "mappings"),
        /** How far each mapping has read each shard. */
        checkpoints: join(memory, "checkpoints"),
        /** Records that Firehose has accepted and not yet delivered. */
        deliveries: join(memory, "deliveries"),
        /** Where MiniStack writes its own memory down when it ends. */
        states: join(memory, "state"),
        /** There until MiniStack has written all of it down; see `saving.py`. */
        unsaved: join(memory, "unsaved"),
        /** There when it could write down only a part. */
        partial: join(memory, "partial"),
        /** The digests of what it has written down. */
        saved: join(memory, "saved.json"),
        /** Which memory this is, as known on disk; see `memory.ts`. */
        memoryMark: join(directory, "memory.json"),
        /** The process's state: pid, port, start. */
        process: (name: string) => join(directory, `${name}.json`),
        log: (name: string) => join(directory, `${name}.log`),
    };
}
