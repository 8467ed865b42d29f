import { z } from "zod";
import { readJson } from "../shared/json";

const checkpointSchema = z.object({
    /** Sequence number of the last record that is handled, given up or held back by a filter. */
    after: z.string().optional(),
    /** The shard was closed and has been read to its end. */
    finished: z.literal(true).optional(),
});

/** How far a mapping has come in a shard. */
export type Checkpoint = Readonly<z.infer<typeof checkpointSchema>>;

/** Without its checkpoint, a shard is read again from where the mapping began: rather twice than not at all. */
export function readCheckpoint(file: string, log: (message: string) => void): Checkpoint {
    return readJson(file, checkpointSchema, log) ?? {};
}
