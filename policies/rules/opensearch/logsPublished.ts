import type * as aws from "@pulumi/aws";
import { readingsOf } from "../../framework/reading";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** Errors and audits of a domain are kept nowhere unless they are published. */
export const opensearchLogsPublished = defineRule({
    id: "opensearch-logs-published",
    displayName: "OpenSearch domains publish logs to CloudWatch",
    description: "OpenSearch domains publish the configured logs to CloudWatch.",
    severity: "medium",
    level: "advisory",
    tags: ["opensearch", "operations"],
    frameworks: [fsbp("Opensearch.4"), fsbp("Opensearch.5"), fsbp("ES.4"), fsbp("ES.5"), wellArchitected("SEC04-BP01")],
    remediationSteps: "Add the log types to logPublishingOptions.",
    url: "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/createdomain-configure-slow-logs.html",
    examples: ["aws.opensearch.Domain"],
    types: ["aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain"],
    parameters: {
        logTypes: {
            type: "array",
            description: "The types of logs that domains publish.",
            default: ["ES_APPLICATION_LOGS", "AUDIT_LOGS"],
            items: { type: "string" },
        },
    },
    resource({ name, props }: ResourceView<aws.opensearch.DomainArgs>, judge, { logTypes }) {
        for (const logType of logTypes) {
            judge.decide(`logPublishingOptions.${logType}`, () => {
                const options = readingsOf(props.logPublishingOptions);
                const published = options.some(
                    (found) => found.known && found.value.logType === logType && found.value.enabled !== false,
                );
                // An option that is not known yet may be the one.
                if (!published) for (const index of options.keys()) void props.logPublishingOptions?.[index];
                return published ? undefined : `Domain '${name}' does not publish ${logType}.`;
            });
        }
    },
});
