import type { ResourceRow } from "../row";
import { bucket } from "./s3Bucket";
import { bucketParts } from "./s3Configuration";
import { bucketObjectv2 } from "./s3Object";
import { bucketLifecycleConfiguration, bucketNotification } from "./s3Rules";

/** The rows of S3. */
export const s3Rows: readonly ResourceRow[] = [
    bucket,
    ...bucketParts,
    bucketLifecycleConfiguration,
    bucketNotification,
    bucketObjectv2,
];
