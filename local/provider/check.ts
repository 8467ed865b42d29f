import type { AutoName, Props, ResourceRow, RowContext } from "./row";
import { isObject, sameValue, SIGNATURE, valueAt } from "./values";

/** The outcome of a check, as the provider protocol wants it. */
export interface Checked {
    readonly inputs: Props;
    readonly failures: readonly { readonly property: string; readonly reason: string }[];
}

/** What differs between two sets of inputs, as the provider protocol wants it. */
export interface Difference {
    readonly changed: readonly string[];
    /** Those of the changed arguments that force a replacement. */
    readonly replaces: readonly string[];
    readonly deleteBeforeReplace: boolean;
}

/** Fills in names and defaults, and refuses arguments that the row does not know or lacks. */
export function checkInputs(row: ResourceRow, context: RowContext, olds: Props, news: Props): Checked {
    const given = Object.fromEntries(Object.entries(news).filter(([, value]) => value !== undefined && value !== null));
    const inputs = withDefaults(given, row.defaults ?? {});
    if (row.autoName !== undefined && inputs[row.autoName.property] === undefined) {
        inputs[row.autoName.property] = olds[row.autoName.property] ?? automaticName(row.autoName, context, inputs);
    }
    const about = `${row.type} '${context.name}'`;
    const failures = [
        ...unknownArguments(row.args, given, "").map((property) => ({
            property,
            reason: `${about}: the row in local/provider/rows does not know the argument '${property}'. Add it there, or mark it ineffective.`,
        })),
        ...(row.required ?? [])
            .filter((property) => inputs[property] === undefined)
            .map((property) => ({ property, reason: `${about}: '${property}' is required.` })),
    ];
    return { inputs, failures };
}

/** Compares the inputs of a resource with those it was made of. */
export function diffInputs(row: ResourceRow, olds: Props, news: Props): Difference {
    const changed = [...new Set([...Object.keys(olds), ...Object.keys(news)])].filter(
        (key) => !key.startsWith("__") && !sameValue(olds[key], news[key]),
    );
    // Every resource lives in one region.
    const replaces = ["region", ...(row.replaceOn ?? [])].filter(
        (path) => !sameValue(valueAt(olds, path), valueAt(news, path)),
    );
    return { changed, replaces, deleteBeforeReplace: replaces.length > 0 && row.deleteBeforeReplace === true };
}

/** The names of a row's own arguments, without the paths below them. */
export function argumentNames(row: ResourceRow): ReadonlySet<string> {
    return new Set(row.args.map((path) => path.split(".")[0]));
}

function automaticName(
    { property, maxLength, transform = (name) => name }: AutoName,
    context: RowContext,
    inputs: Props,
): string {
    const prefix = inputs[`${property}Prefix`];
    const suffix = prefix === undefined ? `-${context.hex(7)}` : context.hex(26);
    return transform(`${(prefix ?? context.name).slice(0, maxLength - suffix.length)}${suffix}`, inputs);
}

function withDefaults(given: Props, defaults: Props): Props {
    const filled: Props = { ...given };
    for (const [key, value] of Object.entries(defaults)) {
        if (!isObject(value)) filled[key] ??= value;
        else if (isObject(filled[key])) filled[key] = withDefaults(filled[key], value);
    }
    return filled;
}

function unknownArguments(paths: readonly string[], value: unknown, at: string): string[] {
    if (Array.isArray(value)) return [...new Set(value.flatMap((item) => unknownArguments(paths, item, at)))];
    const below =
        at === "" ? paths : paths.filter((path) => path.startsWith(`${at}.`)).map((path) => path.slice(at.length + 1));
    if (!isObject(value) || SIGNATURE in value || (at !== "" && below.length === 0)) return [];
    const names = new Set(below.map((path) => path.split(".")[0]));
    return Object.keys(value)
        .filter((key) => !key.startsWith("__"))
        .flatMap((key) => {
            const path = at === "" ? key : `${at}.${key}`;
            return names.has(key) ? unknownArguments(paths, value[key], path) : [path];
        });
}
