import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
    ListFunctionsCommand,
    PublishVersionCommand,
    UpdateAliasCommand,
    UpdateFunctionCodeCommand,
    UpdateFunctionConfigurationCommand,
    waitUntilFunctionUpdatedV2,
    type LambdaClient,
} from "@aws-sdk/client-lambda";
import { strToU8, unzipSync, zipSync } from "fflate";
import { bundleFunction } from "../../components/compute/bundle";

/** A deployed function that is to fail at its first attempts. */
export interface Fault {
    /** The beginning of its name. */
    readonly name: string;
    readonly bundle: string;
    /** Expression over `event` for what counts as the same attempt again. */
    readonly keyOf: string;
}

interface FaultyFunction {
    /** Invocations that failed on purpose. */
    readonly failures: () => number;
    /** Puts the healthy code back. */
    restore(): Promise<void>;
}

/**
 * Works while functions fail at their first attempts, and makes them healthy again, whatever comes of it.
 *
 * @param work gets for each fault how often its function failed on purpose so far
 */
export async function withFaults(
    lambda: LambdaClient,
    faults: readonly Fault[],
    work: (failures: readonly (() => number)[]) => Promise<void>,
): Promise<void> {
    const { Functions = [] } = await lambda.send(new ListFunctionsCommand({}));
    const faulty: FaultyFunction[] = [];
    try {
        for (const fault of faults) {
            const deployed = Functions.find(({ FunctionName }) => FunctionName?.startsWith(fault.name));
            faulty.push(await injectFaults(lambda, { ...fault, name: deployed!.FunctionName! }));
        }
        await work(faulty.map(({ failures }) => failures));
    } finally {
        for (const fault of faulty) await fault.restore();
    }
}

/**
 * Deploys a function's own bundle behind a handler that fails once for its first event and a quarter of the others, and
 * points the alias `live` at it. Of the failures half are errors, half the end of the process.
 * The production code stays as it is; the faults come from around it.
 */
async function injectFaults(lambda: LambdaClient, deployed: Fault): Promise<FaultyFunction> {
    const folder = mkdtempSync(join(tmpdir(), "platform-faults-"));
    const healthy = readFileSync(bundleFunction(deployed.bundle).path);
    const wrapper = `
const { createHash } = require("node:crypto");
const { readdirSync, writeFileSync } = require("node:fs");
const { handler } = require("./index.js");
exports.handler = async (event, context) => {
    const key = createHash("sha256").update(String(${deployed.keyOf})).digest("hex");
    const failed = readdirSync(${JSON.stringify(folder)});
    if ((failed.length === 0 || parseInt(key.slice(0, 2), 16) % 4 === 0) && !failed.includes(key)) {
        writeFileSync(${JSON.stringify(folder)} + "/" + key, "");
        if (parseInt(key.slice(2, 4), 16) % 2 === 0) process.exit(1);
        throw new Error("injected fault");
    }
    return handler(event, context);
};
`;
    const faulty = zipSync({ ...unzipSync(healthy), "faulty.js": strToU8(wrapper) });
    await deploy(lambda, deployed.name, faulty, "faulty.handler");
    return {
        failures: () => readdirSync(folder).length,
        restore: async () => {
            await deploy(lambda, deployed.name, healthy, "index.handler");
            rmSync(folder, { recursive: true });
        },
    };
}

async function deploy(lambda: LambdaClient, name: string, code: Uint8Array, handler: string): Promise<void> {
    const updated = () => waitUntilFunctionUpdatedV2({ client: lambda, maxWaitTime: 30 }, { FunctionName: name });
    await lambda.send(new UpdateFunctionCodeCommand({ FunctionName: name, ZipFile: code }));
    await updated();
    await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName: name, Handler: handler }));
    await updated();
    const { Version } = await lambda.send(new PublishVersionCommand({ FunctionName: name }));
    await lambda.send(new UpdateAliasCommand({ FunctionName: name, Name: "live", FunctionVersion: Version }));
}
