import type { Rule } from "../../framework/rule";
import { s3AclPrivate } from "./aclPrivate";
import { s3BucketEncrypted } from "./bucketEncrypted";
import { s3PolicyPrivate } from "./policyPrivate";
import { s3PublicAccessBlocked } from "./publicAccessBlocked";
import { s3TlsOnly } from "./tlsOnly";

export const s3Rules: readonly Rule[] = [
    s3BucketEncrypted,
    s3PublicAccessBlocked,
    s3AclPrivate,
    s3PolicyPrivate,
    s3TlsOnly,
];
