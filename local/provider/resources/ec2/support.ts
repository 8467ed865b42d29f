import { CreateTagsCommand, DeleteTagsCommand, type ResourceType, type TagSpecification } from "@aws-sdk/client-ec2";
import { tagChanges, tagList } from "../../live";
import type { LiveContext, LiveRow, Props, RowContext } from "../../row";

/** What arguments about traffic come to. */
export const NOT_ENFORCED = "Kept and read back, but no packet passes through it: functions run on the host's network.";

/** An EC2 id in today's length, for example `vpc-` and 17 hex characters. */
export function newId(context: RowContext, prefix: string): string {
    return `${prefix}-${context.hex(17)}`;
}

/** The ARN of an EC2 resource in the provider's region and account. */
export function arnOf({ partition, region, accountId }: RowContext, type: string, id: string): string {
    return `arn:${partition}:ec2:${region}:${accountId}:${type}/${id}`;
}

/** The outputs that most EC2 resources have. */
export function owned(context: RowContext, type: string, id: string): Props {
    return { arn: arnOf(context, type, id), ownerId: context.accountId };
}

/** Tags in the form that a create takes, none when there are none. */
export function tagSpecifications(type: ResourceType, { tags }: Props): TagSpecification[] | undefined {
    return tags === undefined ? undefined : [{ ResourceType: type, Tags: tagList(tags) }];
}

/** Brings the tags of a resource from the old to the new ones. */
export async function retag({ clients }: LiveContext, id: string, inputs: Props, old: Props): Promise<void> {
    const { removed, set } = tagChanges(old.tags, inputs.tags);
    if (removed.length > 0) {
        const Tags = removed.map((Key) => ({ Key }));
        await clients.ec2().send(new DeleteTagsCommand({ Resources: [id], Tags }));
    }
    const Tags = tagList(set);
    if (Tags.length > 0) await clients.ec2().send(new CreateTagsCommand({ Resources: [id], Tags }));
}

/**
 * A row's update that ends with the tags.
 *
 * @param change - brings everything else to the new arguments. @default - nothing else can change
 */
export function taggedUpdate(change?: NonNullable<LiveRow["update"]>): NonNullable<LiveRow["update"]> {
    return async (context, id, inputs, old) => {
        const outputs = (await change?.(context, id, inputs, old)) ?? {};
        await retag(context, id, inputs, old);
        return outputs;
    };
}

/** A set that EC2 tells in any order, in the order in which the state has it. */
export function inOrderOf(known: readonly string[] = [], found: readonly string[] = []): string[] {
    return [...known.filter((id) => found.includes(id)), ...found.filter((id) => !known.includes(id))];
}

/** The elements to add and to take away, absent when there are none, as the EC2 `Add…` and `Remove…` parameters want them. */
export function listChanges(
    before: readonly string[] = [],
    after: readonly string[] = [],
): { add: string[] | undefined; remove: string[] | undefined } {
    const without = (from: readonly string[], taken: readonly string[]) => {
        const rest = from.filter((item) => !taken.includes(item));
        return rest.length > 0 ? rest : undefined;
    };
    return { add: without(after, before), remove: without(before, after) };
}
