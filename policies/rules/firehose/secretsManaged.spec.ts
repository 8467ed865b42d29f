import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { firehoseSecretsManaged } from "./secretsManaged";

const delivery = subjectsOf("aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream");
describeRule(firehoseSecretsManaged, {
    passes: {
        "a secret of the manager": delivery({
            splunkConfiguration: { secretsManagerConfiguration: { enabled: true } },
        }),
        "an endpoint without a key": delivery({ httpEndpointConfiguration: { accessKey: "" } }),
    },
    violates: {
        "a password": [delivery({ redshiftConfiguration: { password: "hunter2" } }), "redshiftConfiguration.password"],
        "a private key": [
            delivery({ snowflakeConfiguration: { privateKey: "MII" } }),
            "snowflakeConfiguration.privateKey",
        ],
    },
    missing: [delivery({ splunkConfiguration: {} })],
    undecided: {
        "an unknown token": [delivery({ splunkConfiguration: { hecToken: UNKNOWN } }), "splunkConfiguration.hecToken"],
    },
});
