import { existsSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Makes a folder with those above it, one after the other: Node.js's own recursion never ends where the kernel says of a folder
 * that exists that it does not, as in `/proc`.
 *
 * @throws the system's error when one of them cannot be made, or is a file
 */
export function makeFolder(directory: string): void {
    // With the slash, only a folder exists.
    if (existsSync(`${directory}/`)) return;
    if (dirname(directory) !== directory) makeFolder(dirname(directory));
    try {
        mkdirSync(directory);
    } catch (error) {
        // Another command may have been faster.
        if (!existsSync(`${directory}/`)) throw error;
    }
}
