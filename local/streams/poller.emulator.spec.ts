import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateTableCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { CreateRoleCommand } from "@aws-sdk/client-iam";
import { CreateStreamCommand, DescribeStreamCommand, PutRecordCommand } from "@aws-sdk/client-kinesis";
import { CreateFunctionCommand } from "@aws-sdk/client-lambda";
import { CreateBucketCommand, GetObjectCommand, ListObjectsV2Command } from "@aws-sdk/client-s3";
import { CreateQueueCommand, ReceiveMessageCommand } from "@aws-sdk/client-sqs";
import { strToU8, zipSync } from "fflate";
import pWaitFor from "p-wait-for";
import { endpointOf, startTemporaryEmulator } from "../emulator";
import { createClients } from "../provider/clients";
import { writeJson } from "../shared/json";
import type { StreamMapping } from "./mapping";
import { runPoller } from "./poller";

// Notes each record handled, as a line. "poison" always fails, "flaky-*" for the first time, "crash-*" throws for the first time.
const code = `
const { appendFileSync, readFileSync, existsSync } = require("node:fs");
const note = (file, text) => appendFileSync(process.env.NOTES + file, text + "\\n");
const noted = (file, text) => existsSync(process.env.NOTES + file) && readFileSync(process.env.NOTES + file, "utf8").split("\\n").includes(text);
exports.handler = async (event) => {
    note(".events", JSON.stringify(event));
    const batchItemFailures = [];
    for (const record of event.Records) {
        const { dynamodb, kinesis } = record;
        const id = dynamodb ? dynamodb.Keys.id.S : Buffer.from(kinesis.data, "base64").toString();
        const first = !noted(".seen", id);
        note(".seen", id);
        while (id.startsWith("slow") && !existsSync(process.env.NOTES + ".go-on")) await new Promise((resolve) => setTimeout(resolve, 50));
        if (id.startsWith("crash") && first) throw new Error("crash of " + id);
        if (id === "poison" || (id.startsWith("flaky") && first)) {
            return { batchItemFailures: [{ itemIdentifier: (dynamodb || kinesis)[dynamodb ? "SequenceNumber" : "sequenceNumber"] }] };
        }
        note(".handled", id);
    }
    return { batchItemFailures };
};`;

describe("the stream poller against the emulator", function () {
    this.timeout(60_000);

    const region = "eu-west-1";
    let directory: string;
    let clients: ReturnType<typeof createClients>;
    let stop: AbortController;
    let running: Promise<void>;
    let start: () => void;

    const handled = async (name: string) => {
        const text = await readFile(join(directory, `${name}.handled`), "utf8").catch(() => "");
        return text.split("\n").slice(0, -1);
    };
    const makeFunction = async (name: string) => {
        const { FunctionArn } = await clients.lambda().send(
            new CreateFunctionCommand({
                FunctionName: name,
                Role: `arn:aws:iam::000000000000:role/reader`,
                Runtime: "nodejs24.x",
                Handler: "index.handler",
                Timeout: 60,
                Code: { ZipFile: zipSync({ "index.js": strToU8(code) }) },
                Environment: { Variables: { NOTES: join(directory, name) } },
            }),
        );
        return FunctionArn!;
    };
    const register = (
        mapping: Pick<StreamMapping, "uuid" | "eventSourceArn" | "functionArn"> & Partial<StreamMapping>,
    ) =>
        writeJson(join(directory, "mappings", `${mapping.uuid}.json`), {
            enabled: true,
            createdAt: new Date().toISOString(),
            startingPosition: "TRIM_HORIZON",
            batchSize: 10,
            maximumBatchingWindowInSeconds: 0,
            bisectBatchOnFunctionError: true,
            maximumRetryAttempts: 1,
            maximumRecordAgeInSeconds: -1,
            parallelizationFactor: 1,
            tumblingWindowInSeconds: 0,
            reportBatchItemFailures: true,
            filterPatterns: [],
            ...mapping,
        } satisfies StreamMapping);
    const makeTable = async (TableName: string) => {
        const { TableDescription } = await clients.dynamodb().send(
            new CreateTableCommand({
                TableName,
                BillingMode: "PAY_PER_REQUEST",
                AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
                KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
                StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" },
            }),
        );
        return TableDescription!.LatestStreamArn!;
    };
    const put = (TableName: string, id: string) =>
        clients
            .dynamodb()
            .send(new PutItemCommand({ TableName, Item: { id: { S: id }, raw: { B: Buffer.from("raw") } } }));
    const makeStream = async (StreamName: string) => {
        await clients.kinesis().send(new CreateStreamCommand({ StreamName, ShardCount: 1 }));
        const { StreamDescription } = await clients.kinesis().send(new DescribeStreamCommand({ StreamName }));
        return StreamDescription!.StreamARN!;
    };
    const send = (StreamName: string, text: string) =>
        clients.kinesis().send(new PutRecordCommand({ StreamName, PartitionKey: "one", Data: Buffer.from(text) }));
    const until = (condition: () => Promise<boolean>) => pWaitFor(condition, { interval: 50, timeout: 20_000 });

    before(async () => {
        const { url } = await startTemporaryEmulator(region);
        clients = createClients(endpointOf(url, region));
        await clients.iam().send(
            new CreateRoleCommand({
                RoleName: "reader",
                AssumeRolePolicyDocument: JSON.stringify({
                    Version: "2012-10-17",
                    Statement: [
                        { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
                    ],
                }),
            }),
        );
        start = () => {
            stop = new AbortController();
            const context = {
                endpoint: endpointOf(url, region),
                checkpoints: join(directory, "checkpoints"),
                log: () => undefined,
            };
            running = runPoller(join(directory, "mappings"), context, stop.signal);
        };
    });

    beforeEach(async () => {
        directory = await mkdtemp(join(tmpdir(), "platform-streams-"));
        start();
    });

    afterEach(async () => {
        stop.abort();
        await running;
        await rm(directory, { recursive: true, force: true });
    });

    it("retries a table's changes from the first that failed, and gives up only the one that never succeeds", async () => {
        const eventSourceArn = await makeTable("orders");
        const functionArn = await makeFunction("consume-orders");
        const { QueueUrl } = await clients.sqs().send(new CreateQueueCommand({ QueueName: "failed-orders" }));
        const ids = ["a", "flaky-b", "c", "poison", "d", "crash-e", "f"];
        for (const id of ids) await put("orders", id);
        register({
            uuid: "orders",
            eventSourceArn,
            functionArn,
            destinationArn: "arn:aws:sqs:eu-west-1:000000000000:failed-orders",
        });

        await until(async () => (await handled("consume-orders")).includes("f"));
        // In order, none missing; what came before a crash in the same batch is handled again, as on AWS.
        const unique = [...new Set(await handled("consume-orders"))];
        assert.deepEqual(
            unique,
            ids.filter((id) => id !== "poison"),
        );

        const { Messages = [] } = await clients
            .sqs()
            .send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 2 }));
        assert.equal(Messages.length, 1);
        const document = JSON.parse(Messages[0].Body!);
        assert.equal(document.requestContext.condition, "RetryAttemptsExhausted");
        assert.equal(document.requestContext.functionArn, functionArn);
        assert.equal(document.DDBStreamBatchInfo.batchSize, 1);
        assert.equal(document.DDBStreamBatchInfo.streamArn, eventSourceArn);

        const event = JSON.parse((await readFile(join(directory, "consume-orders.events"), "utf8")).split("\n")[0]);
        const [record] = event.Records;
        assert.deepEqual(Object.keys(record).sort(), [
            "awsRegion",
            "dynamodb",
            "eventID",
            "eventName",
            "eventSource",
            "eventSourceARN",
            "eventVersion",
        ]);
        assert.deepEqual(record.dynamodb.NewImage, { id: { S: "a" }, raw: { B: "cmF3" } });
        assert.equal(typeof record.dynamodb.ApproximateCreationDateTime, "number");
        assert.equal(document.DDBStreamBatchInfo.startSequenceNumber, event.Records[3].dynamodb.SequenceNumber);
    });

    it("tries a change again until it is too old, and keeps it in a bucket as an event", async () => {
        const Bucket = "given-up";
        const eventSourceArn = await makeTable("kept-orders");
        const functionArn = await makeFunction("consume-kept");
        await clients.s3().send(new CreateBucketCommand({ Bucket }));
        await put("kept-orders", "poison");
        await put("kept-orders", "behind");
        register({
            uuid: "kept",
            eventSourceArn,
            functionArn,
            maximumRetryAttempts: -1,
            maximumRecordAgeInSeconds: 8,
            destinationArn: `arn:aws:s3:::${Bucket}`,
        });

        // What waits behind becomes too old as well, and gets an object of its own.
        const given: { key: string; requestContext: any; record: any }[] = [];
        await until(async () => {
            const { Contents = [] } = await clients.s3().send(new ListObjectsV2Command({ Bucket }));
            for (const { Key: key = "" } of Contents) {
                if (given.some((known) => known.key === key)) continue;
                const { Body } = await clients.s3().send(new GetObjectCommand({ Bucket, Key: key }));
                const { requestContext, payload } = JSON.parse(await Body!.transformToString());
                given.push({ key, requestContext, record: JSON.parse(payload).Records[0] });
            }
            return given.some(({ record }) => record.dynamodb.Keys.id.S === "poison");
        });
        const { key, requestContext, record } = given.find((each) => each.record.dynamodb.Keys.id.S === "poison")!;
        assert.match(key, /^aws\/lambda\/kept\/[^/]+\/\d{4}\/\d\d\/\d\d\//);
        assert.equal(requestContext.condition, "RecordAgeExceeded");
        assert.ok(requestContext.approximateInvokeCount > 1);
        assert.equal(record.eventName, "INSERT");
    });

    it("goes on at its checkpoint after a restart, and forgets it with the mapping", async () => {
        const mapping = {
            uuid: "again",
            eventSourceArn: await makeTable("again"),
            functionArn: await makeFunction("consume-again"),
        };
        register(mapping);
        await put("again", "one");
        await until(async () => (await handled("consume-again")).length === 1);
        stop.abort();
        await running;
        await put("again", "two");
        start();
        await until(async () => (await handled("consume-again")).length === 2);
        assert.deepEqual(await handled("consume-again"), ["one", "two"]);

        await rm(join(directory, "mappings", "again.json"));
        await until(async () => (await readdir(join(directory, "checkpoints"))).length === 0);
        await put("again", "three");
        await new Promise((resolve) => setTimeout(resolve, 600));
        assert.equal((await handled("consume-again")).length, 2);
    });

    it("reads a Kinesis stream from the mapping's creation on, undelayed by another mapping's slow function", async () => {
        const slowArn = await makeStream("slow");
        const quickArn = await makeStream("quick");
        await send("quick", "before");
        await new Promise((resolve) => setTimeout(resolve, 50));
        register({ uuid: "slow", eventSourceArn: slowArn, functionArn: await makeFunction("consume-slow") });
        register({
            uuid: "quick",
            eventSourceArn: quickArn,
            functionArn: await makeFunction("consume-quick"),
            startingPosition: "LATEST",
        });
        await send("slow", "slow-one");
        await until(async () => (await readFile(join(directory, "consume-slow.seen"), "utf8").catch(() => "")) !== "");
        await send("quick", "after");
        await until(async () => (await handled("consume-quick")).includes("after"));
        assert.deepEqual(await handled("consume-quick"), ["after"]);

        const { Records } = JSON.parse(
            (await readFile(join(directory, "consume-quick.events"), "utf8")).split("\n")[0],
        );
        const { kinesis, eventID, ...rest } = Records[0];
        assert.equal(eventID, `shardId-000000000000:${kinesis.sequenceNumber}`);
        assert.equal(kinesis.kinesisSchemaVersion, "1.0");
        assert.equal(rest.invokeIdentityArn, "arn:aws:iam::000000000000:role/reader");
        await writeFile(join(directory, "consume-slow.go-on"), "");
        await until(async () => (await handled("consume-slow")).includes("slow-one"));
    });
});
