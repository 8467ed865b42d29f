import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { FailureQueue } from "./failureQueue";
import { QueueAccess, type QueueVerb } from "./queueAccess";
import { sealedQueue, type QueueTransform, type SealedQueueArgs } from "./sealedQueue";
import type { Grantee } from "../identity/grantee";
import type { Linkable } from "../identity/linkable";
import { transformed, type Transform } from "../shared/transform";
import { requireWhole } from "../shared/wholeNumber";

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html */
const MAX_VISIBILITY_SECONDS = 43_200;
const MAX_RECEIVES = 1000;

/** Arguments for {@link WorkQueue}. */
export interface WorkQueueArgs extends SealedQueueArgs {
    /** Seconds for which a message that somebody works on is hidden from others, 0 to 43200; see {@link QueueEventSource} for a function's. */
    readonly visibilityTimeoutSeconds: number;
    /**
     * Times that a message is received before it goes to the failure queue, 1 to 1000. Fewer than five and a burst of throttling is enough
     * (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html).
     *
     * @default 5
     */
    readonly maxReceiveCount?: number;
    /** The last word on each child. @default - none */
    readonly transform?: QueueTransform & {
        readonly failureQueue?: QueueTransform;
        readonly redriveAllow?: Transform<aws.sqs.RedriveAllowPolicyArgs>;
    };
}

/**
 * Work that somebody does later, each message at least once, encrypted and reachable over TLS only; what cannot be done is set aside.
 * A message keeps its age there, so that it waits the four days that SQS keeps it here less in the failure queue, which keeps fourteen
 * (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html).
 *
 * Creates: `<name>` (queue), `<name>-tls` (queue policy), `<name>-failures` (queue, see {@link FailureQueue}),
 * `<name>-failures-source` (redrive allow policy).
 *
 * @example
 * const reports = new WorkQueue("reports", { keyArn, visibilityTimeoutSeconds: 360 });
 * requestReport.link("REPORTS_QUEUE_URL", reports, "send");
 * new QueueEventSource("reports", { function: makeReport, queue: reports });
 */
export class WorkQueue extends pulumi.ComponentResource implements Linkable {
    public readonly queueName: pulumi.Output<string>;
    public readonly queueArn: pulumi.Output<string>;
    public readonly queueUrl: pulumi.Output<string>;
    /** Seconds for which a received message is hidden. */
    public readonly visibilityTimeoutSeconds: number;
    private readonly access: QueueAccess;
    private readonly failures: FailureQueue;

    constructor(name: string, args: WorkQueueArgs, opts?: pulumi.ComponentResourceOptions) {
        const { keyArn, visibilityTimeoutSeconds, maxReceiveCount = 5, transform = {} } = args;
        const whole = requireWhole.bind(undefined, `WorkQueue '${name}'`);
        whole("visibilityTimeoutSeconds", visibilityTimeoutSeconds, 0, MAX_VISIBILITY_SECONDS);
        whole("maxReceiveCount", maxReceiveCount, 1, MAX_RECEIVES);
        super("platform:compute:WorkQueue", name, args, opts);
        const child = { parent: this };
        this.failures = new FailureQueue(`${name}-failures`, { keyArn, transform: transform.failureQueue }, child);
        const redrivePolicy = pulumi.jsonStringify({ deadLetterTargetArn: this.failures.queueArn, maxReceiveCount });
        const { queue, ref } = sealedQueue(name, args, { visibilityTimeoutSeconds, redrivePolicy }, child);
        // No other queue may set its failures aside there.
        new aws.sqs.RedriveAllowPolicy(
            ...transformed(
                transform.redriveAllow,
                `${name}-failures-source`,
                {
                    queueUrl: this.failures.queueUrl,
                    redriveAllowPolicy: pulumi.jsonStringify({
                        redrivePermission: "byQueue",
                        sourceQueueArns: [queue.arn],
                    }),
                },
                child,
            ),
        );
        this.queueName = queue.name;
        this.queueArn = queue.arn;
        this.queueUrl = queue.url;
        this.visibilityTimeoutSeconds = visibilityTimeoutSeconds;
        this.access = new QueueAccess(name, ref);
        this.registerOutputs({
            queueName: this.queueName,
            queueArn: this.queueArn,
            queueUrl: this.queueUrl,
            visibilityTimeoutSeconds: this.visibilityTimeoutSeconds,
        });
    }

    /** Keeps what could not be done. */
    get failureQueue(): FailureQueue {
        return this.failures;
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
