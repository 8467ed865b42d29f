import { UsageError } from "../errors";

/**
 * Refuses a name that does not become part of a program.
 *
 * @param looks - what such a name looks like
 * @param letters - of the longest name: lines with it are as the formatter writes them, and names on AWS that are made of it fit
 * @throws UsageError
 */
export function requireName(kind: string, name: string, pattern: RegExp, looks: string, letters = 24): void {
    if (pattern.test(name) && name.length <= letters) return;
    throw new UsageError(`'${name}' cannot name a ${kind}: that takes ${looks}, of ${letters} letters at most.`);
}

/** `reportStore` → `ReportStore` */
export function capitalized(name: string): string {
    return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

/** `sqs-queue-named` → `sqsQueueNamed` */
export function camelCase(name: string): string {
    return name.replaceAll(/-(\w)/g, (_dash, letter: string) => letter.toUpperCase());
}

/** `exportOrders` → `export-orders` */
export function kebabCase(name: string): string {
    return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
