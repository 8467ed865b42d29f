import assert from "node:assert/strict";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { CreateDeliveryStreamCommand, PutRecordBatchCommand, PutRecordCommand } from "@aws-sdk/client-firehose";
import { CreateRoleCommand } from "@aws-sdk/client-iam";
import { CreateFunctionCommand } from "@aws-sdk/client-lambda";
import { CreateBucketCommand, GetObjectCommand, ListObjectsV2Command } from "@aws-sdk/client-s3";
import { strToU8, zipSync } from "fflate";
import pWaitFor from "p-wait-for";
import { emulatorLogs, endpointOf, layoutOf, startEmulator, stopEmulator } from "../emulator";
import { freePort } from "../emulator/ports";
import { createClients } from "../provider/clients";

const code = `
exports.handler = async ({ records }) => ({
    records: records.map(({ recordId, data }) => {
        const text = Buffer.from(data, "base64").toString();
        if (text === "bad") return { recordId, result: "ProcessingFailed", data };
        return { recordId, result: "Ok", data: Buffer.from(text.toUpperCase() + "\\n").toString("base64") };
    }),
});`;

describe("Firehose in the embedded environment", function () {
    this.timeout(60_000);

    let directory: string;
    let port: number;
    let clients: ReturnType<typeof createClients>;

    const start = async () => {
        const { url } = await startEmulator({ directory, port });
        clients = createClients(endpointOf(url, "eu-west-1"));
    };
    const batch = (...texts: string[]) =>
        clients.firehose().send(
            new PutRecordBatchCommand({
                DeliveryStreamName: "orders",
                Records: texts.map((text) => ({ Data: Buffer.from(text) })),
            }),
        );
    const objects = async () => {
        const { Contents = [] } = await clients.s3().send(new ListObjectsV2Command({ Bucket: "lake" }));
        return Promise.all(
            Contents.map(async ({ Key }) => {
                const { Body } = await clients.s3().send(new GetObjectCommand({ Bucket: "lake", Key }));
                return { key: Key!, body: Buffer.from(await Body!.transformToByteArray()) };
            }),
        );
    };
    const lines = async () =>
        (await objects())
            .filter(({ key }) => key.startsWith("data/"))
            .flatMap(({ body }) => gunzipSync(body).toString().trim().split("\n"))
            .sort();

    before(async () => {
        directory = await mkdtemp(join(tmpdir(), "platform-delivery-"));
        port = await freePort();
        await start();
        await clients.s3().send(new CreateBucketCommand({ Bucket: "lake" }));
        await clients.iam().send(
            new CreateRoleCommand({
                RoleName: "any",
                AssumeRolePolicyDocument: JSON.stringify({
                    Version: "2012-10-17",
                    Statement: [
                        { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
                    ],
                }),
            }),
        );
        const { FunctionArn } = await clients.lambda().send(
            new CreateFunctionCommand({
                FunctionName: "transform",
                Role: "arn:aws:iam::000000000000:role/any",
                Runtime: "nodejs24.x",
                Handler: "index.handler",
                Code: { ZipFile: zipSync({ "index.js": strToU8(code) }) },
            }),
        );
        await clients.firehose().send(
            new CreateDeliveryStreamCommand({
                DeliveryStreamName: "orders",
                ExtendedS3DestinationConfiguration: {
                    BucketARN: "arn:aws:s3:::lake",
                    RoleARN: "arn:aws:iam::000000000000:role/any",
                    Prefix: "data/",
                    ErrorOutputPrefix: "errors/!{firehose:error-output-type}/!{timestamp:yyyy}/",
                    CompressionFormat: "GZIP",
                    BufferingHints: { SizeInMBs: 1, IntervalInSeconds: 1 },
                    ProcessingConfiguration: {
                        Enabled: true,
                        Processors: [
                            {
                                Type: "Lambda",
                                Parameters: [
                                    { ParameterName: "LambdaArn", ParameterValue: FunctionArn! },
                                    { ParameterName: "BufferIntervalInSeconds", ParameterValue: "1" },
                                ],
                            },
                        ],
                    },
                },
            }),
        );
    });

    after(async () => {
        await stopEmulator(directory);
        await rm(directory, { recursive: true, force: true });
    });

    it("delivers a batch as one compressed object, and what fails to the error prefix", async () => {
        const { FailedPutCount, RequestResponses } = await batch("one", "bad", "two");
        assert.deepEqual([FailedPutCount, RequestResponses!.length], [0, 3]);
        await clients
            .firehose()
            .send(new PutRecordCommand({ DeliveryStreamName: "orders", Record: { Data: Buffer.from("three") } }));
        await pWaitFor(async () => (await lines()).length === 3, { interval: 100, timeout: 15_000 });
        await pWaitFor(async () => (await readdir(layoutOf(directory).deliveries)).length === 0, {
            interval: 50,
            timeout: 15_000,
        });
        assert.deepEqual(await lines(), ["ONE", "THREE", "TWO"]);
        const all = await objects();
        assert.deepEqual([...new Set(all.map(({ key }) => key.split("/")[0]))], ["data", "errors"]);
        // The third record came alone and, on a busy machine, after the others had gone.
        assert.match(gunzipSync(all[0].body).toString(), /^ONE\nTWO\n/);
        assert.equal(JSON.parse(all.at(-1)!.body.toString()).rawData, Buffer.from("bad").toString("base64"));
    });

    it("loses nothing over a stop with records buffered, nor doubles them", async () => {
        await batch("four", "five");
        await stopEmulator(directory);
        await start();
        await pWaitFor(async () => (await lines()).length >= 5, { interval: 100, timeout: 15_000 });
        await batch("six");
        await pWaitFor(async () => (await lines()).includes("SIX"), { interval: 100, timeout: 15_000 });
        assert.deepEqual(await lines(), ["FIVE", "FOUR", "ONE", "SIX", "THREE", "TWO"]);
    });

    it("gives up what is for a bucket that is gone", async () => {
        await clients.firehose().send(
            new CreateDeliveryStreamCommand({
                DeliveryStreamName: "lost",
                ExtendedS3DestinationConfiguration: {
                    BucketARN: "arn:aws:s3:::gone",
                    RoleARN: "arn:aws:iam::000000000000:role/any",
                    BufferingHints: { SizeInMBs: 1, IntervalInSeconds: 1 },
                },
            }),
        );
        await clients
            .firehose()
            .send(new PutRecordCommand({ DeliveryStreamName: "lost", Record: { Data: Buffer.from("seven") } }));
        await pWaitFor(async () => (await emulatorLogs(directory)).delivery.includes("gave up"), {
            interval: 100,
            timeout: 15_000,
        });
        await pWaitFor(async () => (await readdir(layoutOf(directory).deliveries)).length === 0, {
            interval: 50,
            timeout: 15_000,
        });
    });

    it("holds to Firehose's limits", async () => {
        await assert.rejects(batch(...Array<string>(501).fill("x")), { name: "InvalidArgumentException" });
        await assert.rejects(batch("x".repeat(1000 * 1024 + 1)), { name: "ValidationException" });
    });

    it("takes exactly 4 MiB in one call, and not a byte more", async () => {
        // Base64 pads each of these.
        const records = Array<string>(128).fill("x".repeat(32 * 1024));
        assert.equal((await batch(...records)).FailedPutCount, 0);
        await assert.rejects(batch(...records.slice(1), `${records[0]}x`), { name: "InvalidArgumentException" });
    });
});
