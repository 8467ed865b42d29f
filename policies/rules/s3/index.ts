import type { Rule } from "../../framework/rule";
import { s3BucketEncrypted } from "./bucketEncrypted";
import { s3PublicAccessBlocked } from "./publicAccessBlocked";
import { s3TlsOnly } from "./tlsOnly";

export const s3Rules: readonly Rule[] = [s3BucketEncrypted, s3PublicAccessBlocked, s3TlsOnly];
