import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { firehoseEncrypted } from "./encrypted";

const delivery = subjectsOf("aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream", {
    destination: "extended_s3",
});
const ENABLED = "serverSideEncryption.enabled";
const KEY_TYPE = "serverSideEncryption.keyType";

describeRule(firehoseEncrypted, {
    passes: {
        "a customer managed key, known or not": delivery({
            serverSideEncryption: { enabled: true, keyType: "CUSTOMER_MANAGED_CMK", keyArn: UNKNOWN },
        }),
        "a delivery stream that reads from Kinesis": delivery({
            kinesisSourceConfiguration: { kinesisStreamArn: UNKNOWN },
        }),
        "a delivery stream that reads from Kafka": delivery({ mskSourceConfiguration: { topicName: "t" } }),
    },
    violates: {
        "encryption switched off": [
            delivery({ serverSideEncryption: { enabled: false, keyType: "CUSTOMER_MANAGED_CMK" } }),
            ENABLED,
        ],
        "a key of AWS": [delivery({ serverSideEncryption: { enabled: true, keyType: "AWS_OWNED_CMK" } }), KEY_TYPE],
    },
    missing: [delivery({}), ENABLED, KEY_TYPE],
    undecided: {
        "unknown encryption": [delivery({ serverSideEncryption: UNKNOWN }), ENABLED, KEY_TYPE],
        "an unknown source": [delivery({ kinesisSourceConfiguration: UNKNOWN }), ENABLED, KEY_TYPE],
    },
    configured: {
        "a key of AWS is enough": [{ requireCmk: false }, delivery({ serverSideEncryption: { enabled: true } })],
    },
});
