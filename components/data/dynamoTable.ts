import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { makeIndexes, type IndexTransform } from "./tableIndexes";
import { keyAttributes, validateTableKeys, type TableKeys } from "./tableKeys";
import {
    TableAccess,
    type StreamingTableRef,
    type TableGrantOptions,
    type TableRef,
    type TableVerb,
} from "./tableAccess";
import { scaleTable, SCALED_PROPERTIES, startingCapacity, type ScalingTransform } from "./tableThroughput";
import { findThroughputProblem, type AutoScaledThroughput } from "./throughputLimits";
import type { Grantee } from "../identity/grantee";
import type { Linkable } from "../identity/linkable";
import { requireWhole } from "../shared/wholeNumber";
import { transformed, type Transform } from "../shared/transform";

/** DynamoDB keeps continuous backups this long (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Point-in-time-recovery.html). */
const MAX_RECOVERY_DAYS = 35;

/** What a table's stream says of an item that changed. */
type StreamViewType = "KEYS_ONLY" | "NEW_IMAGE" | "OLD_IMAGE" | "NEW_AND_OLD_IMAGES";

/** Arguments for {@link DynamoTable}. */
export interface DynamoTableArgs extends TableKeys {
    /** ARN of the KMS key that encrypts the table, its indexes, stream and backups. */
    readonly keyArn: pulumi.Input<string>;
    /** Days that the table can be restored to any second of, 1 to 35. */
    readonly recoveryDays: number;
    /** Refuses to delete or replace the table. */
    readonly deletionProtection: boolean;
    /** What the stream of changes carries. @default - no stream */
    readonly streamViewType?: StreamViewType;
    /** Number attribute, seconds since 1970, after which DynamoDB removes an item. @default - items stay */
    readonly ttlAttribute?: string;
    /** Provisioned capacity that follows the load: cheaper where the load is steady, slower than a sudden rise. @default - on demand */
    readonly throughput?: AutoScaledThroughput;
    /** The last word on each child. @default - none */
    readonly transform?: IndexTransform & ScalingTransform & { readonly table?: Transform<aws.dynamodb.TableArgs> };
}

/** The ref of a table with these arguments: with a stream exactly when a view type was given. */
export type RefOf<A extends DynamoTableArgs> = A["streamViewType"] extends StreamViewType
    ? StreamingTableRef
    : TableRef;

/**
 * A table on demand or auto-scaled, under a key of ours, with point-in-time recovery.
 *
 * Creates: `<name>` (table), `<name>-<index>` (global secondary index) for each, and for a `throughput` what {@link scaleTable} does.
 *
 * @example
 * const orders = new DynamoTable("orders", {
 *     hashKey: "customerId",
 *     rangeKey: "orderId",
 *     streamViewType: "NEW_AND_OLD_IMAGES",
 *     keyArn,
 *     recoveryDays: 35,
 *     deletionProtection: true,
 * });
 * orders.grant(placeOrder, "putItem");
 */
export class DynamoTable<const A extends DynamoTableArgs> extends pulumi.ComponentResource implements Linkable {
    /** What other layers need to use the table; with `streamArn` when there is a stream. */
    public readonly ref: pulumi.Output<RefOf<A>>;
    private readonly access: TableAccess<RefOf<A>>;
    private readonly indexNames: readonly string[];

    constructor(name: string, args: A, opts?: pulumi.ComponentResourceOptions) {
        validateDynamoTableArgs(name, args);
        super("platform:data:DynamoTable", name, args, opts);
        const { throughput } = args;
        const table = new aws.dynamodb.Table(
            ...transformed(
                args.transform?.table,
                name,
                {
                    billingMode: throughput === undefined ? "PAY_PER_REQUEST" : "PROVISIONED",
                    ...(throughput && startingCapacity(throughput)),
                    ...keyAttributes(args),
                    serverSideEncryption: { enabled: true, kmsKeyArn: args.keyArn },
                    pointInTimeRecovery: { enabled: true, recoveryPeriodInDays: args.recoveryDays },
                    deletionProtectionEnabled: args.deletionProtection,
                    ...(args.streamViewType === undefined
                        ? {}
                        : { streamEnabled: true, streamViewType: args.streamViewType }),
                    ...(args.ttlAttribute === undefined
                        ? {}
                        : { ttl: { enabled: true, attributeName: args.ttlAttribute } }),
                },
                { parent: this, ignoreChanges: throughput === undefined ? [] : SCALED_PROPERTIES },
            ),
        );
        this.ref = pulumi
            .all([table.name, table.arn, table.streamArn, args.keyArn])
            .apply(([tableName, arn, streamArn, keyArn]) => ({
                name: tableName,
                arn,
                keyArn,
                ...(args.streamViewType === undefined ? {} : { streamArn }),
            })) as pulumi.Output<RefOf<A>>;
        this.access = new TableAccess<RefOf<A>>(name, this.ref);
        this.indexNames = (args.indexes ?? []).map((index) => index.name);
        const indexes = makeIndexes(name, table, args, { parent: this });
        if (throughput !== undefined)
            scaleTable(name, table, indexes, throughput, args.transform ?? {}, { parent: this });
        this.registerOutputs({ ref: this.ref });
    }

    /** See {@link Linkable.identifier}. */
    get identifier(): pulumi.Output<string> {
        return this.access.identifier;
    }

    /**
     * Lets `grantee` do `verb`; once for each grantee, verb and index.
     *
     * @throws when the table has no such index.
     */
    grant(grantee: Grantee, verb: TableVerb<RefOf<A>>, options: TableGrantOptions = {}): aws.iam.RolePolicy {
        if (options.index !== undefined && !this.indexNames.includes(options.index)) {
            throw new Error(
                `DynamoTable: grant of '${verb}': there is no index '${options.index}'; there are: ${this.indexNames.join(", ") || "none"}.`,
            );
        }
        return this.access.grant(grantee, verb, options);
    }
}

/** Rejects arguments that DynamoDB would only refuse during the deployment. */
function validateDynamoTableArgs(name: string, args: DynamoTableArgs): void {
    const subject = `DynamoTable '${name}'`;
    validateTableKeys(subject, args);
    requireWhole(subject, "recoveryDays", args.recoveryDays, 1, MAX_RECOVERY_DAYS);
    const problem = args.throughput && findThroughputProblem(args.throughput, (args.indexes ?? []).length);
    if (problem !== undefined) throw new Error(`${subject}: throughput: ${problem}.`);
}
