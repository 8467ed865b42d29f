import * as s3 from "@aws-sdk/client-s3";
import { bytesOf } from "../../assets";
import { crudRow } from "../../crudRow";
import type { Props } from "../../row";
import { deleteVersions } from "./versions";

const CONTENT = ["content", "contentBase64", "source", "sourceHash"];

export const bucketObjectv2 = crudRow({
    type: "aws:s3/bucketObjectv2:BucketObjectv2",
    lacks: [
        "acl",
        "checksumAlgorithm",
        "etag",
        "objectLockLegalHoldStatus",
        "objectLockMode",
        "objectLockRetainUntilDate",
        "overrideProvider",
        "websiteRedirect",
    ],
    ineffective: {
        bucketKeyEnabled: "No key is asked for any object.",
        kmsKeyId: "Told with the object; the key is never asked.",
        serverSideEncryption: "Told with the object, which is not encrypted.",
    },
    replaceOn: ["bucket", "key"],
    autoName: { property: "key", maxLength: 1024 },
    defaults: { forceDestroy: false },
    recomputes: { etag: CONTENT, versionId: CONTENT },
    id: "{bucket}/{key}",
    arn: "arn:{partition}:s3:::{bucket}/{key}",
    outputs: ({ hex }, { contentType = "application/octet-stream" }) => ({ contentType, etag: hex(32), versionId: "" }),
    own: ["forceDestroy"],
    names: { kmsKeyId: "SSEKMSKeyId" },
    key: { Bucket: "bucket", Key: "key" },
    // An object that is put anew has the tags that are put with it.
    put: async ({ props: { tags }, send }, args) =>
        send(s3.PutObjectCommand, {
            ...args,
            ...encryptionOf(args),
            ...(tags && { tagging: new URLSearchParams(tags).toString() }),
            body: await bodyOf(args),
        }),
    read: [s3.HeadObjectCommand],
    alsoRead: [
        async ({ props, sendIfExists }) =>
            props.content !== undefined && {
                content: await (await sendIfExists(s3.GetObjectCommand))?.Body.transformToString(),
            },
    ],
    async delete({ context, props, sendIfExists }) {
        if (props.forceDestroy === true) await deleteVersions(context.clients.s3(), props.bucket, props.key);
        else await sendIfExists(s3.DeleteObjectCommand);
    },
    wire: { etag: { from: (etag: string) => etag.replaceAll('"', "") } },
    tags: {
        set: s3.PutObjectTaggingCommand,
        remove: s3.DeleteObjectTaggingCommand,
        list: s3.GetObjectTaggingCommand,
        atCreation: true,
        whole: (tags) => ({ tagging: { tagSet: tags } }),
    },
});

/** A key says which encryption is meant, as in the official provider. */
function encryptionOf({ serverSideEncryption, kmsKeyId }: Props): Props {
    return serverSideEncryption === undefined && kmsKeyId !== undefined ? { serverSideEncryption: "aws:kms" } : {};
}

async function bodyOf({ content, contentBase64, source }: Props): Promise<Uint8Array> {
    if (source !== undefined) return bytesOf(source);
    return contentBase64 === undefined ? Buffer.from(content ?? "") : Buffer.from(contentBase64, "base64");
}
