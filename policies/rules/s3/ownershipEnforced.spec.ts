import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { s3OwnershipEnforced } from "./ownershipEnforced";

const controls = subjectsOf("aws:s3/bucketOwnershipControls:BucketOwnershipControls", { bucket: "lake-1" });
const OWNERSHIP = "rule.objectOwnership";

const preferred = controls({ rule: { objectOwnership: "BucketOwnerPreferred" } });
const distribution = subjectsOf("aws:cloudfront/distribution:Distribution");
const lake = subjectsOf("aws:s3/bucket:Bucket")({}, { name: "lake", outputs: { bucket: "lake-1" } });

describeRule(s3OwnershipEnforced, {
    passes: {
        "lists switched off": controls({ rule: { objectOwnership: "BucketOwnerEnforced" } }),
        "a bucket that CloudFront logs to": [
            preferred,
            lake,
            distribution({ loggingConfig: { bucket: "lake-1.s3.amazonaws.com" } }),
        ],
        "one still to be made that CloudFront logs to": [
            controls({ ...preferred.props, bucket: UNKNOWN }, { name: "controls", references: { bucket: ["lake"] } }),
            subjectsOf("aws:s3/bucket:Bucket")({}, { name: "lake", outputs: { bucket: UNKNOWN, id: UNKNOWN } }),
            distribution({ loggingConfig: { bucket: UNKNOWN } }, { references: { loggingConfig: ["lake"] } }),
        ],
    },
    violates: {
        "the writer owns": [controls({ rule: { objectOwnership: "ObjectWriter" } }), OWNERSHIP],
        "the owner is preferred": [preferred, OWNERSHIP],
        "a bucket beside the one that CloudFront logs to": [
            [preferred, lake, distribution({ loggingConfig: { bucket: "lake-10.s3.amazonaws.com" } })],
            OWNERSHIP,
        ],
    },
    missing: [controls({}), OWNERSHIP],
    undecided: { "an unknown rule": [controls({ rule: UNKNOWN }), OWNERSHIP] },
});
