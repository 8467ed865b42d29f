import { accessOf } from "../access/access";
import { asMarkdown } from "../access/formats/markdown";
import { asText } from "../access/formats/text";
import type { Access, AccessPart } from "../access/permission";
import { selected } from "../access/selection";
import { loadBlueprint } from "../driver/blueprint";
import { readState } from "../../policies/check/state";
import { statesOf } from "./rehearsedStates";

/** Options of `access`. */
export interface AccessCommand {
    readonly principal?: string[];
    readonly resource?: string[];
    readonly format: keyof typeof FORMATS;
    readonly json?: boolean;
}

const FORMATS = {
    text: asText,
    json: (environment: string, part: AccessPart) => JSON.stringify({ environment, ...part }, null, 4),
    markdown: asMarkdown,
};

/**
 * Prints who may do what.
 *
 * @throws UsageError when nobody, or nothing, has a name that is asked for
 */
export async function runAccess(environment: string, { format, json, ...selection }: AccessCommand): Promise<void> {
    const access = accessIn(await statesOf(loadBlueprint(environment)));
    console.log(FORMATS[json === true ? "json" : format](environment, selected(access, access, selection)));
}

/** @param states text of each layer's state export, by layer */
function accessIn(states: ReadonlyMap<string, string>): Access {
    return accessOf([...states].flatMap(([layer, text]) => readState(text, `The state of '${layer}'`).resources));
}
