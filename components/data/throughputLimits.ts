/** Capacity units a second between which auto scaling moves. */
interface CapacityRange {
    readonly min: number;
    readonly max: number;
}

/** Provisioned capacity that follows the load; of a table, and alike of each of its global secondary indexes. */
export interface AutoScaledThroughput {
    readonly read: CapacityRange;
    readonly write: CapacityRange;
    /** Share of the provisioned capacity in use that is aimed at, in percent, 20 to 90. @default 70 */
    readonly targetUtilizationPercent?: number;
}

/**
 * Read and write units that an account has for one table with its indexes, if AWS was not asked for more
 * (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html).
 */
const TABLE_QUOTA = 40_000;
/** What DynamoDB's auto scaling takes (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/AutoScaling.html). */
export const UTILIZATION_PERCENT = { min: 20, max: 90, usual: 70 };

/** What DynamoDB or its auto scaling would refuse, for a table with so many indexes. */
export function findThroughputProblem(throughput: AutoScaledThroughput, indexes: number): string | undefined {
    for (const side of ["read", "write"] as const) {
        const { min, max } = throughput[side];
        for (const [bound, units] of Object.entries({ min, max })) {
            if (!Number.isInteger(units) || units < 1 || units > TABLE_QUOTA)
                return `${side}.${bound} must be a whole number of units from 1 to ${TABLE_QUOTA}`;
        }
        if (min > max) return `${side}.min of ${min} is above ${side}.max of ${max}`;
        if (max * (1 + indexes) > TABLE_QUOTA)
            return `${side}.max of ${max} holds for the table and each of its ${indexes} indexes, which share ${TABLE_QUOTA} units`;
    }
    const { min, max, usual } = UTILIZATION_PERCENT;
    const { targetUtilizationPercent = usual } = throughput;
    return targetUtilizationPercent >= min && targetUtilizationPercent <= max
        ? undefined
        : `targetUtilizationPercent must be from ${min} to ${max}`;
}
