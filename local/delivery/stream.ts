import { randomUUID } from "node:crypto";
import { gzipSync } from "node:zlib";
import { delimiterOf, type Handover, type Limits, limitsOf, transformOf } from "./destination";
import { evaluatePrefix, formatTime, PrefixError, type PrefixValues } from "./prefix";
import { errorLine, type Failed, type Incoming, type Verdict, verdictsOf } from "./transform";

/** The world around {@link DeliveryStream}. */
export interface DeliveryPorts {
    /** Runs a function. @throws When it cannot be invoked or ends in an error. */
    invoke(functionArn: string, event: unknown): Promise<unknown>;
    putObject(bucket: string, key: string, body: Buffer): Promise<void>;
    log(message: string): void;
    now(): number;
    sleep(milliseconds: number): Promise<void>;
}

interface Held extends Incoming {
    /** Told when nothing more happens to the record. */
    readonly settle: () => void;
}

/** Records that wait to be done something with together. */
class Buffered<T extends Held> {
    readonly records: T[] = [];
    private bytes = 0;

    constructor(
        private readonly since: number,
        private readonly limits: Limits,
    ) {}

    add(record: T, bytes: number): void {
        this.records.push(record);
        this.bytes += bytes;
    }

    isDue(now: number): boolean {
        return this.bytes >= this.limits.bytes || now - this.since >= this.limits.milliseconds;
    }
}

interface Line extends Held {
    readonly line: Buffer;
}

/** A function's event is 6 MB at most, in base64; Firehose hands over 3 MB. */
const maximumTransform = 3 * 1024 * 1024;

/**
 * How long a bucket may refuse records, in milliseconds from their arrival. One that is gone is not waited for: here that is
 * how an environment ends.
 *
 * @see https://docs.aws.amazon.com/firehose/latest/dev/retry.html
 */
const givesUpAfter = 24 * 60 * 60 * 1_000;

/** One Firehose stream with one destination: buffers, transforms, writes objects. */
export class DeliveryStream {
    private incoming: Buffered<Held> | undefined;
    private readonly objects = new Map<string, Buffered<Line>>();
    private random: { readonly value: string; readonly until: number } | undefined;

    constructor(
        private readonly handover: Pick<Handover, "stream" | "region" | "destination">,
        private readonly ports: DeliveryPorts,
    ) {}

    /** Takes records; `settled` is called once nothing more happens to any of them. */
    accept(handover: Handover, settled: () => void): void {
        let open = handover.records.length;
        const settle = () => {
            open -= 1;
            if (open === 0) settled();
        };
        const { destination } = this.handover;
        for (const { id, data } of handover.records) {
            const record = { id, data: Buffer.from(data, "base64"), arrivedAt: handover.arrivedAt, settle };
            const limits = transformOf(destination)?.limits ?? { bytes: 0, milliseconds: 0 };
            this.incoming ??= new Buffered(this.ports.now(), limits);
            this.incoming.add(record, record.data.length);
        }
    }

    /** Does what is due now, or all there is. */
    async work(everything = false): Promise<void> {
        if (this.incoming !== undefined && (everything || this.incoming.isDue(this.ports.now()))) {
            const { records } = this.incoming;
            this.incoming = undefined;
            for (const part of bySize(records)) await this.transform(part);
        }
        for (const [prefix, object] of this.objects) {
            if (!everything && !object.isDue(this.ports.now())) continue;
            this.objects.delete(prefix);
            await this.write(
                prefix,
                object.records,
                compressed(this.handover.destination),
                extensionOf(this.handover.destination),
            );
        }
    }

    private async transform(records: readonly Held[]): Promise<void> {
        const { destination } = this.handover;
        const transform = transformOf(destination);
        const untouched = records.map(({ data }): Verdict => ({ transformed: { data } }));
        const { verdicts, attempts } =
            transform === undefined ? { verdicts: untouched, attempts: 0 } : await this.run(transform, records);
        const failures: { record: Held; failed: Failed; type: string }[] = [];
        const delimiter = Buffer.from(delimiterOf(destination));
        for (const [position, record] of records.entries()) {
            const verdict = verdicts[position];
            if (verdict === "dropped") record.settle();
            else if ("failed" in verdict) failures.push({ record, failed: verdict.failed, type: "processing-failed" });
            else {
                const { data, partitionKeys } = verdict.transformed;
                try {
                    const prefix = this.evaluate(destination.Prefix ?? "", record.arrivedAt, { partitionKeys });
                    const object =
                        this.objects.get(prefix) ?? new Buffered<Line>(this.ports.now(), limitsOf(destination));
                    object.add({ ...record, line: Buffer.concat([data, delimiter]) }, data.length);
                    this.objects.set(prefix, object);
                } catch (error) {
                    if (!(error instanceof PrefixError)) throw error;
                    const failed = {
                        errorCode: "DynamicPartitioning.ActivePartitionKeyMissing",
                        errorMessage: error.message,
                    };
                    failures.push({ record, failed, type: "dynamic-partitioning-failed" });
                }
            }
        }
        for (const type of new Set(failures.map((each) => each.type))) {
            const lines = failures
                .filter((each) => each.type === type)
                .map(({ record, failed }) => {
                    const text = errorLine(record, failed, attempts, transform?.functionArn, this.ports.now());
                    return { ...record, line: Buffer.from(text) };
                });
            this.ports.log(`${lines.length} record(s) go to the error prefix: ${type}`);
            await this.write(this.errorPrefix(type, lines[0].arrivedAt), lines, false, "");
        }
    }

    private async run({ functionArn, retries }: NonNullable<ReturnType<typeof transformOf>>, records: readonly Held[]) {
        const { stream, region } = this.handover;
        const event = {
            invocationId: randomUUID(),
            deliveryStreamArn: stream.arn,
            region,
            records: records.map(({ id, data, arrivedAt }) => ({
                recordId: id,
                approximateArrivalTimestamp: arrivedAt,
                data: data.toString("base64"),
            })),
        };
        for (let attempts = 1; ; attempts += 1) {
            try {
                return { verdicts: verdictsOf(records, await this.ports.invoke(functionArn, event)), attempts };
            } catch (error) {
                this.ports.log(
                    `attempt ${attempts} of transforming ${records.length} record(s): ${(error as Error).message}`,
                );
                if (attempts > retries) {
                    const failed = {
                        errorCode: "Lambda.FunctionError",
                        errorMessage: "The Lambda function was successfully invoked but it returned an error result.",
                    };
                    return { verdicts: records.map((): Verdict => ({ failed })), attempts };
                }
                await this.ports.sleep(200 * 2 ** (attempts - 1));
            }
        }
    }

    private async write(prefix: string, records: readonly Line[], compress: boolean, extension: string): Promise<void> {
        const { stream, destination } = this.handover;
        const time = new Date(records[0].arrivedAt);
        const stamp = formatTime("yyyy-MM-dd-HH-mm-ss", { time, timeZone: destination.CustomTimeZone });
        const key = `${prefix}${stream.name}-${stream.version}-${stamp}-${randomUUID()}${extension}`;
        const body = Buffer.concat(records.map(({ line }) => line));
        const bucket = destination.BucketARN.split(":::")[1];
        const about = `${key}: ${records.length} record(s)`;
        for (let attempt = 0; ; attempt += 1) {
            try {
                await this.ports.putObject(bucket, key, compress ? gzipSync(body) : body);
                this.ports.log(`wrote ${about}`);
                break;
            } catch (error) {
                const { name, message } = error as Error;
                if (name === "NoSuchBucket" || this.ports.now() - records[0].arrivedAt >= givesUpAfter) {
                    this.ports.log(`gave up ${about}, for the bucket ${bucket}: ${message}`);
                    break;
                }
                this.ports.log(`cannot write ${about}, for the bucket ${bucket}: ${message}`);
                await this.ports.sleep(Math.min(200 * 2 ** attempt, 10_000));
            }
        }
        for (const { settle } of records) settle();
    }

    private errorPrefix(errorType: string, arrivedAt: number): string {
        const { ErrorOutputPrefix: prefix } = this.handover.destination;
        if (prefix?.includes("!{firehose:error-output-type}")) return this.evaluate(prefix, arrivedAt, { errorType });
        return this.evaluate(`${prefix ?? ""}${errorType}/`, arrivedAt, { errorType });
    }

    private evaluate(
        prefix: string,
        arrivedAt: number,
        values: Pick<PrefixValues, "errorType" | "partitionKeys">,
    ): string {
        const { CustomTimeZone: timeZone } = this.handover.destination;
        return evaluatePrefix(prefix, {
            time: new Date(arrivedAt),
            timeZone,
            randomString: this.randomString(),
            ...values,
        });
    }

    /** The same for as long as an object is open, since it is part of what tells objects apart. */
    private randomString(): string {
        const now = this.ports.now();
        if (this.random === undefined || now >= this.random.until) {
            const value = randomUUID().replaceAll("-", "").slice(0, 11);
            this.random = { value, until: now + limitsOf(this.handover.destination).milliseconds };
        }
        return this.random.value;
    }
}

function compressed({ CompressionFormat: format }: Handover["destination"]): boolean {
    return format === "GZIP";
}

function extensionOf(destination: Handover["destination"]): string {
    return destination.FileExtension || (compressed(destination) ? ".gz" : "");
}

function bySize(records: readonly Held[]): Held[][] {
    const parts: Held[][] = [];
    let room = 0;
    for (const record of records) {
        if (parts.length === 0 || record.data.length > room) {
            parts.push([]);
            room = maximumTransform;
        }
        parts.at(-1)!.push(record);
        room -= record.data.length;
    }
    return parts;
}
