import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { firehoseFailuresSeparate } from "./failuresSeparate";

const delivery = subjectsOf("aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream");
describeRule(firehoseFailuresSeparate, {
    passes: {
        "a prefix": delivery({ extendedS3Configuration: { errorOutputPrefix: "errors/" } }),
        "a prefix for Iceberg": delivery({
            icebergConfiguration: { s3Configuration: { errorOutputPrefix: "errors/" } },
        }),
        Splunk: delivery({ splunkConfiguration: {} }),
    },
    violates: {
        "an empty prefix": [
            delivery({ extendedS3Configuration: { errorOutputPrefix: "" } }),
            "extendedS3Configuration.errorOutputPrefix",
        ],
    },
    missing: [delivery({ extendedS3Configuration: {} }), "extendedS3Configuration.errorOutputPrefix"],
    undecided: {
        "an unknown prefix": [
            delivery({ extendedS3Configuration: { errorOutputPrefix: UNKNOWN } }),
            "extendedS3Configuration.errorOutputPrefix",
        ],
    },
});
