import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { s3AccessLogged } from "./accessLogged";

const bucket = subjectsOf("aws:s3/bucket:Bucket");
const bucketV2 = subjectsOf("aws:s3/bucketV2:BucketV2");
const lake = bucket({}, { name: "lake", outputs: { bucket: "lake-1" } });
const logging = (more: object = {}, about: object = {}) =>
    subjectsOf("aws:s3/bucketLogging:BucketLogging")(
        { bucket: "lake-1", targetBucket: "logs-1", targetPrefix: "", ...more },
        about,
    );
const logs = bucket({}, { name: "logs", outputs: { bucket: "logs-1" } });
const policy = (Service: string) =>
    subjectsOf("aws:s3/bucketPolicy:BucketPolicy")({
        bucket: "lake-1",
        policy: JSON.stringify({ Statement: [{ Effect: "Allow", Principal: { Service }, Action: "s3:PutObject" }] }),
    });

describeRule(s3AccessLogged, {
    passes: {
        "a bucket with its logging, and the one that takes the logs": [lake, logs, logging()],
        "the deprecated property": bucket({ logging: { targetBucket: UNKNOWN } }),
        "the deprecated property of the V2 type": bucketV2({ loggings: [{ targetBucket: "logs-1" }] }),
        "a bucket that takes logs of other stacks": [lake, policy("logging.s3.amazonaws.com")],
        "a bucket that CloudFront logs to": [
            lake,
            subjectsOf("aws:cloudfront/distribution:Distribution")({
                loggingConfig: { bucket: "lake-1.s3.amazonaws.com" },
            }),
        ],
        "a bucket that takes logs by its list": [
            lake,
            subjectsOf("aws:s3/bucketAcl:BucketAcl")({ bucket: "lake-1", acl: "log-delivery-write" }),
        ],
    },
    violates: {
        "logging of another bucket": [[lake, logging({ bucket: "other-1", targetBucket: "other-2" })], "logging"],
        "a bucket that another service writes into": [[lake, policy("cloudtrail.amazonaws.com")], "logging"],
        "logging to nowhere": [[lake, logging({ targetBucket: "" })], "targetBucket"],
    },
    missing: [lake, "logging"],
    undecided: {
        "logging of nobody knows which bucket": [[lake, logging({ bucket: UNKNOWN })], "logging"],
        "a bucket whose policy, as long as its ARN is not known, may let logs in": [
            [
                bucket({}, { name: "lake", outputs: { bucket: UNKNOWN } }),
                subjectsOf("aws:s3/bucketPolicy:BucketPolicy")(
                    { bucket: UNKNOWN, policy: UNKNOWN },
                    { references: { bucket: ["lake"] } },
                ),
            ],
            "logging",
        ],
        "an unknown target": [[lake, logging({ targetBucket: UNKNOWN })], "targetBucket"],
    },
});
