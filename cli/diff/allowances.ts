import { isDeepStrictEqual } from "node:util";
import { parse } from "yaml";
import { z } from "zod";
import { UsageError } from "../errors";
import type { ResourceChange } from "./changes";

/** The file, in the repository's root, in which a request says what it may lose. */
export const ALLOWANCES = "allowances.yaml";

const allowance = z.strictObject({
    /** As the comparison names it: `aws:dynamodb/table:Table orders`. */
    resource: z.string().min(1),
    layer: z.string().min(1),
    /** Names of environments. @default - all */
    environments: z.array(z.string()).min(1).optional(),
    reason: z.string().min(10, "takes at least 10 letters: who reads it later has to understand why"),
});

/** A loss that a request argues for. */
export type Allowance = Readonly<z.infer<typeof allowance>>;

/**
 * The losses that a request allows: the records that it adds. What was in the file before was argued for in another request, and is
 * no answer to what happens now.
 *
 * @param now - the file's text in the working tree
 * @param before - its text in the revision that is compared with
 * @throws UsageError naming each record that is wrong
 */
export function allowancesOf(now: string | undefined, before: string | undefined): Allowance[] {
    const known = before === undefined ? [] : recordsIn(before, false);
    return (now === undefined ? [] : recordsIn(now, true)).filter(
        (record) => !known.some((other) => isDeepStrictEqual(record, other)),
    );
}

/** @throws UsageError naming the record that is for an environment or a layer that does not exist, and those that do */
export function requireKnown(
    allowances: readonly Allowance[],
    known: { readonly environments: readonly string[]; readonly layers: readonly string[] },
): void {
    for (const { layer, environments = [], resource } of allowances) {
        if (!known.layers.includes(layer))
            throw new UsageError(
                `${ALLOWANCES} lets '${resource}' of layer '${layer}' be lost, and there is no such layer; there are ${known.layers.join(", ")}.`,
            );
        const unknown = environments.find((name) => !known.environments.includes(name));
        if (unknown !== undefined)
            throw new UsageError(
                `${ALLOWANCES} lets '${resource}' be lost in '${unknown}', and there is no such environment; there are ${known.environments.join(", ")}.`,
            );
    }
}

function recordsIn(text: string, strict: boolean): Allowance[] {
    const { success, data, error } = z.array(allowance).safeParse(parsed(text) ?? []);
    if (success) return data;
    if (!strict) return [];
    throw new UsageError(
        `${ALLOWANCES} is not valid: it is a list of records with 'resource', 'layer' and 'reason', and 'environments' where not all are meant.\n${z.prettifyError(error)}`,
    );
}

function parsed(text: string): unknown {
    try {
        return parse(text);
    } catch (error) {
        throw new UsageError(`${ALLOWANCES} is not YAML: ${(error as Error).message}`);
    }
}

/** The record that lets a loss be. */
export function allowanceFor(
    { layer, resource }: Pick<ResourceChange, "layer" | "resource">,
    environment: string,
    allowances: readonly Allowance[],
): Allowance | undefined {
    return allowances.find(
        (record) =>
            record.layer === layer &&
            record.resource === resource &&
            (record.environments === undefined || record.environments.includes(environment)),
    );
}
