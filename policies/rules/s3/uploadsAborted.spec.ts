import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { s3UploadsAborted } from "./uploadsAborted";

const bucket = subjectsOf("aws:s3/bucket:Bucket");
const bucketV2 = subjectsOf("aws:s3/bucketV2:BucketV2");
const lake = bucket({}, { name: "lake", outputs: { bucket: "lake-1" } });
const lifecycle = (...rules: unknown[]) =>
    subjectsOf("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration")({ bucket: "lake-1", rules });
const abort = { status: "Enabled", abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } };

describeRule(s3UploadsAborted, {
    passes: {
        "a rule for the whole bucket": [lake, lifecycle({ status: "Enabled", expiration: { days: 1 } }, abort)],
        "a filter that filters nothing": [lake, lifecycle({ ...abort, filter: { prefix: "" } })],
        "the deprecated property": bucket({
            lifecycleRules: [{ enabled: true, abortIncompleteMultipartUploadDays: 7 }],
        }),
        "the deprecated property of the V2 type": bucketV2({
            lifecycleRules: [{ enabled: true, abortIncompleteMultipartUploadDays: 7 }],
        }),
    },
    violates: {
        "a rule that is switched off": [[lake, lifecycle({ ...abort, status: "Disabled" })], "uploads"],
        "a rule for some objects": [[lake, lifecycle({ ...abort, filter: { prefix: "raw/" } })], "uploads"],
        "a rule of the old kind for some objects": [[lake, lifecycle({ ...abort, prefix: "raw/" })], "uploads"],
        "a rule about something else": [[lake, lifecycle({ status: "Enabled", expiration: { days: 1 } })], "uploads"],
    },
    missing: [lake, "uploads"],
    undecided: { "an unknown rule": [[lake, lifecycle(UNKNOWN)], "uploads"] },
});
