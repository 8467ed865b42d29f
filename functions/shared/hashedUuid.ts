import { createHash } from "node:crypto";

/** A UUID of version 8 (RFC 9562, section 5.8) made of the hash of some texts: the same for the same texts in the same order. */
export function hashedUuid(...texts: readonly string[]): string {
    const bytes = createHash("sha256").update(JSON.stringify(texts)).digest().subarray(0, 16);
    bytes[6] = (bytes[6] & 0x0f) | 0x80;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
