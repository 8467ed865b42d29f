import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { s3ObjectsAged } from "./objectsAged";

const bucket = subjectsOf("aws:s3/bucket:Bucket");
const bucketV2 = subjectsOf("aws:s3/bucketV2:BucketV2");
const lake = bucket({}, { name: "lake", outputs: { bucket: "lake-1" } });
const lifecycle = (...rules: unknown[]) =>
    subjectsOf("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration")({ bucket: "lake-1", rules });
describeRule(s3ObjectsAged, {
    passes: {
        expiration: [lake, lifecycle({ status: "Enabled", expiration: { days: 365 } })],
        "expiration of old versions only": [
            lake,
            lifecycle({ status: "Enabled", noncurrentVersionExpiration: { noncurrentDays: 30 } }),
        ],
        "transitions of some objects": [
            lake,
            lifecycle({
                status: "Enabled",
                filter: { prefix: "raw/" },
                transitions: [{ days: 30, storageClass: "GLACIER" }],
            }),
        ],
        "the deprecated property": bucket({ lifecycleRules: [{ enabled: true, expiration: { days: 1 } }] }),
        "the deprecated property of the V2 type": bucketV2({
            lifecycleRules: [{ enabled: true, expirations: [{ days: 1 }] }],
        }),
    },
    violates: {
        "a rule that is switched off": [
            [lake, lifecycle({ status: "Disabled", expiration: { days: 1 } })],
            "lifecycle",
        ],
        "a rule that only aborts uploads": [
            [lake, lifecycle({ status: "Enabled", abortIncompleteMultipartUpload: {} })],
            "lifecycle",
        ],
    },
    missing: [lake, "lifecycle"],
    undecided: { "unknown rules": [bucket({ lifecycleRules: UNKNOWN }), "lifecycle"] },
});
