import {
    CreateTagsCommand,
    DeleteTagsCommand,
    EC2ServiceException,
    type ResourceType,
    type Tag,
    type TagSpecification,
} from "@aws-sdk/client-ec2";
import { isDeepStrictEqual } from "node:util";
import type { LiveContext, Props, RowContext } from "../row";

/** What arguments about traffic come to: the emulator keeps the network's records only. */
export const NOT_ENFORCED =
    "Kept and read back, but no packet passes through the emulator's network: functions run on the host's.";

/** An EC2 id in today's length, for example `vpc-` and 17 hex characters. */
export function idOf(context: RowContext, prefix: string): string {
    return `${prefix}-${context.hex(17)}`;
}

/** The ARN of an EC2 resource in the provider's region and account. */
export function arnOf({ partition, region, accountId }: RowContext, type: string, id: string): string {
    return `arn:${partition}:ec2:${region}:${accountId}:${type}/${id}`;
}

/** The outputs that all taggable EC2 resources have. */
export function described(context: RowContext, type: string, id: string, inputs: Props): Props {
    return { arn: arnOf(context, type, id), region: context.region, tagsAll: inputs.tags ?? {} };
}

/** {@link described} with the owner's account, which most resources of a VPC also tell. */
export function owned(context: RowContext, type: string, id: string, inputs: Props): Props {
    return { ...described(context, type, id, inputs), ownerId: context.accountId };
}

/** Tags in the form that a create takes, none when there are none. */
export function tagSpecifications(type: ResourceType, inputs: Props): TagSpecification[] | undefined {
    const tags = tagList(inputs.tags);
    return tags.length > 0 ? [{ ResourceType: type, Tags: tags }] : undefined;
}

/** `tags` and `tagsAll` as the emulator holds them. */
export function tagsFound(tags: readonly Tag[] | undefined): Props {
    const found = Object.fromEntries((tags ?? []).map(({ Key, Value }) => [Key, Value ?? ""]));
    return { tags: found, tagsAll: found };
}

/** Brings the tags of a resource from the old to the new ones. */
export async function retag({ clients }: LiveContext, id: string, inputs: Props, old: Props): Promise<Props> {
    const [before, after]: Props[] = [old.tags ?? {}, inputs.tags ?? {}];
    const gone = Object.keys(before).filter((key) => !(key in after));
    if (gone.length > 0) {
        await clients.ec2().send(new DeleteTagsCommand({ Resources: [id], Tags: gone.map((Key) => ({ Key })) }));
    }
    if (!isDeepStrictEqual(before, after) && Object.keys(after).length > 0) {
        await clients.ec2().send(new CreateTagsCommand({ Resources: [id], Tags: tagList(after) }));
    }
    return { tagsAll: after };
}

/** The answer of a call, or undefined when EC2 says that the resource does not exist. */
export async function unlessGone<T>(call: Promise<T>): Promise<T | undefined> {
    try {
        return await call;
    } catch (error) {
        if (error instanceof EC2ServiceException && /NotFound$/.test(error.name)) return undefined;
        throw error;
    }
}

/** Runs the steps that follow a create and takes the resource away again when one of them fails. */
export async function orUndo<T>(steps: () => Promise<T>, undo: () => Promise<unknown>): Promise<T> {
    try {
        return await steps();
    } catch (error) {
        await undo().catch(() => undefined);
        throw error;
    }
}

/** The only answer of a call that asked for one resource. */
export function first<T>(found: readonly T[] | undefined): T | undefined {
    return found?.[0];
}

/** The elements that were added and taken away, as the EC2 `Add…` and `Remove…` parameters want them. */
export function changes(before: unknown, after: unknown): { added?: string[]; removed?: string[] } {
    const [old, now] = [list(before), list(after)];
    const [added, removed] = [now.filter((id) => !old.includes(id)), old.filter((id) => !now.includes(id))];
    return { ...(added.length > 0 ? { added } : {}), ...(removed.length > 0 ? { removed } : {}) };
}

/** A list of strings that may be absent, or unknown in a preview. */
export function list(value: unknown): string[] {
    return Array.isArray(value) ? value : [];
}

function tagList(tags: Props | undefined): Tag[] {
    return Object.entries(tags ?? {}).map(([Key, Value]) => ({ Key, Value }));
}
