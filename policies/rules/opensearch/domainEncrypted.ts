import type * as aws from "@pulumi/aws";
import { fsbp, wellArchitected } from "../../framework/references";
import { blockOf } from "../../framework/remedy";
import { defineRule, type ResourceView } from "../../framework/rule";

/** Indices and snapshots hold copies of the data that they were made of. */
export const opensearchDomainEncrypted = defineRule({
    id: "opensearch-domain-encrypted",
    displayName: "Search domains are encrypted at rest",
    description: "OpenSearch domains are encrypted at rest.",
    severity: "medium",
    level: "advisory",
    tags: ["opensearch", "encryption"],
    frameworks: [
        fsbp("Opensearch.1", "OpenSearch domains should have encryption at rest enabled"),
        wellArchitected("SEC08-BP02", "Enforce encryption at rest"),
    ],
    remediationSteps: "Set encryptAtRest: { enabled: true, kmsKeyId: keyArn }.",
    url: "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/encryption-at-rest.html",
    examples: {
        aws: `new aws.opensearch.Domain("search", {
    engineVersion: "OpenSearch_2.19",
    clusterConfig: { instanceType: "r7g.large.search", instanceCount: 3, zoneAwarenessEnabled: true, zoneAwarenessConfig: { availabilityZoneCount: 3 } },
    encryptAtRest: { enabled: true, kmsKeyId: key.arn },
    nodeToNodeEncryption: { enabled: true },
    domainEndpointOptions: { enforceHttps: true, tlsSecurityPolicy: "Policy-Min-TLS-1-2-PFS-2023-10" },
    vpcOptions: { subnetIds: subnets.map(({ id }) => id), securityGroupIds: [securityGroup.id] },
    advancedSecurityOptions: { enabled: true, masterUserOptions: { masterUserArn: role.arn } },
    logPublishingOptions: [
        { logType: "AUDIT_LOGS", cloudwatchLogGroupArn: logGroup.arn },
        { logType: "ES_APPLICATION_LOGS", cloudwatchLogGroupArn: logGroup.arn },
    ],
});`,
    },
    types: ["aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain"],
    resource({ name, props }: ResourceView<aws.opensearch.DomainArgs>, judge) {
        judge.decide("encryptAtRest.enabled", () =>
            props.encryptAtRest?.enabled === true ? undefined : `Domain '${name}' is not encrypted at rest.`,
        );
    },
    remediate({ props }: ResourceView<aws.opensearch.DomainArgs>) {
        blockOf(props, "encryptAtRest").enabled = true;
    },
});
