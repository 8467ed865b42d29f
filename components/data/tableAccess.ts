import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { BoundedAction } from "../identity/boundaryActions";
import { attachGrant, type Grantee } from "../identity/grantee";
import type { Linkable } from "../identity/linkable";
import type { Statement } from "../identity/statement";
import { keyStatement } from "../shared/keyStatement";

/** A table as another component or layer knows it. */
export interface TableRef {
    readonly name: string;
    readonly arn: string;
    /** The KMS key that encrypts it. */
    readonly keyArn: string;
}

/** A table whose changes can be read. */
export interface StreamingTableRef extends TableRef {
    readonly streamArn: string;
}

/**
 * What may be done with the items of a table.
 *
 * - `readItem`, `putItem`, `updateItem`, `deleteItem`: by full key, one item or several at once
 * - `query`: items of one partition, of the table or of one index; `scan`: everything
 * - `keepState`: read, put, update and delete single items whose key the caller knows; what Powertools' idempotency needs
 */
export type ItemVerb = "readItem" | "query" | "scan" | "putItem" | "updateItem" | "deleteItem" | "keepState";

/** What may be done with a table; `readStream` only where the ref has the stream's ARN. */
export type TableVerb<R extends TableRef> = ItemVerb | (R extends StreamingTableRef ? "readStream" : never);

/** Narrows a grant. */
export interface TableGrantOptions {
    /** Name of the secondary index that `query` or `scan` is about, and no longer the table. @default - the table */
    readonly index?: string;
}

const ACTIONS: Readonly<Record<ItemVerb, readonly BoundedAction[]>> = {
    readItem: ["dynamodb:GetItem", "dynamodb:BatchGetItem"],
    query: ["dynamodb:Query"],
    scan: ["dynamodb:Scan"],
    putItem: ["dynamodb:PutItem"],
    updateItem: ["dynamodb:UpdateItem"],
    deleteItem: ["dynamodb:DeleteItem"],
    keepState: ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem"],
};

/**
 * What Lambda asks for (https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-eventsourcemapping.html), with ListStreams, which
 * AWS cannot scope to a stream (service authorization reference, "Actions defined by Amazon DynamoDB").
 */
const STREAM_ACTIONS: readonly BoundedAction[] = [
    "dynamodb:DescribeStream",
    "dynamodb:GetRecords",
    "dynamodb:GetShardIterator",
];

const INDEXED: readonly string[] = ["query", "scan"];
const READING: readonly string[] = ["readItem", "query", "scan"];

/**
 * The statements of a verb. The key is needed by the caller itself: DynamoDB opens the table's key with the caller's
 * permissions (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.howitworks.html).
 *
 * @throws when `index` is given to a verb that works on the table only.
 */
export function tableStatements<R extends TableRef>(
    table: pulumi.Input<R>,
    verb: TableVerb<R>,
    { index }: TableGrantOptions = {},
): Statement[] {
    if (index !== undefined && !INDEXED.includes(verb)) {
        throw new Error(`A grant of '${verb}' is about the table: 'index' goes with ${INDEXED.join(" and ")} only.`);
    }
    if (verb === "readStream") {
        // The compiler has checked that the ref is one with a stream; generics cannot carry that over.
        const { name, streamArn, keyArn } = pulumi.output(table as unknown as pulumi.Input<StreamingTableRef>);
        return [
            { actions: STREAM_ACTIONS, resources: [streamArn] },
            { actions: ["dynamodb:ListStreams"], resources: ["*"] },
            tableKeyStatement(["kms:Decrypt"], name, keyArn),
        ];
    }
    const { name, arn, keyArn } = pulumi.output(table as pulumi.Input<TableRef>);
    return [
        {
            actions: ACTIONS[verb],
            resources: [index === undefined ? arn : pulumi.interpolate`${arn}/index/${index}`],
        },
        tableKeyStatement(
            READING.includes(verb) ? ["kms:Decrypt"] : ["kms:Decrypt", "kms:GenerateDataKey"],
            name,
            keyArn,
        ),
    ];
}

/**
 * DynamoDB decrypts as the caller and with one encryption context in all its requests to KMS: the table's name and the account. A
 * table's stream is written under the table's key in the same way, so whoever reads it, as Lambda does with the function's role, meets the
 * same conditions (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html). KMS knows one
 * service for both: `dynamodb` (https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service).
 */
function tableKeyStatement(
    actions: readonly BoundedAction[],
    tableName: pulumi.Input<string>,
    keyArn: pulumi.Input<string>,
): Statement {
    return keyStatement(actions, keyArn, "dynamodb", { key: "aws:dynamodb:tableName", values: [tableName] });
}

/** Hands out permissions on a table, made here or in another layer. */
export class TableAccess<R extends TableRef> implements Linkable {
    /** @param label logical name of the table, part of the names of the policies */
    constructor(
        private readonly label: string,
        public readonly ref: pulumi.Input<R>,
    ) {}

    /** See {@link Linkable.identifier}. */
    get identifier(): pulumi.Output<string> {
        return pulumi.output(this.ref as pulumi.Input<TableRef>).name;
    }

    /** Lets `grantee` do `verb`; once for each grantee, verb and index. */
    grant(grantee: Grantee, verb: TableVerb<R>, options: TableGrantOptions = {}): aws.iam.RolePolicy {
        const purpose = [this.label, verb, ...(options.index === undefined ? [] : [options.index])].join("-");
        return attachGrant(grantee, purpose, tableStatements(this.ref, verb, options));
    }
}
