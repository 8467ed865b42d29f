import { readFileSync, writeFileSync } from "node:fs";

/** Ways in which somebody or something spoils a file that exists. */
export const damages: Readonly<Record<string, (file: string) => void>> = {
    "cut off": (file) => writeFileSync(file, readFileSync(file).subarray(0, -2)),
    empty: (file) => writeFileSync(file, ""),
    null: (file) => writeFileSync(file, "null"),
    "a list": (file) => writeFileSync(file, "[]"),
    garbage: (file) => writeFileSync(file, Buffer.from([0xff, 0xfe, 0x00, 0x7b, 0x22, 0xc3])),
};
