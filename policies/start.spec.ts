import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import * as grpc from "@grpc/grpc-js";
import type { AnalyzerInfo } from "@pulumi/pulumi/proto/analyzer_pb";
import * as analyzer from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { rules } from "./rules";

/** As the language host of Pulumi's releases starts a pack of the runtime `nodejs`. */
describe("the policy pack from its sources", () => {
    let host: ChildProcess;

    afterEach(() => host.kill());

    it("starts without a build, and has every rule", async () => {
        host = spawn(
            process.execPath,
            [require.resolve("@pulumi/pulumi/cmd/run-policy-pack"), "127.0.0.1:1", __dirname],
            {
                cwd: __dirname,
                env: { ...process.env, PULUMI_NODEJS_TYPESCRIPT: "true" },
                stdio: ["ignore", "pipe", "inherit"],
            },
        );
        const [port] = await firstLine(host);
        const client = new analyzer.AnalyzerClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
        const info = await new Promise<AnalyzerInfo>((resolve, reject) =>
            client.getAnalyzerInfo(new Empty(), (error: Error | null, answer: AnalyzerInfo) =>
                error === null ? resolve(answer) : reject(error),
            ),
        );
        client.close();
        assert.equal(info.getName(), "platform-policies");
        const told = new Set(info.getPoliciesList().map((policy) => policy.getName()));
        assert.deepEqual(
            rules.filter((rule) => (rule.resource ?? rule.stack) !== undefined && !told.has(rule.id)),
            [],
        );
    });
});

async function firstLine({ stdout }: ChildProcess): Promise<string[]> {
    for await (const line of createInterface({ input: stdout! })) return [line];
    throw new Error("The pack ended without a word.");
}
