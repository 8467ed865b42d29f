import { isIPv4 } from "node:net";

/**
 * The length of an IPv4 range's prefix.
 *
 * @returns nothing when it is no range, or does not begin at its own first address, as `10.20.0.1/16`
 */
export function prefixLengthOf(cidrBlock: string): number | undefined {
    const [address = "", length = "", ...rest] = cidrBlock.split("/");
    if (rest.length > 0 || !isIPv4(address) || !/^\d{1,2}$/.test(length) || Number(length) > 32) return undefined;
    const number = address.split(".").reduce((sum, octet) => sum * 256 + Number(octet), 0);
    return number % 2 ** (32 - Number(length)) === 0 ? Number(length) : undefined;
}

/** Whether a browser may be sent there with what nobody else should read: https, or http on localhost. */
export function isSafeAddress(address: string): boolean {
    if (!URL.canParse(address)) return false;
    const { protocol, hostname } = new URL(address);
    return protocol === "https:" || (protocol === "http:" && hostname === "localhost");
}

/** Whether browsers send it so as `Origin`: scheme, host and port, in lower case and without anything behind them. */
export function isOrigin(address: string): boolean {
    // URL takes hosts with quotation marks, which would end the header's text in a gateway's mapping.
    return /^https?:\/\/[a-z0-9.:-]+$/.test(address) && isSafeAddress(address) && new URL(address).origin === address;
}
