import type { NormalizedSchema } from "@smithy/core/schema";
import { requestOf, type CommandClass } from "./casing";
import { ifExists, tagChanges } from "./live";
import type { Props } from "./row";
import { isObject } from "./values";

/** The calls of a service that change tags and, where reading the resource does not, tell them. */
export interface Tagging {
    readonly set: CommandClass;
    readonly remove: CommandClass;
    /** Whether the creation, where it is code, sends them itself. @default false */
    readonly atCreation?: boolean;
    /** @default - the resource's own answer has them */
    readonly list?: CommandClass;
    /** What a member that names the tagged resource is given: an output, an argument or `id`. @default "arn" */
    readonly on?: string;
    /** The request of {@link set} where that replaces all tags at once, and {@link remove} takes all away. @default - neither does */
    readonly whole?: (tags: Tags) => Props;
}

/** The calls of a service that puts tags on whatever has an ARN. */
export function resourceTags(
    sdk: { readonly TagResourceCommand: CommandClass; readonly UntagResourceCommand: CommandClass },
    list?: CommandClass,
): Tagging {
    return { set: sdk.TagResourceCommand, remove: sdk.UntagResourceCommand, list };
}

type Tags = Record<string, string>;
type Send = (command: CommandClass, request: Props) => Promise<any>;

const TAGS = /^\w*tags(list)?$|^tagset$/i;
const KEYS = /keys$/i;
/** What is neither part of a resource's key nor the tags themselves: an ARN, by its many names. */
const RESOURCE = /^resources?(arn|id|idlist)?$/i;

/** The member of a request that holds tags, as the call wants them. Nothing for calls that take none. */
export function taggedRequest(schema: NormalizedSchema, tags: Tags): Props {
    const member = memberLike(schema, TAGS);
    return member === undefined ? {} : { [member]: inForm(schema.getMemberSchema(member), tags) };
}

/** The tags in an answer, without AWS's own. */
export function tagsIn(answer: unknown): Tags | undefined {
    if (Array.isArray(answer)) return answer.map(tagsIn).find((tags) => tags !== undefined);
    if (!isObject(answer)) return undefined;
    const member = Object.keys(answer).find((key) => TAGS.test(key));
    if (member === undefined)
        return Object.entries(answer)
            .filter(([key]) => key !== "$metadata")
            .map(([, value]) => tagsIn(value))
            .find((tags) => tags !== undefined);
    const value = answer[member] ?? {};
    const entries: [string, string][] = Array.isArray(value) ? value.map(pairOf) : Object.entries(value as Tags);
    return Object.fromEntries(entries.filter(([key]) => !key.startsWith("aws:")));
}

/** Brings the tags of a resource from the old to the new. */
export async function retag(send: Send, { set, remove, on, whole }: Tagging, about: Props, olds?: Tags, news?: Tags) {
    const changes = tagChanges(olds, news);
    if (whole !== undefined && changes.removed.length + Object.keys(changes.set).length > 0) {
        const isNone = Object.keys(news ?? {}).length === 0;
        return void (await (isNone ? send(remove, {}) : send(set, whole(news!))));
    }
    if (changes.removed.length > 0) {
        const schema = requestOf(remove);
        const keys = memberLike(schema, KEYS);
        const removed =
            keys === undefined
                ? taggedRequest(schema, Object.fromEntries(changes.removed.map((key) => [key, undefined!])))
                : { [keys]: changes.removed };
        await send(remove, { ...subjectIn(schema, about, on), ...removed });
    }
    if (Object.keys(changes.set).length > 0) {
        const schema = requestOf(set);
        await send(set, { ...subjectIn(schema, about, on), ...taggedRequest(schema, changes.set) });
    }
}

/** The tags that a resource has, where a call of its own tells them. */
export async function listTags(send: Send, { list, on }: Tagging, about: Props): Promise<Tags | undefined> {
    return list && (tagsIn(await ifExists(send(list, subjectIn(requestOf(list), about, on)))) ?? {});
}

function subjectIn(schema: NormalizedSchema, about: Props, on = "arn"): Props {
    const member = memberLike(schema, RESOURCE);
    return member === undefined ? {} : { [member]: about[on] };
}

function memberLike(schema: NormalizedSchema, pattern: RegExp): string | undefined {
    return Object.keys(schema.getMemberSchemas()).find((member) => pattern.test(member));
}

/** Tags as a map, or as a list of pairs whose parts each service calls otherwise. */
function inForm(schema: NormalizedSchema, tags: Tags): unknown {
    if (schema.isMapSchema()) return tags;
    const members = Object.keys(schema.getValueSchema().getMemberSchemas());
    const [key, value] = [/key$/i, /value$/i].map((part) => members.find((member) => part.test(member))!);
    return Object.entries(tags).map(([name, text]) => ({
        [key]: name,
        ...(text === undefined ? {} : { [value]: text }),
    }));
}

function pairOf(tag: Props): [string, string] {
    return [tag.Key ?? tag.TagKey ?? tag.key, tag.Value ?? tag.TagValue ?? tag.value ?? ""];
}
