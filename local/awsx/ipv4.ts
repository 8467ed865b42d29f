/** A range of IPv4 addresses: the first one as a number, and the length of the prefix. */
export interface Ipv4Range {
    readonly base: number;
    readonly mask: number;
}

/** How many addresses a prefix of this length leaves. */
export function sizeOf(mask: number): number {
    return 2 ** (32 - mask);
}

/** Reads `10.0.0.0/16`; an address inside the range stands for the range. @throws when it is not one */
export function parseRange(text: string): Ipv4Range {
    const [address = "", prefix = ""] = text.split("/");
    const octets = address.split(".");
    const isNumber = (part: string, max: number) => /^\d{1,3}$/.test(part) && Number(part) <= max;
    if (octets.length !== 4 || !octets.every((octet) => isNumber(octet, 255)) || !isNumber(prefix, 32)) {
        throw new Error(`'${text}' is not an IPv4 range such as 10.0.0.0/16.`);
    }
    const mask = Number(prefix);
    const value = octets.reduce((sum, octet) => sum * 256 + Number(octet), 0);
    return { base: value - (value % sizeOf(mask)), mask };
}

/** The reverse of {@link parseRange}. */
export function formatRange({ base, mask }: Ipv4Range): string {
    const octets = [24, 16, 8, 0].map((bits) => Math.floor(base / 2 ** bits) % 256);
    return `${octets.join(".")}/${mask}`;
}
