import * as dynamodb from "@aws-sdk/client-dynamodb-streams";
import * as kinesis from "@aws-sdk/client-kinesis";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import type { Endpoint } from "../provider/clients";
import type { StreamMapping } from "./mapping";
import type { Item } from "./pieces";

/** A record as the function gets it, and as filters see it. */
export interface StreamRecord extends Item {
    readonly event: Readonly<Record<string, unknown>>;
    readonly filtered: unknown;
}

/** One shard of a stream. */
interface Shard {
    readonly id: string;
    /** The shard it continues, which is to be read to its end first. */
    readonly parent?: string;
}

/** Records read, and where to read on: undefined at the end of a closed shard. */
interface Chunk {
    readonly records: readonly StreamRecord[];
    readonly next: string | undefined;
}

/** A stream, Kinesis's or DynamoDB's, as a mapping reads it. */
export interface Source {
    shards(): Promise<readonly Shard[]>;
    /** Where to read on after a record, or at the mapping's starting position. */
    position(shardId: string, after: string | undefined): Promise<string>;
    read(position: string, limit: number): Promise<Chunk>;
}

/** The source that a mapping names; `roleArn` is that of its function, told in Kinesis's events. */
export function sourceOf(mapping: StreamMapping, endpoint: Endpoint, roleArn: string): Source {
    const [, , service, region] = mapping.eventSourceArn.split(":");
    const settings = { ...endpoint, region: region, endpoint: endpoint.url, requestHandler: new NodeHttpHandler() };
    if (service === "kinesis") return kinesisSource(mapping, new kinesis.KinesisClient(settings), region, roleArn);
    if (service === "dynamodb") return dynamodbSource(mapping, new dynamodb.DynamoDBStreamsClient(settings), region);
    throw new Error(`Mapping ${mapping.uuid}: ${mapping.eventSourceArn} is neither a Kinesis nor a DynamoDB stream.`);
}

function kinesisSource(mapping: StreamMapping, client: kinesis.KinesisClient, region: string, roleArn: string): Source {
    const StreamARN = mapping.eventSourceArn;
    return {
        async shards() {
            const { Shards = [] } = await client.send(new kinesis.ListShardsCommand({ StreamARN }));
            return Shards.map(({ ShardId, ParentShardId }) => ({ id: ShardId!, parent: ParentShardId }));
        },
        async position(ShardId, after) {
            const since = startOf(mapping);
            const start =
                after !== undefined
                    ? { ShardIteratorType: "AFTER_SEQUENCE_NUMBER" as const, StartingSequenceNumber: after }
                    : since !== undefined
                      ? { ShardIteratorType: "AT_TIMESTAMP" as const, Timestamp: since }
                      : { ShardIteratorType: "TRIM_HORIZON" as const };
            const found = await client.send(new kinesis.GetShardIteratorCommand({ StreamARN, ShardId, ...start }));
            return JSON.stringify([ShardId, found.ShardIterator]);
        },
        async read(position, Limit) {
            const [shardId, ShardIterator] = JSON.parse(position) as [string, string];
            const { Records = [], NextShardIterator } = await client.send(
                new kinesis.GetRecordsCommand({ StreamARN, ShardIterator, Limit }),
            );
            const records = Records.map((record) => kinesisRecord(record, shardId, StreamARN, region, roleArn));
            return { records, next: NextShardIterator && JSON.stringify([shardId, NextShardIterator]) };
        },
    };
}

function dynamodbSource(mapping: StreamMapping, client: dynamodb.DynamoDBStreamsClient, region: string): Source {
    const StreamArn = mapping.eventSourceArn;
    const since = startOf(mapping);
    // The stream's times are whole seconds.
    const earliest = since === undefined ? 0 : Math.floor(since.getTime() / 1_000) * 1_000;
    return {
        async shards() {
            const { StreamDescription } = await client.send(new dynamodb.DescribeStreamCommand({ StreamArn }));
            return (StreamDescription?.Shards ?? []).map(({ ShardId, ParentShardId }) => ({
                id: ShardId!,
                parent: ParentShardId,
            }));
        },
        async position(ShardId, after) {
            const at = (type: dynamodb.ShardIteratorType, SequenceNumber?: string) =>
                client.send(
                    new dynamodb.GetShardIteratorCommand({
                        StreamArn,
                        ShardId,
                        ShardIteratorType: type,
                        SequenceNumber,
                    }),
                );
            const found =
                after === undefined
                    ? await at("TRIM_HORIZON")
                    : await at("AFTER_SEQUENCE_NUMBER", after).catch((error: unknown) => {
                          // All up to there has left the stream, so its oldest record is the next.
                          if (error instanceof dynamodb.TrimmedDataAccessException) return at("TRIM_HORIZON");
                          throw error;
                      });
            return found.ShardIterator!;
        },
        async read(ShardIterator, limit) {
            const { Records = [], NextShardIterator } = await client.send(
                new dynamodb.GetRecordsCommand({ ShardIterator, Limit: Math.min(limit, 1_000) }),
            );
            const records = Records.map((record) => dynamodbRecord(record, StreamArn, region));
            return { records: records.filter(({ arrivedAt }) => arrivedAt >= earliest), next: NextShardIterator };
        },
    };
}

/** From when on a mapping wants records; undefined for the oldest there are. */
function startOf({ startingPosition, startingPositionTimestamp, createdAt }: StreamMapping): Date | undefined {
    if (startingPosition === "TRIM_HORIZON") return undefined;
    // What arrives between the mapping's creation and the first look at the stream belongs to it too.
    return new Date(startingPosition === "LATEST" ? createdAt : startingPositionTimestamp!);
}

function kinesisRecord(
    record: kinesis._Record,
    shardId: string,
    streamArn: string,
    awsRegion: string,
    roleArn: string,
): StreamRecord {
    const sequenceNumber = record.SequenceNumber!;
    const arrivedAt = record.ApproximateArrivalTimestamp!.getTime();
    const body = Buffer.from(record.Data!);
    const detail = {
        kinesisSchemaVersion: "1.0",
        partitionKey: record.PartitionKey,
        sequenceNumber,
        data: body.toString("base64"),
        approximateArrivalTimestamp: arrivedAt / 1_000,
    };
    const event = {
        kinesis: detail,
        eventSource: "aws:kinesis",
        eventVersion: "1.0",
        eventID: `${shardId}:${sequenceNumber}`,
        eventName: "aws:kinesis:record",
        invokeIdentityArn: roleArn,
        awsRegion,
        eventSourceARN: streamArn,
    };
    return { sequenceNumber, arrivedAt, event, filtered: { ...detail, data: asJson(body) } };
}

function dynamodbRecord(record: dynamodb._Record, streamArn: string, awsRegion: string): StreamRecord {
    const { ApproximateCreationDateTime: created, SequenceNumber, ...detail } = record.dynamodb!;
    const { userIdentity } = record;
    const event = {
        eventID: record.eventID,
        eventName: record.eventName,
        eventVersion: record.eventVersion,
        eventSource: record.eventSource,
        awsRegion,
        dynamodb: {
            ApproximateCreationDateTime: created!.getTime() / 1_000,
            SequenceNumber,
            ...(plain(detail) as object),
        },
        ...(userIdentity === undefined
            ? {}
            : { userIdentity: { type: userIdentity.Type, principalId: userIdentity.PrincipalId } }),
        eventSourceARN: streamArn,
    };
    return { sequenceNumber: SequenceNumber!, arrivedAt: created!.getTime(), event, filtered: event };
}

/** Attribute values as they stand in JSON: binary ones in base64. */
function plain(value: unknown): unknown {
    if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
    if (Array.isArray(value)) return value.map(plain);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]));
}

function asJson(body: Buffer): unknown {
    try {
        return JSON.parse(body.toString());
    } catch {
        return undefined;
    }
}
