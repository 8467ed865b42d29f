import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { s3PublicAccessBlocked } from "./publicAccessBlocked";

const bucket = subjectsOf("aws:s3/bucket:Bucket");
const bucketV2 = subjectsOf("aws:s3/bucketV2:BucketV2");
const all = { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true };
const block = subjectsOf("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", { bucket: "lake-1", ...all });
const lake = { name: "lake", outputs: { bucket: "lake-1" } };

const account = subjectsOf("aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock", all);
const point = subjectsOf("aws:s3/accessPoint:AccessPoint", { bucket: "lake-1" });
const regions = subjectsOf("aws:s3control/multiRegionAccessPoint:MultiRegionAccessPoint");

describeRule(s3PublicAccessBlocked, {
    passes: {
        "an account": account({}),
        "access points, which block by themselves": [
            point({}),
            point({ publicAccessBlockConfiguration: { blockPublicAcls: true } }),
            regions({ details: { name: "lake" } }),
        ],
        "a blocked bucket": [bucket({}, lake), block({})],
        "a blocked bucket of the V2 type": [bucketV2({}, lake), block({})],
        "a block that names the bucket by reference": [
            bucket({}, { name: "lake", outputs: { bucket: UNKNOWN } }),
            block({ bucket: UNKNOWN }, { name: "block", references: { bucket: ["lake"] } }),
        ],
    },
    violates: {
        "a flag switched off, and one left out": [
            [bucket({}, lake), block({ blockPublicAcls: false, ignorePublicAcls: undefined })],
            "blockPublicAcls",
            "ignorePublicAcls",
        ],
        "a flag switched off next to an unknown one": [
            [bucket({}, lake), block({ blockPublicAcls: UNKNOWN, restrictPublicBuckets: false })],
            "restrictPublicBuckets",
        ],
        "an account that leaves a flag out": [account({ blockPublicPolicy: undefined }), "blockPublicPolicy"],
        "an access point that switches a flag off, next to an unknown one": [
            point({ publicAccessBlockConfiguration: { blockPublicAcls: UNKNOWN, restrictPublicBuckets: false } }),
            "publicAccessBlockConfiguration.restrictPublicBuckets",
        ],
        "an access point of several regions": [
            regions({ details: { name: "lake", publicAccessBlock: { ...all, ignorePublicAcls: false } } }),
            "details.publicAccessBlock.ignorePublicAcls",
        ],
        "a block of another bucket": [[bucket({}, lake), block({ bucket: "logs-1" })], "block"],
    },
    missing: [bucket({}, lake), "block"],
    undecided: {
        "an unknown flag": [[bucket({}, lake), block({ blockPublicPolicy: UNKNOWN })], "blockPublicPolicy"],
        "a block of nobody knows which bucket": [[bucket({}, lake), block({ bucket: UNKNOWN })], "block"],
    },
});
