import type { Props, ResourceRow, RowContext } from "./row";

/** The outcome of a check, as the provider protocol wants it. */
export interface Checked {
    readonly inputs: Props;
    readonly failures: readonly { readonly property: string; readonly reason: string }[];
}

/** Fills in names and defaults, and refuses arguments that the row does not know or lacks. */
export function checkInputs(row: ResourceRow, context: RowContext, olds: Props, news: Props): Checked {
    const failures: { property: string; reason: string }[] = [];
    const known = new Set(row.args);
    for (const property of Object.keys(news).filter((key) => !known.has(key) && !key.startsWith("__"))) {
        failures.push({
            property,
            reason: `${row.type} '${context.name}': the row in local/provider/rows does not know the argument '${property}'. Add it there, or mark it ineffective.`,
        });
    }
    for (const property of (row.required ?? []).filter((key) => news[key] === undefined || news[key] === null)) {
        failures.push({ property, reason: `${row.type} '${context.name}': '${property}' is required.` });
    }
    const inputs: Props = { ...row.defaults, ...news };
    if (row.autoName !== undefined && inputs[row.autoName.property] === undefined) {
        const { property, maxLength, transform = (name: string) => name } = row.autoName;
        const suffix = `-${context.hex(7)}`;
        inputs[property] = olds[property] ?? transform(`${context.name.slice(0, maxLength - suffix.length)}${suffix}`);
    }
    return { inputs, failures };
}

/** The outputs that the provider computed: those in the state that were not inputs. */
export function computedOf(state: Props, inputs: Props): Props {
    return Object.fromEntries(Object.entries(state).filter(([key]) => !(key in inputs)));
}
