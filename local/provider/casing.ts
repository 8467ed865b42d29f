import { NormalizedSchema } from "@smithy/core/schema";
import type { Props } from "./row";
import { isObject } from "./values";
import type { SpecialNames } from "./wire";

/** A command of the AWS SDK, with whatever request. */
export type CommandClass = new (input: any) => any;

/** What the SDK knows of a command's request: its members and their kinds. */
export function requestOf(command: CommandClass): NormalizedSchema {
    // An operation is a list: its kind, namespace, name and traits come first, then the request and the answer.
    const { schema } = new command({}) as { schema: readonly any[] };
    return NormalizedSchema.of(schema[4]);
}

/**
 * The name that AWS has for Pulumi's: the same but for its case, and for the plural that Pulumi makes of lists.
 *
 * @param special - AWS names of which this is not true
 */
function awsName(name: string, candidates: readonly string[], special: SpecialNames): string | undefined {
    const wanted = (special[name] ?? name).toLowerCase();
    const isAlike = (plural: string) => (candidate: string) => `${candidate.toLowerCase()}${plural}` === wanted;
    return candidates.find(isAlike("")) ?? candidates.find(isAlike("s"));
}

/** The name of the member of a request that an argument is; `undefined` when the command does not take it. */
export function memberFor(schema: NormalizedSchema, argument: string, special: SpecialNames): string | undefined {
    return schema.isStructSchema() ? awsName(argument, Object.keys(schema.getMemberSchemas()), special) : undefined;
}

/**
 * A request out of arguments, in the shape that the SDK knows of it: names in AWS's case, a list where AWS wants one, times,
 * and documents as text. What the command does not take is left out.
 */
export function toRequest(schema: NormalizedSchema, value: any, special: SpecialNames): any {
    if (schema.isListSchema()) {
        const items = Array.isArray(value) ? value : [value];
        return items.map((item) => toRequest(schema.getValueSchema(), item, special));
    }
    if (schema.isMapSchema() && isObject(value))
        return mapValues(value, (item) => toRequest(schema.getValueSchema(), item, special));
    if (schema.isTimestampSchema()) return new Date(value);
    if (schema.isNumericSchema()) return Number(value);
    if (schema.isStringSchema()) return isObject(value) ? JSON.stringify(value) : String(value);
    if (!schema.isStructSchema() || !isObject(value)) return value;
    return Object.fromEntries(
        Object.entries(value).flatMap(([name, item]) => {
            const member = item === undefined || item === null ? undefined : memberFor(schema, name, special);
            return member === undefined ? [] : [[member, toRequest(schema.getMemberSchema(member), item, special)]];
        }),
    );
}

/**
 * What an answer of AWS tells of these paths, by Pulumi's names; what is below a path that ends (a map, a document) stays as it
 * is.
 */
export function fromAnswer(paths: readonly string[], found: any, special: SpecialNames): any {
    if (Array.isArray(found)) return found.map((item) => fromAnswer(paths, item, special));
    if (found instanceof Date) return found.toISOString();
    if (!isObject(found) || paths.length === 0) return found;
    const names = [...new Set(paths.map((path) => path.split(".")[0]))];
    return Object.fromEntries(
        names.flatMap((name) => {
            const member = awsName(name, Object.keys(found), special);
            if (member === undefined || found[member] === undefined) return [];
            const below = paths.filter((path) => path.startsWith(`${name}.`));
            const inner = below.map((path) => path.slice(name.length + 1));
            return [[name, fromAnswer(inner, found[member], special)]];
        }),
    );
}

function mapValues(props: Props, map: (value: any) => unknown): Props {
    return Object.fromEntries(Object.entries(props).map(([key, value]) => [key, map(value)]));
}
