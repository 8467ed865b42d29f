import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { firehoseEncrypted } from "./encrypted";

const delivery = subjectsOf("aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream", {
    destination: "extended_s3",
});
const ENABLED = "serverSideEncryption.enabled";
const KEY_TYPE = "serverSideEncryption.keyType";
const KEY = "serverSideEncryption.keyArn";
const withKey = (keyArn?: unknown) =>
    delivery({ serverSideEncryption: { enabled: true, keyType: "CUSTOMER_MANAGED_CMK", keyArn } });

describeRule(firehoseEncrypted, {
    passes: {
        "a customer managed key": withKey("arn:aws:kms:eu-west-1:111122223333:key/1"),
        "a delivery stream that reads from Kinesis": delivery({
            kinesisSourceConfiguration: { kinesisStreamArn: UNKNOWN },
        }),
        "a delivery stream that reads from Kafka": delivery({ mskSourceConfiguration: { topicName: "t" } }),
    },
    violates: {
        "a customer managed key that is not named": [withKey(), KEY],
        "a key that AWS makes for Firehose, under the name of the customer's": [
            withKey("arn:aws:kms:eu-west-1:111122223333:alias/aws/firehose"),
            KEY,
        ],
        "encryption switched off": [
            delivery({ serverSideEncryption: { enabled: false, keyType: "CUSTOMER_MANAGED_CMK" } }),
            ENABLED,
            KEY,
        ],
        "a key of AWS": [delivery({ serverSideEncryption: { enabled: true, keyType: "AWS_OWNED_CMK" } }), KEY_TYPE],
    },
    missing: [delivery({}), ENABLED, KEY_TYPE],
    undecided: {
        "an unknown key": [withKey(UNKNOWN), KEY],
        "unknown encryption": [delivery({ serverSideEncryption: UNKNOWN }), ENABLED, KEY_TYPE, KEY],
        "an unknown source": [delivery({ kinesisSourceConfiguration: UNKNOWN }), ENABLED, KEY_TYPE, KEY],
    },
    configured: {
        "a key of AWS is enough": [{ requireCmk: false }, delivery({ serverSideEncryption: { enabled: true } })],
    },
});
