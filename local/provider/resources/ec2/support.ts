import * as ec2 from "@aws-sdk/client-ec2";
import type { CrudRow, Subject } from "../../crudRow";
import type { Props, RowContext } from "../../row";

/** What arguments about traffic come to. */
export const NOT_ENFORCED = "Kept and read back, but no packet passes through it: functions run on the host's network.";

/** What the rows of EC2 have in common. */
export const EC2 = {
    tags: { set: ec2.CreateTagsCommand, remove: ec2.DeleteTagsCommand, on: "id" },
} satisfies Partial<CrudRow>;

/** An EC2 id in today's length, for example `vpc-` and 17 hex characters. */
export function newId(prefix: string): ({ hex }: RowContext) => string {
    return ({ hex }) => `${prefix}-${hex(17)}`;
}

/** The ARN of an EC2 resource, made of its id. */
export function arnOf(type: string): string {
    return `arn:{partition}:ec2:{region}:{accountId}:${type}/{id}`;
}

/** The output that most EC2 resources have. */
export function owned({ accountId }: RowContext): Props {
    return { ownerId: accountId };
}

/** A request's filters, each for one value. */
export function filters(values: Readonly<Record<string, string>>): Props {
    return { filters: Object.entries(values).map(([name, value]) => ({ name, values: [value] })) };
}

/** Attributes as the calls that change one take it. */
export function asAttributes(args: Props): Props {
    return Object.fromEntries(Object.entries(args).map(([name, value]) => [name, { value }]));
}

/** Sets that EC2 tells in any order, in the order in which the state has them. */
export function sets(...names: readonly string[]): NonNullable<CrudRow["wire"]> {
    const ordered = (known: readonly string[], found: readonly string[]) => [
        ...known.filter((id) => found.includes(id)),
        ...found.filter((id) => !known.includes(id)),
    ];
    const inOrder = (name: string) => ({
        from: (found: string[], { props }: Subject) => ordered(props[name] ?? [], found),
    });
    return Object.fromEntries(names.map((name) => [name, inOrder(name)]));
}

/** How a set changes, as the `add…` and `remove…` members want it. */
export function setChanges(name: string, { old, props }: Subject): Props {
    const [before, after]: string[][] = [old[name] ?? [], props[name] ?? []];
    const added = after.filter((item) => !before.includes(item));
    const removed = before.filter((item) => !after.includes(item));
    return {
        ...(added.length === 0 ? {} : { [`add${name}`]: added }),
        ...(removed.length === 0 ? {} : { [`remove${name}`]: removed }),
    };
}
