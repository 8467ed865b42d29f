import * as s3 from "@aws-sdk/client-s3";
import { ifExists } from "../../live";

/**
 * Deletes every version and delete marker in a bucket, or of one key. A bucket that is gone has none.
 *
 * @throws naming the first object that S3 refuses to delete
 */
export async function deleteVersions(client: s3.S3Client, Bucket: string, key?: string): Promise<void> {
    for (;;) {
        // Always the first page: the one before is deleted.
        const page = await ifExists(client.send(new s3.ListObjectVersionsCommand({ Bucket, Prefix: key })));
        const versions = [...(page?.Versions ?? []), ...(page?.DeleteMarkers ?? [])];
        const Objects = versions
            .filter(({ Key }) => key === undefined || Key === key)
            .map(({ Key, VersionId }) => ({ Key, VersionId }));
        if (Objects.length === 0) return;
        const { Errors: [first] = [] } = await client.send(
            new s3.DeleteObjectsCommand({ Bucket, BypassGovernanceRetention: true, Delete: { Objects, Quiet: true } }),
        );
        if (first !== undefined) throw new Error(`'${first.Key}' cannot be deleted: ${first.Code}: ${first.Message}`);
    }
}
