import {
    DeleteObjectCommand,
    GetObjectCommand,
    GetObjectTaggingCommand,
    HeadObjectCommand,
    PutObjectCommand,
    type PutObjectCommandInput,
} from "@aws-sdk/client-s3";
import { bytesOf } from "../../assets";
import type { Clients } from "../../clients";
import { ifExists, tagMap } from "../../live";
import { defineRow, type LiveContext, type Props } from "../../row";
import { deleteVersions } from "./versions";

const CONTENT = ["content", "contentBase64", "source", "sourceHash"];

/** `aws:s3/bucketObjectv2:BucketObjectv2`. */
export const bucketObjectv2 = defineRow({
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
    simulate: ({ partition, hex }, inputs) => ({
        id: `${inputs.bucket}/${inputs.key}`,
        outputs: {
            arn: `arn:${partition}:s3:::${inputs.bucket}/${inputs.key}`,
            contentType: inputs.contentType ?? "application/octet-stream",
            etag: hex(32),
            versionId: "",
        },
    }),
    live: {
        async create(context, inputs) {
            const { id, outputs } = bucketObjectv2.simulate(context, inputs);
            return { id, outputs: { ...outputs, ...(await put(context, inputs)) } };
        },
        async read(context, id, state) {
            const [bucket, key] = parts(id);
            const client = context.clients.s3();
            const head = await ifExists(client.send(new HeadObjectCommand({ Bucket: bucket, Key: key })));
            if (head === undefined) return undefined;
            const { TagSet } = await client.send(new GetObjectTaggingCommand({ Bucket: bucket, Key: key }));
            const arguments_ = {
                bucket,
                key,
                bucketKeyEnabled: head.BucketKeyEnabled,
                cacheControl: head.CacheControl,
                contentDisposition: head.ContentDisposition,
                contentEncoding: head.ContentEncoding,
                contentLanguage: head.ContentLanguage,
                contentType: head.ContentType,
                kmsKeyId: head.SSEKMSKeyId,
                metadata: head.Metadata,
                serverSideEncryption: head.ServerSideEncryption,
                tags: tagMap(TagSet),
                ...(state.content === undefined ? {} : { content: await text(context.clients, bucket, key) }),
            };
            return {
                ...bucketObjectv2.simulate(context, arguments_).outputs,
                ...Object.fromEntries(Object.entries(arguments_).filter(([, value]) => value !== undefined)),
                etag: unquoted(head.ETag),
                versionId: head.VersionId ?? "",
            };
        },
        async update(context, _id, inputs) {
            return put(context, inputs);
        },
        async delete({ clients }, id, state) {
            const [Bucket, Key] = parts(id);
            if (state.forceDestroy === true) await deleteVersions(clients.s3(), Bucket, Key);
            else await ifExists(clients.s3().send(new DeleteObjectCommand({ Bucket, Key })));
        },
    },
});

async function put({ clients }: LiveContext, inputs: Props): Promise<Props> {
    const { ETag, VersionId } = await clients.s3().send(
        new PutObjectCommand({
            Bucket: inputs.bucket,
            Key: inputs.key,
            Body: await bodyOf(inputs),
            BucketKeyEnabled: inputs.bucketKeyEnabled,
            CacheControl: inputs.cacheControl,
            ContentDisposition: inputs.contentDisposition,
            ContentEncoding: inputs.contentEncoding,
            ContentLanguage: inputs.contentLanguage,
            ContentType: inputs.contentType,
            Metadata: inputs.metadata,
            SSEKMSKeyId: inputs.kmsKeyId,
            // A key says which encryption is meant, as in the official provider.
            ServerSideEncryption:
                inputs.serverSideEncryption ?? (inputs.kmsKeyId === undefined ? undefined : "aws:kms"),
            StorageClass: inputs.storageClass,
            Tagging: new URLSearchParams(inputs.tags ?? {}).toString(),
        } satisfies PutObjectCommandInput),
    );
    return { etag: unquoted(ETag), versionId: VersionId ?? "" };
}

async function bodyOf({ content, contentBase64, source }: Props): Promise<Uint8Array> {
    if (source !== undefined) return bytesOf(source);
    return contentBase64 === undefined ? Buffer.from(content ?? "") : Buffer.from(contentBase64, "base64");
}

async function text(clients: Clients, Bucket: string, Key: string): Promise<string> {
    const { Body } = await clients.s3().send(new GetObjectCommand({ Bucket, Key }));
    return Body!.transformToString();
}

function parts(id: string): [bucket: string, key: string] {
    const slash = id.indexOf("/");
    return [id.slice(0, slash), id.slice(slash + 1)];
}

function unquoted(etag = ""): string {
    return etag.replaceAll('"', "");
}
