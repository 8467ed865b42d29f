import {
    GetTagsCommand,
    TagResourceCommand,
    UntagResourceCommand,
    type APIGatewayClient,
    type PatchOperation,
} from "@aws-sdk/client-api-gateway";
import { tagChanges } from "../../live";
import type { Props } from "../../row";
import { isChanged } from "../../wire";

/**
 * The operations that bring what changed to its new value, or take it away.
 *
 * AWS wants every value as text, and parts of maps and lists addressed one by one. The emulator stores a value as it
 * comes under the path as it stands, where `"false"` would be true; so values go whole and keep their JSON type.
 *
 * @param paths name in the API of each argument
 */
export function patchOf(olds: Props, news: Props, paths: Readonly<Record<string, string>>): PatchOperation[] {
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

/** The API of a resource whose id does not tell it. @throws in an import */
export function apiOf({ restApi }: Props): string {
    if (restApi === undefined) throw new Error("This cannot be imported: its id does not tell the API.");
    return restApi as string;
}

/** Tags all that is new, since the emulator shows a stage's and a plan's tags only when they were set by this call. */
export async function retag(client: APIGatewayClient, resourceArn: string, olds: Props, news: Props): Promise<void> {
    const { removed, set } = tagChanges(olds.tags, news.tags);
    if (removed.length > 0) await client.send(new UntagResourceCommand({ resourceArn, tagKeys: removed }));
    if (Object.keys(set).length > 0) await client.send(new TagResourceCommand({ resourceArn, tags: set }));
}

/** Tags as they are now. */
export async function tagsOf(client: APIGatewayClient, resourceArn: string): Promise<Record<string, string>> {
    return (await client.send(new GetTagsCommand({ resourceArn }))).tags ?? {};
}
