import { DeleteObjectCommand, GetObjectCommand, paginateListObjectsV2, type S3Client } from "@aws-sdk/client-s3";
import {
    ChangeMessageVisibilityCommand,
    DeleteMessageCommand,
    ReceiveMessageCommand,
    type SQSClient,
} from "@aws-sdk/client-sqs";
import type { Envelope } from "./letters";
import type { Box } from "./replay";

/** How long nobody else gets what was taken of a queue: longer than a hundred invocations usually take. Seconds. */
const HIDDEN_SECONDS = 900;

interface Message extends Envelope {
    readonly receipt: string;
}

/** A queue of SQS. */
export function queueBox(sqs: SQSClient, url: string): Box<Message> {
    return {
        async take(limit) {
            const taken: Message[] = [];
            while (taken.length < limit) {
                const { Messages = [] } = await sqs.send(
                    new ReceiveMessageCommand({
                        QueueUrl: url,
                        MaxNumberOfMessages: Math.min(10, limit - taken.length),
                        VisibilityTimeout: HIDDEN_SECONDS,
                        // Asks all of the queue's servers and not a few.
                        WaitTimeSeconds: 2,
                    }),
                );
                if (Messages.length === 0) break;
                for (const { MessageId: id = "", Body: body = "", ReceiptHandle: receipt = "" } of Messages)
                    taken.push({ id, body, receipt });
            }
            return taken;
        },
        discard: async ({ receipt }) => {
            await sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: receipt }));
        },
        release: async ({ receipt }) => {
            const visible = { QueueUrl: url, ReceiptHandle: receipt, VisibilityTimeout: 0 };
            await sqs.send(new ChangeMessageVisibilityCommand(visible));
        },
    };
}

/** The objects below a prefix of a bucket; a second run at the same time gets them, too. */
export function bucketBox(s3: S3Client, bucket: string, prefix: string): Box<Envelope> {
    return {
        async take(limit) {
            const taken: Envelope[] = [];
            for await (const { Contents = [] } of paginateListObjectsV2(
                { client: s3, pageSize: Math.min(1000, limit) },
                { Bucket: bucket, Prefix: prefix },
            )) {
                for (const { Key: id = "" } of Contents.slice(0, limit - taken.length)) {
                    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: id }));
                    taken.push({ id, body: (await Body?.transformToString()) ?? "" });
                }
                if (taken.length >= limit) break;
            }
            return taken;
        },
        discard: async ({ id }) => {
            await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: id }));
        },
        release: () => Promise.resolve(),
    };
}
