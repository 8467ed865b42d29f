import type { Rule } from "../../framework/rule";
import { s3PolicyForeignLimited } from "./policyForeignLimited";
import { s3AccessLogged } from "./accessLogged";
import { s3AclPrivate } from "./aclPrivate";
import { s3BucketEncrypted } from "./bucketEncrypted";
import { s3BucketKept } from "./bucketKept";
import { s3ObjectsAged } from "./objectsAged";
import { s3OwnershipEnforced } from "./ownershipEnforced";
import { s3PolicyPrivate } from "./policyPrivate";
import { s3PublicAccessBlocked } from "./publicAccessBlocked";
import { s3TlsOnly } from "./tlsOnly";
import { s3UploadsAborted } from "./uploadsAborted";
import { s3VersioningEnabled } from "./versioningEnabled";

export const s3Rules: readonly Rule[] = [
    s3BucketEncrypted,
    s3PublicAccessBlocked,
    s3AclPrivate,
    s3PolicyPrivate,
    s3TlsOnly,
    s3VersioningEnabled,
    s3AccessLogged,
    s3UploadsAborted,
    s3ObjectsAged,
    s3OwnershipEnforced,
    s3BucketKept,
    s3PolicyForeignLimited,
];
