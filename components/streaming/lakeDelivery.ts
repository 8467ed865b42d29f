import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { DeliveryAccess, type DeliveryRef, type DeliveryVerb } from "./deliveryAccess";
import { FunctionAccess, type FunctionRef } from "../compute/functionAccess";
import { BucketAccess, type BucketRef } from "../data/bucketAccess";
import { attachGrant, type Grantee } from "../identity/grantee";
import type { Linkable } from "../identity/linkable";
import { ServiceRole, type RoleTransform } from "../identity/serviceRole";
import { locationOf } from "../shared/location";
import { requireWhole } from "../shared/wholeNumber";
import { transformed, type Transform } from "../shared/transform";

/** https://docs.aws.amazon.com/firehose/latest/APIReference/API_BufferingHints.html */
const MAX_BUFFER_SECONDS = 900;
const MAX_BUFFER_MEBIBYTES = 128;

/**
 * MiB of records in one call of the transform. Lambda takes and returns 6 MB, base64 adds a third, so Firehose allows 3;
 * with 2 a transform may double its records
 * (https://docs.aws.amazon.com/firehose/latest/dev/data-transformation.html).
 */
const TRANSFORM_BUFFER_MEBIBYTES = 2;
/** Firehose's own, which the AWS provider does not store: stating it would differ in every preview. */
const DEFAULT_TRANSFORM_BUFFER_SECONDS = 60;

const LOG_STREAM = "delivery";

/** Arguments for {@link LakeDelivery}. */
export interface LakeDeliveryArgs {
    /** The bucket. */
    readonly lake: pulumi.Input<BucketRef>;
    /** Name of what is delivered: objects lie below `<dataset>/`, refused records below `errors/<dataset>/`. */
    readonly dataset: string;
    /** ARN of the KMS key that encrypts records on their way; objects are encrypted by the bucket. */
    readonly keyArn: pulumi.Input<string>;
    /**
     * The function that turns records into lines of the lake. It must end each record that it returns with a newline.
     *
     * @default - records are lines already, each with its newline
     */
    readonly transformFunction?: pulumi.Input<FunctionRef>;
    /** An object is written after so many seconds, 0 to 900, … */
    readonly bufferSeconds: number;
    /** … or when so many MiB have come together, 1 to 128. */
    readonly bufferMebibytes: number;
    /** The log group for delivery errors. */
    readonly logs: {
        readonly keyArn: pulumi.Input<string>;
        readonly retentionDays: number;
    };
    readonly permissionsBoundaryArn: pulumi.Input<string>;
    /** The last word on each child. @default - none */
    readonly transform?: RoleTransform & {
        readonly logGroup?: Transform<aws.cloudwatch.LogGroupArgs>;
        readonly logStream?: Transform<aws.cloudwatch.LogStreamArgs>;
        readonly deliveryStream?: Transform<aws.kinesis.FirehoseDeliveryStreamArgs>;
    };
}

/**
 * A Firehose stream that takes records by direct put, lets a function transform them if there is one, and writes them into the lake as
 * compressed JSON lines, partitioned by the day (UTC) of their arrival. What the transform refuses is kept below `errors/`.
 *
 * Creates: `<name>` (role, Firehose stream), `<name>-logs` (log group), `<name>-log-stream` (log stream) and the role policies
 * `<name>-lake-deliver`, `<name>-logs-write` and, with a transform, `<name>-function-transform`.
 *
 * @example
 * const delivery = new LakeDelivery("order-changes", {
 *     lake: data.lake,
 *     dataset: "orders",
 *     transformFunction: transform.ref,
 *     keyArn, bufferSeconds: 60, bufferMebibytes: 5, logs, permissionsBoundaryArn,
 * });
 * delivery.grant(consumer, "put");
 */
export class LakeDelivery extends pulumi.ComponentResource implements Linkable {
    /** What other layers need to hand over records. */
    public readonly ref: pulumi.Output<DeliveryRef>;
    public readonly logGroupName: pulumi.Output<string>;
    private readonly access: DeliveryAccess;

    constructor(name: string, args: LakeDeliveryArgs, opts?: pulumi.ComponentResourceOptions) {
        validateLakeDeliveryArgs(name, args);
        super("platform:streaming:LakeDelivery", name, args, opts);
        const child = { parent: this };
        const { transform = {} } = args;
        const logGroup = new aws.cloudwatch.LogGroup(
            ...transformed(
                transform.logGroup,
                `${name}-logs`,
                { retentionInDays: args.logs.retentionDays, kmsKeyId: args.logs.keyArn },
                child,
            ),
        );
        const logStream = new aws.cloudwatch.LogStream(
            ...transformed(
                transform.logStream,
                `${name}-log-stream`,
                { name: LOG_STREAM, logGroupName: logGroup.name },
                child,
            ),
        );
        const role = new ServiceRole(
            name,
            {
                service: "firehose.amazonaws.com",
                description: `Delivers ${args.dataset} into the lake`,
                permissionsBoundaryArn: args.permissionsBoundaryArn,
                sourceAccount: locationOf(this).accountId,
                transform: { role: transform.role, policies: transform.policies },
            },
            child,
        );
        const prefixes = { objects: `${args.dataset}/`, errors: `errors/${args.dataset}/` };
        const grants = [
            new BucketAccess("lake", args.lake).grant(role, "deliver", {
                prefixes: [prefixes.objects, prefixes.errors],
            }),
            ...(args.transformFunction === undefined
                ? []
                : [new FunctionAccess("function", args.transformFunction).grant(role, "transform")]),
            attachGrant(role, "logs-write", [
                {
                    actions: ["logs:PutLogEvents"],
                    resources: [pulumi.interpolate`${logGroup.arn}:log-stream:${logStream.name}`],
                },
            ]),
        ];
        const stream = new aws.kinesis.FirehoseDeliveryStream(
            ...transformed(
                transform.deliveryStream,
                name,
                {
                    destination: "extended_s3",
                    serverSideEncryption: { enabled: true, keyType: "CUSTOMER_MANAGED_CMK", keyArn: args.keyArn },
                    extendedS3Configuration: {
                        bucketArn: pulumi.output(args.lake).arn,
                        roleArn: role.roleArn,
                        prefix: `${prefixes.objects}${datePartitions()}`,
                        errorOutputPrefix: `${prefixes.errors}!{firehose:error-output-type}/${datePartitions()}`,
                        compressionFormat: "GZIP",
                        fileExtension: ".jsonl.gz",
                        bufferingInterval: args.bufferSeconds,
                        bufferingSize: args.bufferMebibytes,
                        ...(args.transformFunction === undefined
                            ? {}
                            : {
                                  processingConfiguration: transformBy(
                                      pulumi.output(args.transformFunction).arn,
                                      args.bufferSeconds,
                                  ),
                              }),
                        cloudwatchLoggingOptions: {
                            enabled: true,
                            logGroupName: logGroup.name,
                            logStreamName: logStream.name,
                        },
                    },
                },
                // Firehose uses the role as soon as the stream exists.
                { parent: this, dependsOn: grants },
            ),
        );
        this.ref = pulumi.all([stream.name, stream.arn]).apply(([streamName, arn]) => ({ name: streamName, arn }));
        this.logGroupName = logGroup.name;
        this.access = new DeliveryAccess(name, this.ref);
        this.registerOutputs({ ref: this.ref, logGroupName: this.logGroupName });
    }

    /** See {@link Linkable.identifier}. */
    get identifier(): pulumi.Output<string> {
        return this.access.identifier;
    }

    /** Lets `grantee` do `verb`; once for each grantee and verb. */
    grant(grantee: Grantee, verb: DeliveryVerb): aws.iam.RolePolicy {
        return this.access.grant(grantee, verb);
    }
}

/** Rejects arguments that Firehose would only refuse during the deployment. */
function validateLakeDeliveryArgs(name: string, args: LakeDeliveryArgs): void {
    const subject = `LakeDelivery '${name}'`;
    requireWhole(subject, "bufferSeconds", args.bufferSeconds, 0, MAX_BUFFER_SECONDS);
    requireWhole(subject, "bufferMebibytes", args.bufferMebibytes, 1, MAX_BUFFER_MEBIBYTES);
    if (!/^[a-z][a-z0-9-]*$/.test(args.dataset) || args.dataset === "errors") {
        throw new Error(
            `${subject}: dataset '${args.dataset}' must be small letters, digits and '-', and not 'errors'.`,
        );
    }
}

/** Names as Hive and Athena read partitions from keys. */
function datePartitions(): string {
    return "year=!{timestamp:yyyy}/month=!{timestamp:MM}/day=!{timestamp:dd}/";
}

function transformBy(
    functionArn: pulumi.Input<string>,
    bufferSeconds: number,
): aws.types.input.kinesis.FirehoseDeliveryStreamExtendedS3ConfigurationProcessingConfiguration {
    const parameters = [
        { parameterName: "LambdaArn", parameterValue: functionArn },
        { parameterName: "BufferSizeInMBs", parameterValue: String(TRANSFORM_BUFFER_MEBIBYTES) },
        ...(bufferSeconds === DEFAULT_TRANSFORM_BUFFER_SECONDS
            ? []
            : [{ parameterName: "BufferIntervalInSeconds", parameterValue: String(bufferSeconds) }]),
    ];
    return { enabled: true, processors: [{ type: "Lambda", parameters }] };
}
