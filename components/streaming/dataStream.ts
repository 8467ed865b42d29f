import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { StreamAccess, type StreamRef, type StreamVerb } from "./streamAccess";
import type { Grantee } from "../identity/grantee";
import type { Linkable } from "../identity/linkable";
import { requireWhole } from "../shared/wholeNumber";
import { transformed, type Transform } from "../shared/transform";

/** https://docs.aws.amazon.com/streams/latest/dev/kinesis-extended-retention.html */
const RETENTION_HOURS = { min: 24, max: 8760 };

/** Per shard and billed each: those that tell which shard is hot and which consumer is late. */
const SHARD_METRICS = [
    "IteratorAgeMilliseconds",
    "ReadProvisionedThroughputExceeded",
    "WriteProvisionedThroughputExceeded",
];

/** Arguments for {@link DataStream}. */
export interface DataStreamArgs {
    /** ARN of the KMS key that encrypts the records. */
    readonly keyArn: pulumi.Input<string>;
    /** Hours that records can be read again, 24 to 8760. */
    readonly retentionHours: number;
    /** The last word on each child. @default - none */
    readonly transform?: { readonly stream?: Transform<aws.kinesis.StreamArgs> };
}

/**
 * A Kinesis stream on demand, under a key of ours.
 *
 * Creates: `<name>` (stream).
 *
 * @example
 * const clickstream = new DataStream("clickstream", { keyArn, retentionHours: 24 });
 * clickstream.grant(collector, "write");
 */
export class DataStream extends pulumi.ComponentResource implements Linkable {
    /** What other layers need to use the stream. */
    public readonly ref: pulumi.Output<StreamRef>;
    private readonly access: StreamAccess;

    constructor(name: string, args: DataStreamArgs, opts?: pulumi.ComponentResourceOptions) {
        validateDataStreamArgs(name, args);
        super("platform:streaming:DataStream", name, args, opts);
        const stream = new aws.kinesis.Stream(
            ...transformed(
                args.transform?.stream,
                name,
                {
                    streamModeDetails: { streamMode: "ON_DEMAND" },
                    encryptionType: "KMS",
                    kmsKeyId: args.keyArn,
                    retentionPeriod: args.retentionHours,
                    shardLevelMetrics: SHARD_METRICS,
                },
                { parent: this },
            ),
        );
        this.ref = pulumi
            .all([stream.name, stream.arn, args.keyArn])
            .apply(([streamName, arn, keyArn]) => ({ name: streamName, arn, keyArn }));
        this.access = new StreamAccess(name, this.ref);
        this.registerOutputs({ ref: this.ref });
    }

    /** See {@link Linkable.identifier}. */
    get identifier(): pulumi.Output<string> {
        return this.access.identifier;
    }

    /** Lets `grantee` do `verb`; once for each grantee and verb. */
    grant(grantee: Grantee, verb: StreamVerb): aws.iam.RolePolicy {
        return this.access.grant(grantee, verb);
    }
}

/** Rejects arguments that Kinesis would only refuse during the deployment. */
function validateDataStreamArgs(name: string, args: DataStreamArgs): void {
    const { min, max } = RETENTION_HOURS;
    requireWhole(`DataStream '${name}'`, "retentionHours", args.retentionHours, min, max);
}
