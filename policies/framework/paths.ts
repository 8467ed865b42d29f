import { reading, readingsOf, type Reading } from "./reading";
import type { ResourceView } from "./resource";

/** The value at a path of properties, without lists: `tracingConfig.mode`. Nothing where a part of the path is not there. */
export function valueAt(props: unknown, path: string): unknown {
    return path
        .split(".")
        .reduce((holder, step) => (holder as Readonly<Record<string, unknown>> | undefined | null)?.[step], props);
}

/**
 * The values that stand at a path of a resource's properties, `[]` for each element of a list: `queues.[].queueArn`. What is not
 * known on the way stands for all that is below it.
 */
export function valuesAt({ props }: ResourceView<any>, path: string): Reading<unknown>[] {
    return valuesIn({ known: true, value: props }, path.split("."));
}

function valuesIn(found: Reading<unknown>, [step, ...further]: readonly string[]): Reading<unknown>[] {
    if (!found.known || step === undefined) return [found];
    const { value } = found;
    if (value === undefined || value === null) return [];
    if (step === "[]") return readingsOf(value as readonly unknown[]).flatMap((each) => valuesIn(each, further));
    return valuesIn(
        reading(() => (value as Readonly<Record<string, unknown>>)[step]),
        further,
    );
}
