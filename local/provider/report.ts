import type { ResourceRow } from "./row";
import { rows } from "./table";

/** Where the embedded environment falls short of AWS, by resource type. */
export interface DoctorReport {
    /** Types that are recorded only, with the reason. */
    readonly recorded: readonly { readonly type: string; readonly reason: string }[];
    /** Arguments that the emulator stores or drops without effect, with what to expect. */
    readonly ineffective: readonly { readonly type: string; readonly argument: string; readonly effect: string }[];
}

/** Lists the rows that are recorded only, and the arguments without effect, each sorted. */
export function doctorReport(table: ReadonlyMap<string, ResourceRow> = rows): DoctorReport {
    const sorted = [...table.values()].sort((left, right) => left.type.localeCompare(right.type));
    return {
        recorded: sorted.flatMap(({ type, recorded }) => (recorded === undefined ? [] : [{ type, reason: recorded }])),
        ineffective: sorted.flatMap(({ type, ineffective = {} }) =>
            Object.entries(ineffective).map(([argument, effect]) => ({ type, argument, effect })),
        ),
    };
}
