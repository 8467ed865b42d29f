import type { CrudRow } from "./crud";
import { crudLive } from "./crudLive";
import { defineRow, type ResourceRow } from "./row";

export type { Call, CrudRow, Subject } from "./crud";
export { resourceTags } from "./tagging";

/** A row for a {@link CrudRow}. */
export function crudRow(definition: CrudRow): ResourceRow {
    const row: ResourceRow = defineRow({ ...definition, live: crudLive(definition, () => row) });
    return row;
}
