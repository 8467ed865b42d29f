import { TagResourceCommand, UntagResourceCommand, type APIGatewayClient } from "@aws-sdk/client-api-gateway";
import { tagChanges } from "../live";
import type { Props } from "../row";

/** Brings the tags of an API or a stage from the old to the new ones. */
export async function retag(client: APIGatewayClient, resourceArn: string, old: Props, inputs: Props): Promise<void> {
    const { removed, set } = tagChanges(old.tags, inputs.tags);
    if (removed.length > 0) await client.send(new UntagResourceCommand({ resourceArn, tagKeys: removed }));
    if (Object.keys(set).length > 0) await client.send(new TagResourceCommand({ resourceArn, tags: set }));
}
