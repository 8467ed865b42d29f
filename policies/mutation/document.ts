import { relations } from "./relatives";
import type { Result } from "./results";

/** `docs/policy-mutations.md`: which change of which resource each rule finds out. Not yet formatted. */
export function mutationsDocument(results: readonly Result[]): string {
    const kills = results.flatMap((result) => result.kills);
    const rows = kills.map(
        ({ rule, type, name, mutation, others }) =>
            `| [\`${rule}\`](policies.md#${rule}) | \`${type}\` | ${name} | ${cell(mutation)} | ${list(others)} |`,
    );
    return [
        "# Policies under mutation",
        "",
        "Written by `npm run docs`; `policies/mutation/mutation.spec.ts` holds it current. How it is done: [policies/README.md](../policies/README.md#proof-by-mutation).",
        "",
        `${results.length} rules, each made to fire by one change of a [compliant resource](policies.md#examples), for each type of resource for which there is such a change: ${kills.length} in all. _Also_: relatives, that find the same mutant out for reasons of their own (below).`,
        "",
        "| rule | changed | named | change | also |",
        "| --- | --- | --- | --- | --- |",
        ...rows,
        "",
        "## Relatives",
        "",
        "| mutated | find it out as well | because |",
        "| --- | --- | --- |",
        ...relations.map(
            ({ of: mutated, relatives, reason }) => `| ${list(mutated)} | ${list(relatives)} | ${reason} |`,
        ),
        "",
    ].join("\n");
}

function list(ids: readonly string[]): string {
    return ids.map((id) => `\`${id}\``).join(", ");
}

function cell(text: string): string {
    return text.replaceAll("|", "\\|");
}
