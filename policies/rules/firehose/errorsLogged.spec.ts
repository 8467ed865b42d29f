import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { firehoseErrorsLogged } from "./errorsLogged";

const delivery = subjectsOf("aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream");
const LOGGED = { cloudwatchLoggingOptions: { enabled: true, logGroupName: "g" } };
const AT = "cloudwatchLoggingOptions.enabled";

describeRule(firehoseErrorsLogged, {
    passes: {
        "a bucket": delivery({ extendedS3Configuration: LOGGED }),
        Splunk: delivery({ splunkConfiguration: LOGGED }),
    },
    violates: {
        "logging switched off": [
            delivery({ httpEndpointConfiguration: { cloudwatchLoggingOptions: { enabled: false } } }),
            `httpEndpointConfiguration.${AT}`,
        ],
        "one of two": [
            delivery({ extendedS3Configuration: LOGGED, opensearchConfiguration: {} }),
            `opensearchConfiguration.${AT}`,
        ],
    },
    missing: [delivery({ extendedS3Configuration: {} }), `extendedS3Configuration.${AT}`],
    undecided: {
        "an unknown destination": [delivery({ redshiftConfiguration: UNKNOWN }), "redshiftConfiguration"],
        "unknown options": [
            delivery({ icebergConfiguration: { cloudwatchLoggingOptions: UNKNOWN } }),
            `icebergConfiguration.${AT}`,
        ],
    },
});
