import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { indexAttributes, type TableKeys } from "./tableKeys";
import { SCALED_INDEX_PROPERTIES, startingIndexCapacity } from "./tableThroughput";
import type { AutoScaledThroughput } from "./throughputLimits";
import { transformed, type Transform } from "../shared/transform";

/** The last word on indexes. */
export interface IndexTransform {
    /** Each index: `<name>-<index>`. */
    readonly indexes?: Transform<aws.dynamodb.GlobalSecondaryIndexArgs>;
}

/** What of a table's arguments says what its indexes are. */
interface TableIndexesArgs extends Pick<TableKeys, "indexes"> {
    readonly throughput?: AutoScaledThroughput;
    readonly transform?: IndexTransform;
}

/**
 * Makes a table's indexes, one after the other, as DynamoDB demands
 * (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.OnlineOps.html). Each is a resource of its own: of a list in the
 * table, changes can be ignored by position only, so that the end of one index would give the next one its capacity. Another key
 * under the same name deletes an index before it makes the new one, since a table cannot have both.
 *
 * @returns the indexes by their names
 */
export function makeIndexes(
    name: string,
    table: aws.dynamodb.Table,
    { indexes = [], throughput, transform }: TableIndexesArgs,
    opts: pulumi.CustomResourceOptions,
): Readonly<Record<string, aws.dynamodb.GlobalSecondaryIndex>> {
    const made: Record<string, aws.dynamodb.GlobalSecondaryIndex> = {};
    for (const index of indexes) {
        made[index.name] = new aws.dynamodb.GlobalSecondaryIndex(
            ...transformed(
                transform?.indexes,
                `${name}-${index.name}`,
                {
                    tableName: table.name,
                    ...indexAttributes(index),
                    ...(throughput && { provisionedThroughput: startingIndexCapacity(throughput) }),
                },
                {
                    ...opts,
                    dependsOn: Object.values(made),
                    deleteBeforeReplace: true,
                    ignoreChanges: throughput === undefined ? [] : SCALED_INDEX_PROPERTIES,
                },
            ),
        );
    }
    return made;
}
