import { providedIn } from "../driver/exportedState";
import { HOURS_PER_MONTH, monthly, PRICED_REGION, prices, type Priced } from "./prices";
import { standingCharges } from "./standing";

/** What one layer has of one thing, and what that costs. */
interface CostLine {
    readonly layer: string;
    readonly what: string;
    readonly count: number;
    /** How many of them are free. */
    readonly free: number;
    /** US dollars for each in a month of {@link HOURS_PER_MONTH} hours. */
    readonly usdEach: number;
    readonly usd: number;
    /** Where AWS publishes the price, and when it was last looked at. */
    readonly source: string;
    readonly date: string;
}

/** What an environment costs in a month in which nothing happens. */
export interface CostReport {
    readonly region: string;
    /** The region that the prices are of. */
    readonly pricedRegion: string;
    readonly hoursPerMonth: number;
    readonly lines: readonly CostLine[];
    /** US dollars in a month. With `unknown` it is at least this. */
    readonly usd: number;
    /** Resources of which it is not known whether, or how much, is charged for them. */
    readonly unknown: readonly { readonly layer: string; readonly type: string; readonly name: string }[];
}

/**
 * Adds up what stands by the hour or by the month.
 *
 * @param states - text of each layer's state export, by layer
 */
export function costOf(states: ReadonlyMap<string, string>, region: string): CostReport {
    const lines: CostLine[] = [];
    const unknown: { layer: string; type: string; name: string }[] = [];
    const used = new Map<Priced, number>();
    for (const [layer, text] of states) {
        const counts = new Map<Priced, number>();
        for (const { urn, type, inputs = {} } of providedIn(text)) {
            const charges = standingCharges(type, inputs);
            if (charges === undefined) unknown.push({ layer, type, name: urn.split("::").slice(3).join("::") });
            for (const { priced, count } of charges ?? []) counts.set(priced, (counts.get(priced) ?? 0) + count);
        }
        for (const [priced, count] of counts) {
            const before = used.get(priced) ?? 0;
            used.set(priced, before + count);
            lines.push(lineOf(layer, priced, count, before));
        }
    }
    return {
        region,
        pricedRegion: PRICED_REGION,
        hoursPerMonth: HOURS_PER_MONTH,
        lines,
        usd: cents(lines.reduce((sum, { usd }) => sum + usd, 0)),
        unknown,
    };
}

/** @param before - how many of the kind the layers before have: what is free is free once */
function lineOf(layer: string, priced: Priced, count: number, before: number): CostLine {
    const { what, source, date, ...price } = prices[priced];
    const free = Math.min(count, Math.max(0, ("free" in price ? price.free : 0) - before));
    const usdEach = monthly(priced);
    return { layer, what, count, free, usdEach, usd: cents((count - free) * usdEach), source, date };
}

function cents(usd: number): number {
    return Math.round(usd * 100) / 100;
}

/** The report as text: a table by layer and thing, the sum, and what is not in it. */
export function describeCost({ region, pricedRegion, hoursPerMonth, lines, usd, unknown }: CostReport): string {
    const rows = [
        ["layer", "what stands", "number", "USD each", "USD a month"],
        ...lines.map(({ layer, what, count, free, usdEach, usd: sum }) => [
            layer,
            what,
            free === 0 ? String(count) : `${count} (${free} free)`,
            usdEach.toFixed(2),
            sum.toFixed(2),
        ]),
        [unknown.length === 0 ? "total" : "total, at least", "", "", "", usd.toFixed(2)],
    ];
    const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
    const table = rows.map((row) =>
        row.map((cell, column) => (column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))),
    );
    const elsewhere = region === pricedRegion ? "" : ` The environment is in ${region}, whose prices differ.`;
    const dates = lines.map(({ date }) => date).sort();
    const looked = dates.length === 0 ? "" : `, the oldest of them looked up on ${dates[0]}`;
    return [
        ...table.map((row) => row.join("  ").trimEnd()),
        "",
        `What is paid while nothing happens: list prices of ${pricedRegion} without taxes${looked}, ${hoursPerMonth} hours a month. Requests and bytes come on top.${elsewhere}`,
        ...(unknown.length === 0
            ? []
            : [
                  "Not known here, and so perhaps charged as well (cli/cost/standing.ts):",
                  ...unknown.map(({ layer, type, name }) => `  ${layer}: ${type} ${name}`),
              ]),
    ].join("\n");
}
