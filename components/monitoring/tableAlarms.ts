import type * as pulumi from "@pulumi/pulumi";
import { ResourceAlarms, type Alerting } from "./resourceAlarms";

/** Arguments for {@link TableAlarms}. */
export interface TableAlarmsArgs extends Alerting {
    readonly tableName: pulumi.Input<string>;
}

/**
 * Tells when a DynamoDB table refuses reads or writes. DynamoDB's own errors (`SystemErrors`) have a metric for each operation
 * only; the SDK tries those again, and what remains shows where it was called from: a function or API that fails
 * (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html).
 *
 * Creates: the alarms `<name>-reads-throttled` and `<name>-writes-throttled`.
 *
 * @example
 * new TableAlarms("orders", { tableName: orders.name, topicArn });
 */
export class TableAlarms extends ResourceAlarms {
    constructor(name: string, args: TableAlarmsArgs, opts?: pulumi.ComponentResourceOptions) {
        const throttled = (what: "reads" | "writes", metricName: string) => ({
            problem: `${what}-throttled`,
            metricName,
            statistic: "Sum" as const,
            threshold: 0,
            description: `Table '${name}' refuses ${what}: more than it has grown to, or too many of one partition key. Look for a hot key, then at the table's limits.`,
        });
        super(
            "TableAlarms",
            name,
            args,
            { namespace: "AWS/DynamoDB", dimensions: { TableName: args.tableName } },
            [throttled("reads", "ReadThrottleEvents"), throttled("writes", "WriteThrottleEvents")],
            opts,
        );
    }
}
