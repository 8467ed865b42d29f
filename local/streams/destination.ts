import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import { GetQueueUrlCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { Endpoint } from "../provider/clients";
import { type Discarded, failureDocument, failureKey } from "./failure";
import type { StreamMapping } from "./mapping";

/** Tells a mapping's destination of records given up: a queue or a topic about them, a bucket with them. */
export function destinationOf(
    mapping: StreamMapping,
    endpoint: Endpoint,
): (shardId: string, discarded: Discarded) => Promise<void> {
    const { destinationArn } = mapping;
    if (destinationArn === undefined) return () => Promise.resolve();
    const [, , service, region, , name] = destinationArn.split(":") as [string, string, string, string, string, string];
    const settings = { ...endpoint, endpoint: endpoint.url, region: region || endpoint.region };
    const document = (shardId: string, discarded: Discarded) =>
        failureDocument(mapping, shardId, discarded, new Date());

    if (service === "sqs") {
        const client = new SQSClient(settings);
        return async (shardId, discarded) => {
            const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName: name }));
            const MessageBody = JSON.stringify(document(shardId, discarded));
            await client.send(new SendMessageCommand({ QueueUrl, MessageBody }));
        };
    }
    if (service === "sns") {
        const client = new SNSClient(settings);
        return async (shardId, discarded) => {
            const Message = JSON.stringify(document(shardId, discarded));
            await client.send(new PublishCommand({ TopicArn: destinationArn, Message }));
        };
    }
    if (service === "s3") {
        const client = new S3Client({ ...settings, forcePathStyle: true });
        return async (shardId, discarded) => {
            const payload = JSON.stringify({ Records: discarded.records.map(({ event }) => event) });
            const Body = JSON.stringify({ ...document(shardId, discarded), payload });
            const Key = failureKey(mapping, shardId, new Date());
            await client.send(new PutObjectCommand({ Bucket: name, Key, Body, ContentType: "application/json" }));
        };
    }
    throw new Error(`Mapping ${mapping.uuid}: ${destinationArn} is neither a queue, a topic nor a bucket.`);
}
