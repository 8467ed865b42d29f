import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { BoundedAction } from "../identity/boundaryActions";
import { attachGrant, type Grantee } from "../identity/grantee";
import type { Linkable } from "../identity/linkable";
import type { Statement } from "../identity/statement";
import { keyStatement } from "../shared/keyStatement";

/** A queue as another component or layer knows it. */
export interface QueueRef {
    readonly name: string;
    readonly arn: string;
    readonly url: string;
    /** The KMS key that encrypts its messages. */
    readonly keyArn: string;
}

/** What may be done with a queue. */
export type QueueVerb = "send" | "receive";

const ACTIONS: Readonly<Record<QueueVerb, { queue: readonly BoundedAction[]; key: readonly BoundedAction[] }>> = {
    send: { queue: ["sqs:SendMessage"], key: ["kms:GenerateDataKey", "kms:Decrypt"] },
    receive: {
        queue: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility", "sqs:GetQueueAttributes"],
        key: ["kms:Decrypt"],
    },
};

/**
 * The statements of a verb
 * (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html#sqs-what-permissions-for-sse).
 */
export function queueStatements(queue: pulumi.Input<QueueRef>, verb: QueueVerb): Statement[] {
    const { arn, keyArn } = pulumi.output(queue);
    return [
        { actions: ACTIONS[verb].queue, resources: [arn] },
        keyStatement(ACTIONS[verb].key, keyArn, "sqs", { key: "aws:sqs:arn", values: [arn] }),
    ];
}

/** Hands out permissions on a queue, made here or in another layer. */
export class QueueAccess implements Linkable {
    constructor(
        private readonly label: string,
        public readonly ref: pulumi.Input<QueueRef>,
    ) {}

    /** See {@link Linkable.identifier}. */
    get identifier(): pulumi.Output<string> {
        return pulumi.output(this.ref).url;
    }

    /** Lets `grantee` send to or receive from the queue. */
    grant(grantee: Grantee, verb: QueueVerb): aws.iam.RolePolicy {
        return attachGrant(grantee, `${this.label}-${verb}`, queueStatements(this.ref, verb));
    }
}
