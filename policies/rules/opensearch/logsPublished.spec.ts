import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { opensearchLogsPublished } from "./logsPublished";

const domain = subjectsOf("aws:opensearch/domain:Domain");
const old = subjectsOf("aws:elasticsearch/domain:Domain");

const option = (logType: string, enabled?: boolean) => ({ logType, enabled, cloudwatchLogGroupArn: "g" });
const [ERRORS, AUDIT] = [option("ES_APPLICATION_LOGS"), option("AUDIT_LOGS")];

describeRule(opensearchLogsPublished, {
    passes: { both: domain({ logPublishingOptions: [ERRORS, AUDIT] }) },
    violates: {
        "errors only": [domain({ logPublishingOptions: [ERRORS] }), "logPublishingOptions.AUDIT_LOGS"],
        "audits switched off": [
            old({ logPublishingOptions: [ERRORS, option("AUDIT_LOGS", false)] }),
            "logPublishingOptions.AUDIT_LOGS",
        ],
    },
    missing: [domain({}), "logPublishingOptions.ES_APPLICATION_LOGS", "logPublishingOptions.AUDIT_LOGS"],
    undecided: {
        "an unknown option": [
            domain({ logPublishingOptions: [AUDIT, UNKNOWN] }),
            "logPublishingOptions.ES_APPLICATION_LOGS",
        ],
    },
    configured: {
        "errors are enough": [{ logTypes: ["ES_APPLICATION_LOGS"] }, domain({ logPublishingOptions: [ERRORS] })],
    },
});
