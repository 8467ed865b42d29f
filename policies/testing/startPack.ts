import { spawn, type ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import * as grpc from "@grpc/grpc-js";
import type { AnalyzerInfo } from "@pulumi/pulumi/proto/analyzer_pb";
import * as analyzer from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";

/** A pack that runs. */
export interface StartedPack {
    readonly process: ChildProcess;
    /** What it tells the engine about itself. */
    info(): Promise<AnalyzerInfo>;
}

/**
 * Starts a pack as the language host of Pulumi's releases does. It is there once it has printed the port that it listens on.
 *
 * @throws when it ends before
 */
export async function startPack(directory: string, env: NodeJS.ProcessEnv = {}): Promise<StartedPack> {
    const started = spawn(
        process.execPath,
        [require.resolve("@pulumi/pulumi/cmd/run-policy-pack"), "127.0.0.1:1", directory],
        { cwd: directory, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "inherit"] },
    );
    const port = await firstLine(started);
    return {
        process: started,
        info: async () => {
            const client = new analyzer.AnalyzerClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
            try {
                return await new Promise<AnalyzerInfo>((resolve, reject) =>
                    client.getAnalyzerInfo(new Empty(), (error: Error | null, answer: AnalyzerInfo) =>
                        error === null ? resolve(answer) : reject(error),
                    ),
                );
            } finally {
                client.close();
            }
        },
    };
}

async function firstLine({ stdout }: ChildProcess): Promise<string> {
    for await (const line of createInterface({ input: stdout! })) return line;
    throw new Error("The pack ended without a word.");
}
