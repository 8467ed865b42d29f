import type * as aws from "@pulumi/aws";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** A domain outside a VPC has an endpoint on the internet, whatever its policy says. */
export const opensearchNetworkPrivate = defineRule({
    id: "opensearch-network-private",
    displayName: "Search domains are in a VPC",
    description: "OpenSearch domains are attached to a VPC.",
    severity: "critical",
    level: "advisory",
    tags: ["opensearch", "exposure"],
    frameworks: [
        fsbp("Opensearch.2", "OpenSearch domains should not be publicly accessible"),
        wellArchitected("SEC05-BP01", "Create network layers"),
    ],
    remediationSteps: "Set vpcOptions with private subnets; the domain is replaced.",
    url: "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/vpc.html",
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
        judge.decide("vpcOptions.subnetIds", () =>
            (props.vpcOptions?.subnetIds?.length ?? 0) > 0
                ? undefined
                : `Domain '${name}' has an endpoint on the internet.`,
        );
    },
});
