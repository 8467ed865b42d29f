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

/**
 * A request out of arguments, in the shape that the SDK knows of it: names in AWS's case, a list where AWS wants one, times,
 * and documents as text. What the command does not take is left out.
 */
export function toRequest(schema: NormalizedSchema, value: any, names: OtherNames, at = ""): any {
    if (schema.isListSchema()) {
        const items = Array.isArray(value) ? value : [value];
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
    if (Array.isArray(found)) return found.map((item) => fromAnswer(paths, item, names, at));
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
