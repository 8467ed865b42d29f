import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { DATA_KEY_REUSE_SECONDS, tlsOnly } from "./queueSettings";
import { QueueAccess, type QueueRef, type QueueVerb } from "./queueAccess";
import type { Grantee } from "../identity/grantee";
import type { Linkable } from "../identity/linkable";
import { resourcePolicy, type ResourcePolicyStatement } from "../shared/resourcePolicy";
import { transformed, type Transform } from "../shared/transform";

/** SQS keeps messages at most this long (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html). */
const RETENTION_SECONDS = 14 * 24 * 3600;
/** The last word on a queue for failures. */
export interface FailureQueueTransform {
    readonly queue?: Transform<aws.sqs.QueueArgs>;
    readonly policy?: Transform<aws.sqs.QueuePolicyArgs>;
}

/** Arguments for {@link FailureQueue}. */
export interface FailureQueueArgs {
    /** ARN of the KMS key that encrypts the messages. */
    readonly keyArn: pulumi.Input<string>;
    /**
     * Policy statements beside the one that refuses plain HTTP: for a service that sends without a role, such as a topic or a rule of
     * EventBridge. Its key has to admit the service, too (`uses` of `EncryptionKey`). @default - none
     */
    readonly policyStatements?: (queueArn: pulumi.Output<string>) => readonly ResourcePolicyStatement[];
    /** The last word on each child. @default - none */
    readonly transform?: FailureQueueTransform;
}

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

    constructor(name: string, args: FailureQueueArgs, opts?: pulumi.ComponentResourceOptions) {
        super("platform:compute:FailureQueue", name, args, opts);
        const { transform } = args;
        const queue = new aws.sqs.Queue(
            ...transformed(
                transform?.queue,
                name,
                {
                    messageRetentionSeconds: RETENTION_SECONDS,
                    kmsMasterKeyId: args.keyArn,
                    kmsDataKeyReusePeriodSeconds: DATA_KEY_REUSE_SECONDS,
                },
                { parent: this },
            ),
        );
        new aws.sqs.QueuePolicy(
            ...transformed(
                transform?.policy,
                `${name}-tls`,
                {
                    queueUrl: queue.url,
                    policy: resourcePolicy([tlsOnly(queue.arn), ...(args.policyStatements?.(queue.arn) ?? [])]),
                },
                { parent: this },
            ),
        );
        this.queueName = queue.name;
        this.queueArn = queue.arn;
        this.queueUrl = queue.url;
        this.access = new QueueAccess(name, this.ref(args.keyArn));
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

    private ref(keyArn: pulumi.Input<string>): pulumi.Output<QueueRef> {
        return pulumi
            .all([this.queueName, this.queueArn, this.queueUrl, keyArn])
            .apply(([name, arn, url, key]) => ({ name, arn, url, keyArn: key }));
    }
}
