import { createHash, randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { GetParameterCommand, ParameterNotFound, PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { z } from "zod";
import { parseJson, readJson, writeJson } from "../shared/json";
import { layoutOf } from "./layout";
import { endpointOf } from "./ministack";

const memorySchema = z.object({
    /** Stays the same as long as everything that was ever put into the emulator is still there. */
    id: z.string(),
    /** New at each start of the emulator. */
    generation: z.string(),
    /**
     * Where the emulator was from the first generation on: URLs of queues, also in functions' environments, hold it.
     * @default - unknown: marks did not always hold it
     */
    port: z.number().optional(),
});

/**
 * Which memory the emulator has. MiniStack writes its memory down only when it ends in order, so after a crash it wakes up
 * with an older one, or none. Each start therefore leaves a new generation both in the emulator and on disk: when the two
 * agree at the next start, nothing was lost in between.
 */
export type Memory = Readonly<z.infer<typeof memorySchema>>;

const parameter = "/platform/local/memory";

/** The memory as known on disk, whether or not the emulator still has it; undefined when there is none. */
export function readMark(file: string): Memory | undefined {
    return readJson(file, memorySchema);
}

/** The memory that emulator and disk agree on; undefined when they do not. */
export async function readMemory(url: string, file: string): Promise<Memory | undefined> {
    const onDisk = readMark(file);
    const inEmulator = await askMemory(url);
    return isDeepStrictEqual(inEmulator, onDisk) ? onDisk : undefined;
}

/**
 * The memory of an emulator that runs, also when the mark on disk was lost: it has lost nothing since it started, so its word is
 * enough, and is written down again.
 */
export async function readRunningMemory(url: string, file: string): Promise<Memory | undefined> {
    if (readMark(file) !== undefined) return readMemory(url, file);
    const memory = await askMemory(url);
    if (memory !== undefined) writeJson(file, memory);
    return memory;
}

/** The memory that a running emulator has; undefined when it was not marked. */
export async function askMemory(url: string): Promise<Memory | undefined> {
    const answer = await clientOf(url)
        .send(new GetParameterCommand({ Name: parameter }))
        .catch((error: unknown) => {
            if (error instanceof ParameterNotFound) return undefined;
            throw error;
        });
    const value = answer?.Parameter?.Value;
    return value === undefined ? undefined : parseJson(value, memorySchema);
}

/**
 * Marks a new generation of the memory, or of a new one. The emulator learns it first: a crash between the two writes then
 * leaves both at the generation before, which is the truth.
 */
export async function markMemory(url: string, file: string, id: string = randomUUID()): Promise<Memory> {
    const memory: Memory = { id, generation: randomUUID(), port: Number(new URL(url).port) };
    await clientOf(url).send(
        new PutParameterCommand({ Name: parameter, Type: "String", Value: JSON.stringify(memory), Overwrite: true }),
    );
    writeJson(file, memory);
    return memory;
}

/** What is wrong with the memory that the emulator has written down, in words; undefined when it is whole, as far as can be told. */
export function damagedMemory(directory: string): string | undefined {
    const { saved, states, partial } = layoutOf(directory);
    if (existsSync(partial)) return "The emulator could write down only a part of what it remembered";
    const digests = Object.entries(readJson(saved, z.record(z.string(), z.string())) ?? {});
    const [file] =
        digests
            .map(([name, digest]) => [join(states, name), digest])
            .find(([path, digest]) => digestOf(path) !== digest) ?? [];
    return file === undefined ? undefined : `${file} was changed since the emulator wrote it`;
}

function digestOf(file: string): string | undefined {
    return existsSync(file) ? createHash("sha256").update(readFileSync(file)).digest("hex") : undefined;
}

function clientOf(url: string): SSMClient {
    // One region for good, whichever the environment is in.
    const { region, credentials } = endpointOf(url, "us-east-1");
    return new SSMClient({ endpoint: url, region, credentials });
}
