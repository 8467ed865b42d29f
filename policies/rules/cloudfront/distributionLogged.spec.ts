import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { cloudfrontDistributionLogged } from "./distributionLogged";

const distribution = subjectsOf("aws:cloudfront/distribution:Distribution");
const multitenant = subjectsOf("aws:cloudfront/multitenantDistribution:MultitenantDistribution");
const source = subjectsOf("aws:cloudwatch/logDeliverySource:LogDeliverySource", { logType: "ACCESS_LOGS" });
const site = { name: "site", outputs: { arn: "arn:site" } };

describeRule(cloudfrontDistributionLogged, {
    passes: {
        "the older logs": distribution({ loggingConfig: { bucket: "logs.s3.amazonaws.com" } }),
        "the newer logs": [distribution({}, site), source({ resourceArn: "arn:site" })],
        "the newer logs of a distribution still to be made": [
            multitenant({}, { name: "site", outputs: { arn: UNKNOWN } }),
            source({ resourceArn: UNKNOWN }, { name: "s", references: { resourceArn: ["site"] } }),
        ],
    },
    violates: {
        "logs of another distribution": [
            [distribution({}, site), source({ resourceArn: "arn:other" })],
            "loggingConfig",
        ],
        "cookies without a place": [distribution({ loggingConfig: { includeCookies: true } }, site), "loggingConfig"],
        "a distribution for tenants": [multitenant({}, site), "loggingConfig"],
    },
    missing: [distribution({}, site), "loggingConfig"],
    undecided: {
        "an unknown place": [distribution({ loggingConfig: { bucket: UNKNOWN } }, site), "loggingConfig"],
        "logs of nobody knows what": [
            [distribution({}, { name: "site" }), source({ resourceArn: UNKNOWN }, { name: "s" })],
            "loggingConfig",
        ],
    },
});
