import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { s3VersioningEnabled } from "./versioningEnabled";

const bucket = subjectsOf("aws:s3/bucket:Bucket");
const bucketV2 = subjectsOf("aws:s3/bucketV2:BucketV2");
const lake = bucket({}, { name: "lake", outputs: { bucket: "lake-1" } });
const planned = bucket({}, { name: "lake", outputs: { bucket: UNKNOWN } });
const versioning = (status: unknown, more: object = {}) =>
    subjectsOf("aws:s3/bucketVersioning:BucketVersioning")({
        bucket: "lake-1",
        versioningConfiguration: { status },
        ...more,
    });

describeRule(s3VersioningEnabled, {
    passes: {
        "a bucket with its versioning": [lake, versioning("Enabled")],
        "one still to be made": [
            planned,
            subjectsOf("aws:s3/bucketVersioningV2:BucketVersioningV2")(
                { bucket: UNKNOWN, versioningConfiguration: { status: "Enabled" } },
                { name: "versions", references: { bucket: ["lake"] } },
            ),
        ],
        "the deprecated property": bucket({ versioning: { enabled: true } }),
        "the deprecated property of the V2 type": bucketV2({ versionings: [{ enabled: true }] }),
    },
    violates: {
        "suspended versions": [[lake, versioning("Suspended")], "versioningConfiguration.status"],
        "versions of another bucket": [[lake, versioning("Enabled", { bucket: "logs-1" })], "versioning"],
        "the deprecated property switched off": [bucket({ versioning: { enabled: false } }), "versioning"],
    },
    missing: [lake, "versioning"],
    undecided: {
        "an unknown status": [[lake, versioning(UNKNOWN)], "versioningConfiguration.status"],
        "versions of nobody knows which bucket": [[lake, versioning("Enabled", { bucket: UNKNOWN })], "versioning"],
    },
});
