/** What the expressions of a prefix may refer to. */
export interface PrefixValues {
    readonly time: Date;
    /** @default "UTC" */
    readonly timeZone?: string;
    readonly randomString: string;
    /** In error prefixes only. */
    readonly errorType?: string;
    /** What the transforming function gave a record to be partitioned by. */
    readonly partitionKeys?: Readonly<Record<string, string | number>>;
}

/** A prefix that refers to something that there is not. */
export class PrefixError extends Error {}

/**
 * Evaluates a prefix. One that has no timestamp gets `yyyy/MM/dd/HH/` behind it.
 *
 * @throws {PrefixError} For an expression without a value.
 * @see https://docs.aws.amazon.com/firehose/latest/dev/s3-prefixes.html
 */
export function evaluatePrefix(prefix: string, values: PrefixValues): string {
    const evaluated = prefix.replaceAll(/!\{([A-Za-z]+):([^}]*)\}/g, (whole, namespace: string, value: string) => {
        const found = valueOf(namespace, value, values);
        if (found === undefined) throw new PrefixError(`The prefix expression ${whole} has no value.`);
        return found;
    });
    return prefix.includes("!{timestamp:") ? evaluated : evaluated + formatTime("yyyy/MM/dd/HH/", values);
}

/** Formats a time by the part of Java's DateTimeFormatter patterns that prefixes use. */
export function formatTime(
    pattern: string,
    { time, timeZone = "UTC" }: Pick<PrefixValues, "time" | "timeZone">,
): string {
    const format = new Intl.DateTimeFormat("en-GB", {
        timeZone,
        hourCycle: "h23",
        year: "numeric",
        month: "2-digit",
        day: "2-digit",
        hour: "2-digit",
        minute: "2-digit",
        second: "2-digit",
    });
    const parts = Object.fromEntries(format.formatToParts(time).map(({ type, value }) => [type, value]));
    const letters: Record<string, string | undefined> = {
        y: parts.year,
        M: parts.month,
        d: parts.day,
        H: parts.hour,
        m: parts.minute,
        s: parts.second,
    };
    return pattern.replaceAll(/'([^']*)'|([A-Za-z])\2*/g, (run: string, quoted: string | undefined, letter: string) => {
        if (quoted !== undefined) return quoted === "" ? "'" : quoted;
        const value = letters[letter];
        if (value === undefined || (letter === "M" && run.length > 2)) {
            throw new PrefixError(
                `The embedded environment does not know '${run}' of the timestamp pattern ${pattern}.`,
            );
        }
        if (letter === "y") return run.length === 2 ? value.slice(-2) : value.padStart(run.length, "0");
        return String(Number(value)).padStart(run.length, "0");
    });
}

function valueOf(namespace: string, value: string, values: PrefixValues): string | undefined {
    if (namespace === "timestamp") return formatTime(value, values);
    if (namespace === "firehose" && value === "random-string") return values.randomString;
    if (namespace === "firehose" && value === "error-output-type") return values.errorType;
    if (namespace !== "partitionKeyFromLambda") return undefined;
    const key = values.partitionKeys?.[value];
    return key === undefined || key === "" ? undefined : String(key);
}
