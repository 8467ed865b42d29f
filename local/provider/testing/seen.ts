import type { NormalizedSchema } from "@smithy/core/schema";
import { memberFor, operationOf, toRequest, type CommandClass } from "../casing";
import { clientOf } from "../clientOf";
import type { Clients } from "../clients";
import type { Props } from "../row";
import { isObject, sameValue, SIGNATURE, valueAt, valueIn } from "../values";

/** A call of the SDK that tells of a resource, and where in the answer that is: a path, or as code has it. */
type Look =
    | CommandClass
    | readonly [command: CommandClass, part: string | ((answer: any, state: Props, id: string) => Props | undefined)];

/** How arguments are seen by the SDK. Each is to be found as it was given, but for the case of names and the kind of values. */
export interface Sight {
    /** The first tells whether the resource is there. */
    readonly looks: readonly Look[];
    /**
     * Which argument or output, or the `id`, members of the requests are. The others are the arguments and outputs of the same
     * name. @default - what the row's key says
     */
    readonly key?: Readonly<Record<string, string>>;
    /** What else is asked. @default - nothing */
    readonly ask?: Props;
    /** AWS names, or paths in the answer, that are not the argument's but for the case and a plural. @default - none */
    readonly names?: Readonly<Record<string, string>>;
    /** What AWS has for arguments that are not given. @default - nothing, or an empty or false value */
    readonly unset?: Props;
    /** Arguments, or paths below them, that no call tells. @default - none */
    readonly unseen?: readonly string[];
}

/** A resource as the engine knows it. */
export interface Subject {
    readonly id: string;
    readonly state: Props;
    readonly inputs: Props;
}

const TAGS = /^tag(s|list|slist|set)$/i;
/** By what calls about tags name the resource. */
const TAGGED = { ResourceArn: "arn", ResourceIdList: "arn" };

/**
 * What the SDK sees of these arguments; one by which the first call asks, and of which it tells no more, is seen by that it
 * answers. `undefined` when it tells nothing.
 */
export async function seenArguments(
    { looks, key = {}, ask = {}, names = {}, unseen }: Sight,
    clients: Clients,
    { id, state, inputs }: Subject,
    args: readonly string[],
): Promise<Props | undefined> {
    const about: Props = { ...state, id };
    const texts = Object.keys(state).filter((name) => typeof state[name] === "string");
    const keys = Object.entries({ ...TAGGED, ...key }).map(
        ([member, name]) => [member, name.replace("?", "")] as const,
    );
    const asking = [...texts.map((name) => [name, name] as const), ...keys].filter(([, name]) => name in about);
    const request = { ...Object.fromEntries(asking.map(([member, name]) => [member, about[name]])), ...ask };
    const found: Props = {};
    for (const look of looks) {
        const [command, part = ""] = typeof look === "function" ? [look] : look;
        const schema = operationOf(command).request;
        const answer = await clientOf(clients, command).send(new command(toRequest(schema, request, {})));
        const told =
            typeof part === "function" ? part(answer, state, id) : part === "" ? answer : valueIn(answer, part);
        if (told === undefined && look === looks[0]) return undefined;
        const reader = new Reader(names, mapsOf(command));
        const asked = asking.filter(([member]) => memberFor(schema, member, {}) !== undefined).map(([, name]) => name);
        for (const name of args)
            if (isNothing(found[name]))
                found[name] =
                    reader.image(inputs[name], told ?? {}, name) ??
                    (look === looks[0] && asked.includes(name) ? inputs[name] : found[name]);
    }
    for (const name of args) if (inputs[name] === undefined && isNothing(found[name])) found[name] = undefined;
    return without(found, unseen);
}

/** What is to be seen of them. */
export function expectedArguments({ unset = {}, unseen }: Sight, inputs: Props, args: readonly string[]): Props {
    return without(Object.fromEntries(args.map((name) => [name, inputs[name] ?? unset[name]])), unseen);
}

function without(props: Props, paths: readonly string[] = []): Props {
    const kept = Object.entries(props).filter(([name]) => !paths.includes(name));
    return Object.fromEntries(
        kept.map(([name, value]) => {
            const below = paths
                .filter((path) => path.startsWith(`${name}.`))
                .map((path) => path.slice(name.length + 1));
            return [name, below.length > 0 && isObject(value) ? without(value, below) : value];
        }),
    );
}

/** Finds arguments in an answer. */
class Reader {
    constructor(
        private readonly names: Readonly<Record<string, string>>,
        private readonly maps: ReadonlySet<string>,
    ) {}

    image(given: unknown, answer: Props, name: string): unknown {
        const wanted = this.names[name] ?? name;
        if (wanted.includes(".")) return this.like(given, valueIn(answer, wanted), wanted);
        const isIt = (each: string) => (name === "tags" && TAGS.test(each)) || isAlike(each, wanted);
        const key = wanted in answer ? wanted : Object.keys(answer).find(isIt);
        return key === undefined ? undefined : this.like(given, answer[key], key);
    }

    /** What is found, as far as the argument speaks of it, in the argument's names and kinds where it means the same. */
    private like(given: any, found: any, key: string): unknown {
        if (Array.isArray(given))
            return Array.isArray(found) ? found.map((item, index) => this.like(given[index], item, key)) : found;
        if (!isObject(given)) return isSame(given, found) ? given : found;
        if (Array.isArray(found)) {
            const pairs = found.map((item) => (isObject(item) ? pairOf(item) : undefined));
            if (found.length !== 1 || pairs[0] !== undefined)
                return Object.fromEntries(pairs.map((pair) => pair ?? []));
            return this.like(given, found[0], key);
        }
        if (!isObject(found) || SIGNATURE in given) return found;
        // What is in a map is all there is of it; AWS fills in more than is given of other objects.
        if (this.maps.has(key)) return found;
        return Object.fromEntries(Object.keys(given).map((name) => [name, this.image(given[name], found, name)]));
    }
}

/** Names of members of a command's answer that are maps, with keys of the program. */
function mapsOf(command: CommandClass): ReadonlySet<string> {
    const [maps, visited] = [new Set<string>(), new Set<string>()];
    const visit = (each: NormalizedSchema, name: string): void => {
        if (each.isMapSchema()) maps.add(name);
        if (each.isListSchema() || each.isMapSchema()) return visit(each.getValueSchema(), name);
        if (!each.isStructSchema() || visited.has(each.getName() ?? "")) return;
        visited.add(each.getName() ?? "");
        for (const [member, below] of Object.entries(each.getMemberSchemas())) visit(below, member);
    };
    visit(operationOf(command).answer, "");
    return maps;
}

/** Whether names are the same but for their case, and for a plural. */
function isAlike(one: string, other: string): boolean {
    const [left, right] = [one.toLowerCase(), other.toLowerCase()];
    return left === right || `${left}s` === right || left === `${right}s`;
}

/** The key and the value of an item such as `{ TagKey, TagValue }`. */
function pairOf(item: Props): [string, string] | undefined {
    const [key, value] = ["Key", "Value"].map((kind) =>
        Object.entries(item).find(([name]) => name.endsWith(kind) || name.endsWith(kind.toLowerCase())),
    );
    const name = key ?? Object.entries(item).find(([each]) => each === "Name");
    return name === undefined || value === undefined ? undefined : [name[1], value[1]];
}

/** Whether AWS's value is the program's: as another kind, as a document, and as a time. */
function isSame(given: any, found: any): boolean {
    if (found instanceof Date) return found.getTime() === new Date(given).getTime();
    if (typeof given === "string" && typeof found === "string")
        return sameValue(given, /^%7B/i.test(found) ? decodeURIComponent(found) : found);
    return given !== undefined && found !== undefined && String(given) === String(found);
}

/** What AWS has where nothing was said. */
function isNothing(value: unknown): boolean {
    if (typeof value === "object" && value !== null && !(value instanceof Date))
        return Object.values(value).every(isNothing);
    return value === undefined || value === null || value === false || value === "";
}

/** The same arguments with another value at a path: what is there is changed, what is not is made up. */
export function withOther(inputs: Props, path: string): Props {
    const [first = "", ...rest] = path.split(".");
    const below = isObject(inputs[first]) ? inputs[first] : {};
    return {
        ...inputs,
        [first]: rest.length === 0 ? otherThan(valueAt(inputs, first)) : withOther(below, rest.join(".")),
    };
}

function otherThan(value: unknown): unknown {
    if (typeof value === "boolean") return !value;
    if (typeof value === "number") return value + 1;
    if (Array.isArray(value)) return [...value, "another"];
    return isObject(value) ? { ...value, another: "another" } : `${(value as string | undefined) ?? ""}another`;
}
