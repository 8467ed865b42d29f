import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { QueueAccess, type QueueVerb } from "./queueAccess";
import { sealedQueue, type SealedQueueArgs } from "./sealedQueue";
import type { Grantee } from "../identity/grantee";
import type { Linkable } from "../identity/linkable";

/** SQS keeps messages at most this long (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html). */
const RETENTION_SECONDS = 14 * 24 * 3600;

/**
 * Where records and invocations go that no retry can help: kept for fourteen days, encrypted, reachable over TLS only.
 *
 * Creates: `<name>` (queue), `<name>-tls` (queue policy).
 */
export class FailureQueue extends pulumi.ComponentResource implements Linkable {
    public readonly queueName: pulumi.Output<string>;
    public readonly queueArn: pulumi.Output<string>;
    public readonly queueUrl: pulumi.Output<string>;
    private readonly access: QueueAccess;

    constructor(name: string, args: SealedQueueArgs, opts?: pulumi.ComponentResourceOptions) {
        super("platform:compute:FailureQueue", name, args, opts);
        const settings = { messageRetentionSeconds: RETENTION_SECONDS };
        const { queue, ref } = sealedQueue(name, args, settings, { parent: this });
        this.queueName = queue.name;
        this.queueArn = queue.arn;
        this.queueUrl = queue.url;
        this.access = new QueueAccess(name, ref);
        this.registerOutputs({ queueName: this.queueName, queueArn: this.queueArn, queueUrl: this.queueUrl });
    }

    /** See {@link Linkable.identifier}. */
    get identifier(): pulumi.Output<string> {
        return this.queueUrl;
    }

    /** Lets `grantee` send to or receive from the queue. */
    grant(grantee: Grantee, verb: QueueVerb): aws.iam.RolePolicy {
        return this.access.grant(grantee, verb);
    }
}
