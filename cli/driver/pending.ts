import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Diagnostic } from "./engineEvents";
import type { Layer } from "./layer";

const SETTLED =
    "A run was killed in the middle of these; they have been looked at, and what was being made is made anew:";

/** Whether it tells of what {@link settlePending} did: once, however often the report of an unchanged layer is repeated. */
export function tellsOfSettling({ message }: Diagnostic): boolean {
    return message.startsWith(SETTLED);
}

/**
 * Settles what a killed run has left pending in a state of the embedded environment, as Pulumi's own refresh does: what was
 * changed or deleted is looked at, what was being made is forgotten, to be made anew. What of it exists already is deleted
 * before, as far as it can be found, so that making it anew is not refused.
 *
 * @param states - folder of the file backend: on AWS nobody but the user may decide
 * @returns what was done, for the user; nothing in most cases
 */
export async function settlePending(layer: Layer, states: string, signal?: AbortSignal): Promise<Diagnostic[]> {
    const pending = layer.checkpoint().pending_operations ?? [];
    if (pending.length === 0) return [];
    const creates = pending.filter(({ type }) => type === "creating").map(({ resource }) => resource);
    if (creates.length > 0) writeFileSync(unrecordedNote(states), "");
    await layer.withStack(undefined, async (stack, providers) => {
        for (const { urn, inputs = {} } of creates) await providers.undo(urn, inputs);
        await stack.refresh({ clearPendingCreates: true, signal });
    });
    const message = [
        SETTLED,
        ...pending.map(({ type, resource }) => `  ${type} ${resource.urn}`),
        "Where one is refused because it exists already, 'platform stop --force' and then 'npm start' make everything anew.",
    ].join("\n");
    return [{ severity: "warning", resource: "", message }];
}

/** Whether there may be, beside what the states tell of, what a killed run has made: destroying may then be refused. */
export function mayHoldUnrecorded(states: string): boolean {
    return existsSync(unrecordedNote(states));
}

function unrecordedNote(states: string): string {
    return join(states, "unrecorded");
}

/** As the engine begins its warning, which goes on with one line for each operation and then with general advice. */
const PENDING = /^Attempting to deploy or update resources with \d+ pending operations from previous deployment\./;

/** Says of pending operations on AWS what is to be done about them; the engine only tells of an interactive refresh. */
export function explainPending({ folder, stack }: Layer, diagnostics: readonly Diagnostic[]): Diagnostic[] {
    const refresh = `pulumi refresh -C ${folder} -s ${stack}`;
    return diagnostics.map((diagnostic) => {
        if (!PENDING.test(diagnostic.message)) return diagnostic;
        const operations = diagnostic.message.split("\n").filter((line) => /^\s+\* /.test(line));
        const message = [
            "A run was killed in the middle of these, so that nobody knows whether they were done:",
            ...operations,
            "See in AWS what exists. Then, for what was being created:",
            `  if it exists, take it into the state: ${refresh} --import-pending-creates <URN> --import-pending-creates <id>`,
            `  if it does not, or once you have deleted it: ${refresh} --clear-pending-creates`,
            "The first refresh settles what was being updated or deleted, too.",
        ].join("\n");
        return { ...diagnostic, message };
    });
}
