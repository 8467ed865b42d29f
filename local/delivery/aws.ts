import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import type { Endpoint } from "../provider/clients";
import type { DeliveryPorts } from "./stream";

/** Functions and buckets of the emulator. */
export function awsPorts(endpoint: Endpoint): Pick<DeliveryPorts, "invoke" | "putObject"> {
    const settings = { ...endpoint, endpoint: endpoint.url };
    // Firehose waits five minutes for a function, and counts its retries itself.
    const requestHandler = new NodeHttpHandler({ connectionTimeout: 2_000, requestTimeout: 5 * 60 * 1_000 });
    const lambda = new LambdaClient({ ...settings, maxAttempts: 1, requestHandler });
    const s3 = new S3Client({ ...settings, forcePathStyle: true });
    return {
        async invoke(functionArn, event) {
            const Payload = Buffer.from(JSON.stringify(event));
            const answer = await lambda.send(new InvokeCommand({ FunctionName: functionArn, Payload }));
            const text = Buffer.from(answer.Payload ?? []).toString();
            if (answer.FunctionError !== undefined) throw new Error(text);
            return text === "" ? null : (JSON.parse(text) as unknown);
        },
        async putObject(Bucket, Key, Body) {
            await s3.send(new PutObjectCommand({ Bucket, Key, Body, ContentType: "application/octet-stream" }));
        },
    };
}
