import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { s3BucketKept } from "./bucketKept";

const bucket = subjectsOf("aws:s3/bucket:Bucket");
const bucketV2 = subjectsOf("aws:s3/bucketV2:BucketV2");

describeRule(s3BucketKept, {
    passes: { "a bucket that is kept": bucket({ forceDestroy: false }) },
    violates: {
        "a bucket that is emptied": [bucket({ forceDestroy: true }), "forceDestroy"],
        "one of the V2 type": [bucketV2({ forceDestroy: true }), "forceDestroy"],
    },
    missing: [bucket({})],
    undecided: { "an unknown setting": [bucket({ forceDestroy: UNKNOWN }), "forceDestroy"] },
});
