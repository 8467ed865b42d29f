import type { ResourceView } from "../../framework/resource";

/** Types of the resource that holds a bucket's lifecycle. */
export const LIFECYCLE_TYPES = [
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    "aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2",
] as const;

/** A rule of the lifecycle, as the split resource and both kinds of bucket have it. */
export interface LifecycleRule {
    readonly status?: string;
    readonly enabled?: boolean;
    readonly prefix?: string;
    readonly tags?: Readonly<Record<string, string>>;
    readonly filter?: Readonly<Record<string, unknown>>;
    readonly abortIncompleteMultipartUpload?: object;
    readonly abortIncompleteMultipartUploadDays?: number;
    readonly expiration?: object;
    readonly expirations?: readonly object[];
    readonly transitions?: readonly object[];
    readonly noncurrentVersionExpiration?: object;
    readonly noncurrentVersionExpirations?: readonly object[];
    readonly noncurrentVersionTransitions?: readonly object[];
}

/** The rules of a lifecycle: `rules` of the split resource, `lifecycleRules` of a bucket. */
export function lifecycleRulesOf({ props }: ResourceView<any>): readonly LifecycleRule[] {
    const { rules, lifecycleRules } = props as Record<string, readonly LifecycleRule[] | undefined>;
    return rules ?? lifecycleRules ?? [];
}

/** Whether a rule is switched on. */
export function isEnabled({ status, enabled }: LifecycleRule): boolean {
    return status === "Enabled" || enabled === true;
}

/** Whether a rule is about all objects of the bucket and not about some by prefix, tag or size. */
export function isForAll({ prefix = "", tags = {}, filter = {} }: LifecycleRule): boolean {
    const limits = Object.values(filter).filter((value) => value !== undefined && value !== "");
    return prefix === "" && Object.keys(tags).length === 0 && limits.length === 0;
}
