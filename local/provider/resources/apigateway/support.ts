import type { PatchOperation } from "@aws-sdk/client-api-gateway";
import type { CommandClass } from "../../casing";
import type { Call, CrudRow, Subject } from "../../crudRow";
import type { Props } from "../../row";
import { isChanged } from "../../wire";

/** How what API Gateway has under a key of its own, without an id, is replaced: in the old one's place, which its deletion would empty. */
export const IN_PLACE = { deleteBeforeReplace: true } satisfies Partial<CrudRow>;

/** A call that patches arguments, those that {@link isMeant}. */
export function patch(command: CommandClass, isMeant: (argument: string) => boolean = () => true): Call {
    return async (subject) => {
        const { old, props, row } = subject;
        const meant = Object.keys({ ...old, ...props }).filter((name) => isMeant(name) && !/^tags(All)?$/.test(name));
        await sendPatches(command, subject, patchOf(old, props, meant, row.names));
    };
}

/** Sends patches, if there are any; not by `send`, which would make a text of each value. */
export async function sendPatches(
    command: CommandClass,
    { context, id, props, row }: Subject,
    patchOperations: readonly PatchOperation[],
): Promise<void> {
    if (patchOperations.length === 0) return;
    const key = Object.entries(row.key).map(([member, name]) => [member, name === "id" ? id : props[name]]);
    await context.clients.apiGateway().send(new command({ ...Object.fromEntries(key), patchOperations }));
}

/**
 * The operations that bring what changed to its new value, or take it away.
 *
 * AWS wants every value as text, and parts of maps and lists addressed one by one. The emulator stores a value as it
 * comes under the path as it stands, where `"false"` would be true; so values go whole and keep their JSON type.
 */
export function patchOf(
    olds: Props,
    news: Props,
    args: readonly string[],
    names: CrudRow["names"] = {},
): PatchOperation[] {
    return args
        .filter((argument) => isChanged(olds, news, argument))
        .map((argument) => ({ path: `/${names[argument] ?? argument}`, value: news[argument] as string | undefined }))
        .map(({ path, value }) => (value === undefined ? { op: "remove", path } : { op: "replace", path, value }));
}
