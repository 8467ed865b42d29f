import { coverage } from "./coverage";
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

/**
 * What the engine wants names to be, where the configuration has `pulumi:autonaming`: `propose` leaves to the provider what the
 * service takes, `enforce` does not, `disable` wants a name from the program.
 */
export interface Autonaming {
    readonly mode: "propose" | "enforce" | "disable";
    readonly proposedName: string;
}

/** The same name in each run: the engine draws the end of one, `${hex(7)}` in its pattern, anew. */
export function repeatable({ mode, proposedName }: Autonaming, digest: string): Autonaming {
    const drawn = /(?<=-)[0-9a-f]+$/;
    return { mode, proposedName: proposedName.replace(drawn, (end) => digest.slice(0, end.length)) };
}

/**
 * Fills in names and defaults, and refuses arguments that the row does not know or lacks.
 *
 * @param isSimulated - nothing is handed to an emulator, so that every argument of the type will do
 */
export function checkInputs(
    row: ResourceRow,
    context: RowContext,
    isSimulated: boolean,
    olds: Props,
    news: Props,
    autonaming?: Autonaming,
): Checked {
    const given = Object.fromEntries(Object.entries(news).filter(([, value]) => value !== undefined && value !== null));
    const inputs = withDefaults(given, row.defaults ?? {});
    const about = `${row.type} '${context.name}'`;
    const unnamed: Checked["failures"][number][] = [];
    if (row.autoName !== undefined && inputs[row.autoName.property] === undefined) {
        const { property } = row.autoName;
        const { name, problem } =
            olds[property] === undefined
                ? automaticName(row.autoName, context, inputs, autonaming)
                : { name: olds[property], problem: undefined };
        inputs[property] = name;
        if (problem !== undefined) unnamed.push({ property, reason: `${about}: ${problem}` });
    }
    const { unheard, lacking } = refused(row, given, isSimulated);
    const failures = [
        ...unnamed,
        ...unheard.map((property) => ({ property, reason: `${about}: there is no argument '${property}'.` })),
        ...lacking.map((property) => ({
            property,
            reason: `${about}: the row in local/provider/resources does not know the argument '${property}'. Add it there, or mark it ineffective.`,
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
    const replaces = replacePaths(row).filter((path) => !sameValue(valueAt(olds, path), valueAt(news, path)));
    return { changed, replaces, deleteBeforeReplace: replaces.length > 0 && row.deleteBeforeReplace === true };
}

/** The arguments by which a resource is another one: every resource lives in one region. */
export function replacePaths({ replaceOn = [] }: ResourceRow): readonly string[] {
    return ["region", ...replaceOn];
}

/** The names of a row's own arguments, without the paths below them. */
export function argumentNames(row: ResourceRow): ReadonlySet<string> {
    return new Set(row.args.map((path) => path.split(".")[0]));
}

function automaticName(
    { property, maxLength, transform = (name) => name }: AutoName,
    context: RowContext,
    inputs: Props,
    autonaming?: Autonaming,
): { readonly name?: string; readonly problem?: string } {
    const prefix = inputs[`${property}Prefix`];
    if (autonaming === undefined || prefix !== undefined) {
        const suffix = prefix === undefined ? `-${context.hex(7)}` : context.hex(26);
        return { name: transform(`${(prefix ?? context.name).slice(0, maxLength - suffix.length)}${suffix}`, inputs) };
    }
    const { mode, proposedName } = autonaming;
    if (mode === "disable") return { problem: `'${property}' is required: automatic names are disabled.` };
    if (mode === "enforce") return { name: proposedName };
    if (proposedName.length <= maxLength) return { name: transform(proposedName, inputs) };
    return { problem: `the name '${proposedName}' is longer than the ${maxLength} letters that AWS takes.` };
}

/** The arguments with those that AWS takes for what is not given, also below what is. */
export function withDefaults(given: Props, defaults: Props): Props {
    const filled: Props = { ...given };
    for (const [key, value] of Object.entries(defaults)) {
        if (!isObject(value)) filled[key] ??= value;
        else if (isObject(filled[key])) filled[key] = withDefaults(filled[key], value);
    }
    return filled;
}

/** The paths of arguments that the type does not have, and of those that the emulator cannot be handed. */
function refused({ known, args }: ResourceRow, given: Props, isSimulated: boolean) {
    const unheard = new Set<string>();
    const lacking = new Set<string>();
    const visit = (value: unknown, at: string): void => {
        if (Array.isArray(value)) return value.forEach((item) => visit(item, at));
        if (!isObject(value) || SIGNATURE in value) return;
        for (const key of Object.keys(value).filter((name) => !name.startsWith("__"))) {
            const path = at === "" ? key : `${at}.${key}`;
            const covered = [known, ...(isSimulated ? [] : [args])].map((paths) => coverage(paths, path));
            if (covered[0] === "none") unheard.add(path);
            else if (covered[1] === "none") lacking.add(path);
            else if (covered.includes("part")) visit(value[key], path);
        }
    };
    visit(given, "");
    return { unheard: [...unheard], lacking: [...lacking] };
}
