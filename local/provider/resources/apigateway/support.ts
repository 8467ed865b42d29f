import type * as apiGateway from "@aws-sdk/client-api-gateway";
import type { CommandClass } from "../../casing";
import type { Call, CrudRow } from "../../crudRow";
import type { Props } from "../../row";
import { isChanged } from "../../wire";

/** How what API Gateway has under a key of its own, without an id, is replaced: in the old one's place, which its deletion would empty. */
export const IN_PLACE = { deleteBeforeReplace: true } satisfies Partial<CrudRow>;

/** What a row says of a resource that is changed by patches: its key, and the call. */
export function patched(
    key: Readonly<Record<string, string>>,
    command: CommandClass,
    names: Readonly<Record<string, string>> = {},
): { readonly key: CrudRow["key"]; readonly update: Call } {
    return { key, update: patch(key, command, names, () => true) };
}

/** A call that patches these arguments. */
export function patch(
    key: Readonly<Record<string, string>>,
    command: CommandClass,
    names: Readonly<Record<string, string>>,
    isMeant: (argument: string) => boolean,
): Call {
    return async ({ context, id, old, props }) => {
        const meant = Object.keys({ ...old, ...props }).filter((name) => isMeant(name) && !/^tags(All)?$/.test(name));
        const patchOperations = patchOf(old, props, { ...sameNames(meant), ...pickNames(names, meant) });
        if (patchOperations.length === 0) return;
        const at = Object.entries(key).map(([member, name]) => [member, name === "id" ? id : props[name]]);
        // Not by `send`, which would make a text of each value.
        await context.clients.apiGateway().send(new command({ ...Object.fromEntries(at), patchOperations }));
    };
}

function pickNames(names: Readonly<Record<string, string>>, meant: readonly string[]): Record<string, string> {
    return Object.fromEntries(Object.entries(names).filter(([name]) => meant.includes(name)));
}

/**
 * The operations that bring what changed to its new value, or take it away.
 *
 * AWS wants every value as text, and parts of maps and lists addressed one by one. The emulator stores a value as it
 * comes under the path as it stands, where `"false"` would be true; so values go whole and keep their JSON type.
 *
 * @param paths name in the API of each argument
 */
export function patchOf(
    olds: Props,
    news: Props,
    paths: Readonly<Record<string, string>>,
): apiGateway.PatchOperation[] {
    return Object.entries(paths)
        .filter(([argument]) => isChanged(olds, news, argument))
        .map(([argument, path]) =>
            news[argument] === undefined
                ? { op: "remove", path: `/${path}` }
                : { op: "replace", path: `/${path}`, value: news[argument] as string },
        );
}

/** `paths` of {@link patchOf} for arguments that the API calls as Pulumi does. */
export function sameNames(names: readonly string[]): Record<string, string> {
    return Object.fromEntries(names.map((name) => [name, name]));
}
