import { bucket } from "./bucket";
import { bucketParts } from "./configuration";
import { bucketObjectv2 } from "./object";
import { bucketLifecycleConfiguration, bucketNotification } from "./rules";

/** The rows of S3. */
export const s3Rows = [bucket, ...bucketParts, bucketLifecycleConfiguration, bucketNotification, bucketObjectv2];
