import type * as aws from "@pulumi/aws";
import { fsbp, wellArchitected } from "../../framework/references";
import { blockOf } from "../../framework/remedy";
import { defineRule, type ResourceView } from "../../framework/rule";

/** Without it whoever reaches the domain may read and delete every index. */
export const opensearchAccessFineGrained = defineRule({
    id: "opensearch-access-fine-grained",
    displayName: "Search domains know their users",
    description: "OpenSearch domains have fine-grained access control.",
    severity: "high",
    level: "advisory",
    tags: ["opensearch", "exposure"],
    frameworks: [
        fsbp("Opensearch.7", "OpenSearch domains should have fine-grained access control enabled"),
        wellArchitected("SEC03-BP02", "Grant least privilege access"),
    ],
    remediationSteps: "Set advancedSecurityOptions: { enabled: true, masterUserOptions: { masterUserArn } }.",
    url: "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/fgac.html",
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
        judge.decide("advancedSecurityOptions.enabled", () =>
            props.advancedSecurityOptions?.enabled === true
                ? undefined
                : `Domain '${name}' lets everybody who reaches it do everything.`,
        );
    },
    remediate({ props }: ResourceView<aws.opensearch.DomainArgs>) {
        blockOf(props, "advancedSecurityOptions").enabled = true;
    },
});
