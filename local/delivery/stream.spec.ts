import assert from "node:assert/strict";
import { gunzipSync } from "node:zlib";
import type { Handover, S3Destination } from "./destination";
import { DeliveryStream } from "./stream";

const functionArn = "arn:aws:lambda:eu-west-1:000000000000:function:transform";
const lambda = (...more: [string, string][]) => ({
    Enabled: true,
    Processors: [
        {
            Type: "Lambda",
            Parameters: [["LambdaArn", functionArn] as const, ["BufferIntervalInSeconds", "2"] as const, ...more].map(
                ([ParameterName, ParameterValue]) => ({ ParameterName, ParameterValue }),
            ),
        },
    ],
});

/** A stream whose time passes only when told. */
function world(
    destination: Partial<S3Destination>,
    invoke: (event: any) => unknown = () => assert.fail("no function"),
) {
    const objects: { key: string; body: Buffer }[] = [];
    const settled: string[] = [];
    const messages: string[] = [];
    const events: any[] = [];
    let time = Date.parse("2026-03-04T05:06:07Z");
    let refusals = 0;
    let refusal = new Error("slow down");
    const common = {
        stream: { name: "orders", arn: "arn:aws:firehose:eu-west-1:000000000000:deliverystream/orders", version: "1" },
        region: "eu-west-1",
        destination: {
            BucketARN: "arn:aws:s3:::lake",
            Prefix: "data/",
            ErrorOutputPrefix: "errors/!{firehose:error-output-type}/!{timestamp:yyyy}/",
            BufferingHints: { SizeInMBs: 1, IntervalInSeconds: 5 },
            ...destination,
        },
    };
    const stream = new DeliveryStream(common, {
        invoke: (_, event) => {
            events.push(event);
            return new Promise((resolve) => resolve(invoke(event)));
        },
        putObject: (bucket, key, body) => {
            assert.equal(bucket, "lake");
            if (refusals-- > 0) return Promise.reject(refusal);
            objects.push({ key, body });
            return Promise.resolve();
        },
        log: (message) => messages.push(message),
        now: () => time,
        sleep: (milliseconds) => {
            time += milliseconds;
            return Promise.resolve();
        },
    });
    return {
        objects,
        settled,
        events,
        stream,
        messages,
        refuse: (times: number, error = refusal) => ([refusals, refusal] = [times, error]),
        pass: async (milliseconds: number) => {
            time += milliseconds;
            await stream.work();
        },
        put: (...texts: string[]) => {
            const records = texts.map((text) => ({
                id: `id-${text.slice(0, 9)}`,
                data: Buffer.from(text).toString("base64"),
            }));
            const handover: Handover = { ...common, arrivedAt: time, records };
            stream.accept(handover, () => settled.push(texts.join("").slice(0, 9)));
        },
    };
}

/** Answers each record with what the table says of its text. */
const answering = (table: Record<string, object>) => (event: any) => ({
    records: event.records.flatMap(({ recordId, data }: any) => {
        const found = table[Buffer.from(data, "base64").toString()];
        return found === undefined ? [] : [{ recordId, data, ...found }];
    }),
});
const bodies = (objects: readonly { body: Buffer }[]) => objects.map(({ body }) => body.toString());

describe("a Firehose stream", () => {
    it("gathers records into one object until the interval is over", async () => {
        const { put, pass, objects, settled } = world({});
        put("a", "b");
        await pass(1_000);
        put("c");
        await pass(3_000);
        assert.deepEqual([objects.length, settled.length], [0, 0]);
        await pass(3_000);
        assert.deepEqual(bodies(objects), ["abc"]);
        assert.match(objects[0].key, /^data\/2026\/03\/04\/05\/orders-1-2026-03-04-05-06-07-[0-9a-f-]{36}$/);
        assert.deepEqual(settled, ["ab", "c"]);
    });

    it("writes at once when the size is reached", async () => {
        const { put, pass, objects } = world({});
        put("x".repeat(1024 * 1024));
        await pass(1);
        assert.equal(objects.length, 1);
    });

    it("compresses, with the extension asked for or AWS's own", async () => {
        for (const [FileExtension, expected] of [
            [undefined, /\.gz$/],
            [".jsonl.gz", /[0-9a-f]\.jsonl\.gz$/],
        ] as const) {
            const { put, stream, objects } = world({ CompressionFormat: "GZIP", FileExtension });
            put("a", "b");
            await stream.work(true);
            assert.equal(gunzipSync(objects[0].body).toString(), "ab");
            assert.match(objects[0].key, expected);
        }
    });

    it("puts a delimiter behind each record", async () => {
        const { put, stream, objects } = world({
            ProcessingConfiguration: { Enabled: true, Processors: [{ Type: "AppendDelimiterToRecord" }] },
        });
        put("a", "b");
        await stream.work(true);
        assert.deepEqual(bodies(objects), ["a\nb\n"]);
    });

    it("delivers what the function makes of records, drops what it drops, and keeps what it fails", async () => {
        const { put, stream, objects, settled, events } = world(
            { ProcessingConfiguration: lambda() },
            answering({
                good: { result: "Ok", data: Buffer.from("better").toString("base64") },
                unwanted: { result: "Dropped" },
                bad: { result: "ProcessingFailed" },
                odd: { result: "Fine" },
            }),
        );
        put("good", "unwanted", "bad", "odd", "forgotten");
        await stream.work(true);
        assert.deepEqual(Object.keys(events[0]).sort(), ["deliveryStreamArn", "invocationId", "records", "region"]);
        const [errors, data] = objects;
        assert.equal(data.body.toString(), "better");
        assert.match(errors.key, /^errors\/processing-failed\/2026\/orders-1-/);
        const lines = errors.body
            .toString()
            .trim()
            .split("\n")
            .map((line) => JSON.parse(line));
        assert.deepEqual(
            lines.map(({ rawData, errorCode, attemptsMade, lambdaArn }) => [
                Buffer.from(rawData, "base64").toString(),
                errorCode,
                attemptsMade,
                lambdaArn,
            ]),
            [
                ["bad", "Lambda.ProcessingFailedStatus", 1, functionArn],
                ["odd", "Lambda.JsonProcessingException", 1, functionArn],
                ["forgotten", "Lambda.MissingRecordId", 1, functionArn],
            ],
        );
        assert.equal(settled.length, 1);
    });

    it("tries a failing function three times more, then keeps the raw records apart", async () => {
        const { put, stream, objects, events } = world({ ProcessingConfiguration: lambda() }, () => {
            throw new Error("broken");
        });
        put("a", "b");
        await stream.work(true);
        assert.equal(events.length, 4);
        assert.equal(objects.length, 1);
        const [line] = objects[0].body.toString().split("\n");
        const { errorCode, attemptsMade, rawData } = JSON.parse(line);
        assert.deepEqual([errorCode, attemptsMade, rawData], ["Lambda.FunctionError", 4, "YQ=="]);
    });

    it("hands no more than 3 MB to the function at a time", async () => {
        const { put, stream, events } = world(
            { ProcessingConfiguration: lambda(["BufferSizeInMBs", "3"]) },
            ({ records }) => ({
                records: records.map(({ recordId, data }: any) => ({ recordId, data, result: "Ok" })),
            }),
        );
        put(...["1", "2", "3", "4"].map((text) => text.repeat(1_000_000)));
        await stream.work(true);
        assert.deepEqual(
            events.map(({ records }) => records.length),
            [3, 1],
        );
    });

    it("partitions by the keys that the function gives", async () => {
        const keys = (customer?: string) => ({ result: "Ok", metadata: { partitionKeys: { customer } } });
        const { put, stream, objects } = world(
            {
                Prefix: "by/!{partitionKeyFromLambda:customer}/",
                ProcessingConfiguration: lambda(),
                DynamicPartitioningConfiguration: { Enabled: true },
            },
            answering({ a: keys("x"), b: keys("y"), c: keys("x"), d: keys() }),
        );
        put("a", "b", "c", "d");
        await stream.work(true);
        const found = objects.map(({ key, body }) => `${key.split("/").slice(0, 2).join("/")} ${body.toString()}`);
        assert.deepEqual(found.slice(1), ["by/x ac", "by/y b"]);
        assert.match(found[0], /^errors\/dynamic-partitioning-failed .*"rawData":"ZA=="/);
    });

    it("writes again until the bucket takes it", async () => {
        const { put, stream, objects, settled, refuse } = world({});
        refuse(3);
        put("a");
        await stream.work(true);
        assert.deepEqual([bodies(objects), settled], [["a"], ["a"]]);
    });

    it("gives up what a bucket has refused for a day, and says how much that is", async () => {
        const { put, stream, objects, settled, refuse, messages } = world({});
        refuse(Infinity);
        put("a", "b");
        await stream.work(true);
        assert.deepEqual([objects, settled], [[], ["ab"]]);
        // One attempt each ten seconds.
        assert.ok(messages.length > 8_600 && messages.length < 8_700, String(messages.length));
        assert.match(messages[0], /^cannot write .*: 2 record\(s\), for the bucket lake: slow down$/);
        assert.match(messages.at(-1)!, /^gave up .*: 2 record\(s\), for the bucket lake: slow down$/);
    });

    it("gives up at once what is for a bucket that is gone", async () => {
        const { put, stream, settled, refuse, messages } = world({});
        refuse(Infinity, Object.assign(new Error("No such bucket"), { name: "NoSuchBucket" }));
        put("a");
        await stream.work(true);
        assert.deepEqual(settled, ["a"]);
        assert.match(messages.join("\n"), /^gave up data\/.*: 1 record\(s\), for the bucket lake: No such bucket$/);
    });
});
