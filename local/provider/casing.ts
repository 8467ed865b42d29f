import { NormalizedSchema } from "@smithy/core/schema";
import { isObject, mapValues } from "./values";

/** A command of the AWS SDK, with whatever request. */
export type CommandClass = new (input: any) => any;

/** What the SDK knows of a command. */
interface Operation {
    /** The service as the SDK's models call it, such as `cloudwatchlogs`. */
    readonly service: string;
    readonly request: NormalizedSchema;
    readonly answer: NormalizedSchema;
}

const operations = new WeakMap<CommandClass, Operation>();

/** What the SDK knows of a command: its service, and the members of its request and answer with their kinds. */
export function operationOf(command: CommandClass): Operation {
    const known = operations.get(command);
    if (known !== undefined) return known;
    const { schema } = new command({}) as { schema: readonly any[] };
    const [, namespace, , , request, answer] = schema;
    const operation = {
        service: String(namespace).replace("com.amazonaws.", ""),
        request: NormalizedSchema.of(request),
        answer: NormalizedSchema.of(answer),
    };
    operations.set(command, operation);
    return operation;
}

/** {@link operationOf}'s request. */
export function requestOf(command: CommandClass): NormalizedSchema {
    return operationOf(command).request;
}

/** AWS names, by the paths of arguments and outputs, that are not Pulumi's but for their case and a plural. */
export type OtherNames = Readonly<Record<string, string>>;

/**
 * The one among AWS's names that is Pulumi's: the other name, where it is there, or the same but for its case, and for the plural
 * that Pulumi makes of lists.
 */
function awsName(path: string, candidates: readonly string[], names: OtherNames): string | undefined {
    const own = path.slice(path.lastIndexOf(".") + 1);
    const alike = (wanted: string, plural = "") =>
        candidates.find((candidate) => `${candidate}${plural}`.toLowerCase() === wanted.toLowerCase());
    // As code of a row has it.
    if (candidates.includes(own)) return own;
    return (path in names ? alike(names[path]) : undefined) ?? alike(own) ?? alike(own, "s");
}

/** The name of the member of a request that an argument is; `undefined` when the command does not take it. */
export function memberFor(schema: NormalizedSchema, path: string, names: OtherNames): string | undefined {
    return schema.isStructSchema() ? awsName(path, Object.keys(schema.getMemberSchemas()), names) : undefined;
}

/** A map as pairs, where those are what a list is of. */
function asPairs(item: NormalizedSchema, map: unknown): unknown[] | undefined {
    const members = item.isStructSchema() ? Object.keys(item.getMemberSchemas()).sort() : [];
    const [name] = members;
    if (!isObject(map) || !/^(Key|Name),Value$/.test(members.join())) return undefined;
    return Object.entries(map).map(([key, Value]) => ({ [name]: key, Value }));
}

/** Whether this is of the form `{ Key, Value }` or `{ Name, Value }`, in lists of which services have what is a map in Pulumi. */
function isPair(item: unknown): boolean {
    return isObject(item) && /^(Key|Name),Value$/.test(Object.keys(item).sort().join());
}

/**
 * A request out of arguments, in the shape that the SDK knows of it: names in AWS's case, a list where AWS wants one, or pairs
 * for a map, times, and documents as text. What the command does not take is left out.
 */
export function toRequest(schema: NormalizedSchema, value: any, names: OtherNames, at = ""): any {
    if (schema.isListSchema()) {
        const items = Array.isArray(value) ? value : (asPairs(schema.getValueSchema(), value) ?? [value]);
        return items.map((item) => toRequest(schema.getValueSchema(), item, names, at));
    }
    if (schema.isMapSchema() && isObject(value))
        return mapValues(value, (item) => toRequest(schema.getValueSchema(), item, {}));
    if (schema.isTimestampSchema()) return new Date(value);
    if (schema.isNumericSchema()) return Number(value);
    if (schema.isStringSchema()) return isObject(value) ? JSON.stringify(value) : String(value);
    if (!schema.isStructSchema() || !isObject(value)) return value;
    return Object.fromEntries(
        Object.entries(value).flatMap(([name, item]) => {
            const path = `${at}${name}`;
            const member = item === undefined || item === null ? undefined : memberFor(schema, path, names);
            if (member === undefined) return [];
            return [[member, toRequest(schema.getMemberSchema(member), item, names, `${path}.`)]];
        }),
    );
}

/**
 * What an answer of AWS tells of these paths, by Pulumi's names; what is below a path that ends (a map, a document) stays as it
 * is.
 */
export function fromAnswer(paths: readonly string[], found: any, names: OtherNames, at = ""): any {
    if (Array.isArray(found)) {
        const isMap =
            at !== "" && !paths.some((path) => path.startsWith(at)) && found.length > 0 && found.every(isPair);
        if (isMap) return Object.fromEntries(found.map(({ Name, Key = Name, Value }) => [Key, Value]));
        return found.map((item) => fromAnswer(paths, item, names, at));
    }
    if (found instanceof Date) return found.toISOString();
    const below = paths.filter((path) => path.startsWith(at)).map((path) => path.slice(at.length));
    if (!isObject(found) || below.length === 0) return found;
    return Object.fromEntries(
        [...new Set(below.map((path) => path.split(".")[0]))].flatMap((name) => {
            const path = `${at}${name}`;
            const member = awsName(path, Object.keys(found), names);
            if (member === undefined || found[member] === undefined) return [];
            return [[name, fromAnswer(paths, found[member], names, `${path}.`)]];
        }),
    );
}
