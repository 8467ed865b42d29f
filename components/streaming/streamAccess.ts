import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { BoundedAction } from "../identity/boundaryActions";
import { attachGrant, type Grantee } from "../identity/grantee";
import type { Linkable } from "../identity/linkable";
import type { Statement } from "../identity/statement";
import { keyStatement } from "../shared/keyStatement";

/** A Kinesis stream as another component or layer knows it. */
export interface StreamRef {
    readonly name: string;
    readonly arn: string;
    /** The KMS key that encrypts its records. */
    readonly keyArn: string;
}

/** What may be done with a stream: put records into it, or follow its shards. */
export type StreamVerb = "write" | "read";

interface Actions {
    readonly stream: readonly BoundedAction[];
    /** Actions that AWS cannot scope to a stream (service authorization reference, "Actions defined by Amazon Kinesis Data Streams"). */
    readonly any?: readonly BoundedAction[];
    readonly key: readonly BoundedAction[];
}

const ACTIONS: Readonly<Record<StreamVerb, Actions>> = {
    write: { stream: ["kinesis:PutRecord", "kinesis:PutRecords"], key: ["kms:GenerateDataKey"] },
    // What Lambda asks for (https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-create.html).
    read: {
        stream: [
            "kinesis:DescribeStream",
            "kinesis:DescribeStreamSummary",
            "kinesis:GetRecords",
            "kinesis:GetShardIterator",
            "kinesis:ListShards",
        ],
        any: ["kinesis:ListStreams"],
        key: ["kms:Decrypt"],
    },
};

/**
 * The statements of a verb
 * (https://docs.aws.amazon.com/streams/latest/dev/permissions-user-key-KMS.html).
 */
export function streamStatements(stream: pulumi.Input<StreamRef>, verb: StreamVerb): Statement[] {
    const { arn, keyArn } = pulumi.output(stream);
    const actions = ACTIONS[verb];
    return [
        { actions: actions.stream, resources: [arn] },
        ...(actions.any === undefined ? [] : [{ actions: actions.any, resources: ["*"] }]),
        keyStatement(actions.key, keyArn, "kinesis", { key: "aws:kinesis:arn", values: [arn] }),
    ];
}

/** Hands out permissions on a Kinesis stream, made here or in another layer. */
export class StreamAccess implements Linkable {
    /** @param label logical name of the stream, part of the names of the policies */
    constructor(
        private readonly label: string,
        public readonly ref: pulumi.Input<StreamRef>,
    ) {}

    /** See {@link Linkable.identifier}. */
    get identifier(): pulumi.Output<string> {
        return pulumi.output(this.ref).name;
    }

    /** Lets `grantee` do `verb`; once for each grantee and verb. */
    grant(grantee: Grantee, verb: StreamVerb): aws.iam.RolePolicy {
        return attachGrant(grantee, `${this.label}-${verb}`, streamStatements(this.ref, verb));
    }
}
