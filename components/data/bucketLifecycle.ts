import type * as aws from "@pulumi/aws";

/** S3 keeps and charges the parts of uploads that nobody completed until a rule removes them. */
const ABORT_UPLOADS_AFTER_DAYS = 7;
const OLD_VERSIONS_DAYS = 30;
/** S3 moves objects to these classes only after they were in S3 Standard this long (AWS S3 guide, "Transitioning objects"). */
const MINIMUM_DAYS: Readonly<Record<StorageClass, number>> = {
    STANDARD_IA: 30,
    INTELLIGENT_TIERING: 1,
    GLACIER_IR: 1,
    GLACIER: 1,
    DEEP_ARCHIVE: 1,
};

/** Colder classes, from the fastest to the slowest to read. */
type StorageClass = "STANDARD_IA" | "INTELLIGENT_TIERING" | "GLACIER_IR" | "GLACIER" | "DEEP_ARCHIVE";

/** What happens to objects with time. */
export interface BucketLifecycle {
    /**
     * Moves of current versions to colder classes. Objects below 128 KB stay, as is S3's default: the infrequent access classes
     * and Glacier Instant Retrieval charge them as 128 KB, the other Glacier classes for 40 KB more than they have, and each move
     * costs as much as months of a small object in S3 Standard. Write larger ones instead
     * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html).
     *
     * @default - none
     */
    readonly transitions?: readonly { readonly afterDays: number; readonly storageClass: StorageClass }[];
    /** Days before current versions expire. @default - never */
    readonly expireAfterDays?: number;
    /** Days before versions that were overwritten or deleted are removed for good. @default 30 */
    readonly expireOldVersionsAfterDays?: number;
}

/**
 * Rejects what S3 would only refuse during the deployment.
 *
 * @param subject component and name, the beginning of the messages
 */
export function validateLifecycle(subject: string, lifecycle: BucketLifecycle): void {
    const atLeastOne = (argument: string, days: number | undefined) => {
        if (days !== undefined && !(Number.isInteger(days) && days >= 1)) {
            throw new Error(`${subject}: lifecycle.${argument} must be a whole number of days, at least 1.`);
        }
    };
    atLeastOne("expireAfterDays", lifecycle.expireAfterDays);
    atLeastOne("expireOldVersionsAfterDays", lifecycle.expireOldVersionsAfterDays);
    for (const { afterDays, storageClass } of lifecycle.transitions ?? []) {
        if (!Number.isInteger(afterDays) || afterDays < MINIMUM_DAYS[storageClass]) {
            throw new Error(
                `${subject}: lifecycle.transitions to ${storageClass} need a whole number of days, at least ${MINIMUM_DAYS[storageClass]}.`,
            );
        }
        if (lifecycle.expireAfterDays !== undefined && afterDays >= lifecycle.expireAfterDays) {
            throw new Error(
                `${subject}: lifecycle.transitions to ${storageClass} after ${afterDays} days come too late: objects expire after ${lifecycle.expireAfterDays}.`,
            );
        }
    }
}

/** The lifecycle as one rule over the whole bucket. */
export function lifecycleRules(lifecycle: BucketLifecycle): aws.types.input.s3.BucketLifecycleConfigurationRule[] {
    return [
        {
            id: "keep-tidy",
            status: "Enabled",
            filter: {},
            abortIncompleteMultipartUpload: { daysAfterInitiation: ABORT_UPLOADS_AFTER_DAYS },
            noncurrentVersionExpiration: {
                noncurrentDays: lifecycle.expireOldVersionsAfterDays ?? OLD_VERSIONS_DAYS,
            },
            // S3 takes one of the two: where nothing expires, delete markers without versions are all that is left to remove.
            expiration:
                lifecycle.expireAfterDays === undefined
                    ? { expiredObjectDeleteMarker: true }
                    : { days: lifecycle.expireAfterDays },
            ...(lifecycle.transitions === undefined || lifecycle.transitions.length === 0
                ? {}
                : {
                      transitions: lifecycle.transitions.map(({ afterDays, storageClass }) => ({
                          days: afterDays,
                          storageClass,
                      })),
                  }),
        },
    ];
}
