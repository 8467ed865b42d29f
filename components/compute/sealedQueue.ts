import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { QueueRef } from "./queueAccess";
import { resourcePolicy, type ResourcePolicyStatement } from "../shared/resourcePolicy";
import { transformed, type Transform } from "../shared/transform";

/** Reuse of a data key, in seconds: the longest SQS allows is a day; an hour keeps KMS calls and exposure low. */
const DATA_KEY_REUSE_SECONDS = 3600;

/** The last word on a queue and on who may use it. */
export interface QueueTransform {
    readonly queue?: Transform<aws.sqs.QueueArgs>;
    readonly policy?: Transform<aws.sqs.QueuePolicyArgs>;
}

/** What every queue is told. */
export interface SealedQueueArgs {
    /** ARN of the KMS key that encrypts the messages. */
    readonly keyArn: pulumi.Input<string>;
    /**
     * Policy statements beside the one that refuses plain HTTP: for a service that sends without a role, such as a topic or a rule of
     * EventBridge. Its key has to admit the service, too (`uses` of `EncryptionKey`). @default - none
     */
    readonly policyStatements?: (queueArn: pulumi.Output<string>) => readonly ResourcePolicyStatement[];
    /** The last word on each child. @default - none */
    readonly transform?: QueueTransform;
}

/**
 * Makes a queue that is encrypted and reachable over TLS only: `<name>` (queue), `<name>-tls` (queue policy).
 *
 * @param settings what else the queue is
 */
export function sealedQueue(
    name: string,
    { keyArn, policyStatements, transform }: SealedQueueArgs,
    settings: aws.sqs.QueueArgs,
    child: pulumi.CustomResourceOptions,
): { readonly queue: aws.sqs.Queue; readonly ref: pulumi.Output<QueueRef> } {
    const queue = new aws.sqs.Queue(
        ...transformed(
            transform?.queue,
            name,
            { ...settings, kmsMasterKeyId: keyArn, kmsDataKeyReusePeriodSeconds: DATA_KEY_REUSE_SECONDS },
            child,
        ),
    );
    new aws.sqs.QueuePolicy(
        ...transformed(
            transform?.policy,
            `${name}-tls`,
            {
                queueUrl: queue.url,
                policy: resourcePolicy([tlsOnly(queue.arn), ...(policyStatements?.(queue.arn) ?? [])]),
            },
            child,
        ),
    );
    const ref = pulumi
        .all([queue.name, queue.arn, queue.url, keyArn])
        .apply(([queueName, arn, url, key]) => ({ name: queueName, arn, url, keyArn: key }));
    return { queue, ref };
}

function tlsOnly(queueArn: pulumi.Output<string>): ResourcePolicyStatement {
    return {
        sid: "TlsOnly",
        effect: "Deny",
        principal: "*",
        actions: ["sqs:*"],
        resources: [queueArn],
        conditions: { Bool: { "aws:SecureTransport": "false" } },
    };
}
