import { isDeepStrictEqual } from "node:util";
import type { Props } from "./row";

/** Marks a value that is not known yet, in previews (Pulumi protocol constant). */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The protocol has one mark for each kind of unknown value. */
const UNKNOWNS = new Set([
    UNKNOWN,
    "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", // boolean
    "3eeb2bf0-c639-47a8-9e75-3b44932eb421", // number
    "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2", // array
    "030794c1-ac77-496b-92df-f27374a8bd58", // asset
    "e48ece36-62e2-4504-bad9-02848725956a", // archive
    "dd056dcd-154b-4c76-9bd3-c8f88648b5ff", // object
]);

/** Whether the value is one of the protocol's marks for a value that is not known yet. */
function isUnknown(value: unknown): boolean {
    return typeof value === "string" && UNKNOWNS.has(value);
}

/**
 * The same tree with every unknown replaced by a value that endures whatever code does to it: any property of it, and any
 * call, gives itself again; as text it is {@link UNKNOWN}; a loop over it ends at once.
 */
export function enduringUnknowns(value: any): any {
    if (isUnknown(value)) return ENDURING;
    if (Array.isArray(value)) return value.map(enduringUnknowns);
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, nested]) => [key, enduringUnknowns(nested)]));
}

const ENDURING: any = new Proxy(() => undefined, {
    get: (_target, key) => {
        if (key === Symbol.toPrimitive || key === "toString" || key === "toJSON") return () => UNKNOWN;
        if (key === Symbol.iterator) return () => [].values();
        return typeof key === "symbol" || key === "then" ? undefined : ENDURING;
    },
    apply: () => ENDURING,
});

/** Whether a change from one value to the other means anything to AWS: JSON documents and assets compare by content. */
export function sameValue(left: unknown, right: unknown): boolean {
    return isDeepStrictEqual(canonical(left), canonical(right));
}

/** A form in which values are equal that mean the same to AWS. */
export function canonical(value: unknown): unknown {
    if (typeof value === "string" && /^\s*[[{]/.test(value)) {
        try {
            return JSON.parse(value);
        } catch {
            return value;
        }
    }
    if (Array.isArray(value)) return value.map(canonical);
    if (!isObject(value)) return value ?? undefined;
    if (SIGNATURE in value && typeof value.hash === "string") return value.hash;
    const keys = Object.keys(value).filter((key) => value[key] !== undefined && value[key] !== null);
    return Object.fromEntries(keys.sort().map((key) => [key, canonical(value[key])]));
}

/** The key by which the protocol tells assets and archives from plain objects. */
export const SIGNATURE = "4dabf18193072939515e22adb298388d";

/**
 * What a refresh makes of an argument: the found value, without the parts on which the program was silent (AWS fills those
 * in), and in the program's own spelling when both mean the same.
 */
export function refreshed(argument: unknown, found: unknown): unknown {
    const told = tell(argument, found);
    return sameValue(argument, told) ? argument : told;
}

function tell(argument: unknown, found: unknown): unknown {
    if (Array.isArray(argument) && Array.isArray(found) && argument.length === found.length) {
        return argument.map((item, index) => tell(item, found[index]));
    }
    if (!isObject(argument) || !isObject(found) || SIGNATURE in argument) return found;
    const told = Object.keys(argument).filter((key) => key in found);
    return Object.fromEntries(told.map((key) => [key, tell(argument[key], found[key])]));
}

/** The value at a dotted path such as `endpointConfiguration.types`. */
export function valueAt(props: Props, path: string): unknown {
    return path.split(".").reduce<any>((value, key) => (isObject(value) ? value[key] : undefined), props);
}

/** What is in an answer at a path such as `Table.KeySchema.0`. */
export function valueIn(answer: any, path: string): any {
    return path.split(".").reduce((value, key) => value?.[key], answer);
}

/** The same keys with other values. */
export function mapValues(props: Props, map: (value: any, key: string) => unknown): Props {
    return Object.fromEntries(Object.entries(props).map(([key, value]) => [key, map(value, key)]));
}

export function isObject(value: unknown): value is Props {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
