import { factsOf, type Facts } from "./facts";
import { defineRow, type Declared, type Described, type Props, type ResourceRow } from "./row";

/** A row of a type that no emulator has: everything about it but its name follows from what is known of the type. */
export type RecordedRow = Pick<
    Declared,
    "type" | "replaceOn" | "unlikeCloudFormation" | "autoName" | "defaults" | "required"
> &
    Partial<Described> & {
        /** @default "arn", where the type has one, or else "name" */
        readonly id?: Described["id"];
        /** @default - that neither emulator has the service */
        readonly recorded?: string;
    };

/** A row for a {@link RecordedRow}. Outputs on which it is silent are made up, each of its kind. */
export function recordedRow({ id, recorded, outputs, ...row }: RecordedRow): ResourceRow {
    const facts = factsOf(row.type);
    const [, module = ""] = row.type.split(":");
    const service = module.split("/")[0];
    return defineRow({
        ...row,
        id: id ?? (row.arn === undefined ? "name" : "arn"),
        recorded: recorded ?? `Neither MiniStack nor moto serves ${service} here: it is kept, and does nothing.`,
        outputs: (context, inputs, made) => ({
            ...madeUp(facts, context.hex(12)),
            ...outputs?.(context, inputs, made),
        }),
    });
}

const MADE_UP = { number: 0, boolean: false, array: [], object: {} } as const;

/** What the provider adds itself, and ARNs, which a row gives, are not among them. */
function madeUp({ outputs }: Facts, hex: string): Props {
    const unknown = Object.entries(outputs).filter(([name]) => name !== "arn" && name !== "tagsAll");
    return Object.fromEntries(
        unknown.map(([name, kind]) => [name, kind === "string" ? `${name}-${hex}` : MADE_UP[kind]]),
    );
}
