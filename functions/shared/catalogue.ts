/** Currencies that orders are taken in (ISO 4217); both have two minor digits. */
export const currencies = ["EUR", "USD"] as const;

/** Code of a currency. */
export type Currency = (typeof currencies)[number];

const prices: ReadonlyMap<string, Readonly<Record<Currency, number>>> = new Map([
    ["MUG-01", { EUR: 1290, USD: 1390 }],
    ["TEE-01", { EUR: 2490, USD: 2690 }],
    ["BAG-01", { EUR: 3900, USD: 4200 }],
    ["PEN-01", { EUR: 350, USD: 390 }],
]);

/** Price of one unit in minor units (cents), or `undefined` when the SKU is not for sale. Never taken from a request. */
export function unitPriceMinor(sku: string, currency: Currency): number | undefined {
    return prices.get(sku)?.[currency];
}
