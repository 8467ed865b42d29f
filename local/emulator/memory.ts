import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { GetParameterCommand, ParameterNotFound, PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { writeJson } from "../shared/json";
import { endpointOf } from "./ministack";

/**
 * Which memory the emulator has. MiniStack writes its memory down only when it ends in order, so after a crash it wakes up
 * with an older one, or none. Each start therefore leaves a new generation both in the emulator and on disk: when the two
 * agree at the next start, nothing was lost in between.
 */
export interface Memory {
    /** Stays the same as long as everything that was ever put into the emulator is still there. */
    readonly id: string;
    /** New at each start of the emulator. */
    readonly generation: string;
    /**
     * Where the emulator was from the first generation on: URLs of queues, also in functions' environments, hold it.
     * @default - unknown: marks did not always hold it
     */
    readonly port?: number;
}

const parameter = "/platform/local/memory";

/** The memory as known on disk, whether or not the emulator still has it; undefined when there is none. */
export function readMark(file: string): Promise<Memory | undefined> {
    return readFile(file, "utf8")
        .then((text) => JSON.parse(text) as Memory)
        .catch(() => undefined);
}

/** The memory that emulator and disk agree on; undefined when they do not. */
export async function readMemory(url: string, file: string): Promise<Memory | undefined> {
    const onDisk = await readFile(file, "utf8").catch(() => undefined);
    const inEmulator = await clientOf(url)
        .send(new GetParameterCommand({ Name: parameter }))
        .catch((error: unknown) => {
            if (error instanceof ParameterNotFound) return undefined;
            throw error;
        });
    const value = inEmulator?.Parameter?.Value;
    return value !== undefined && value === onDisk ? (JSON.parse(value) as Memory) : undefined;
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
    await writeJson(file, memory);
    return memory;
}

function clientOf(url: string): SSMClient {
    // One region for good, whichever the environment is in.
    const { region, credentials } = endpointOf(url, "us-east-1");
    return new SSMClient({ endpoint: url, region, credentials });
}
