/** A domain that meets the rules, for their documentation. */
export const DOMAIN_EXAMPLE = `new aws.opensearch.Domain("search", {
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
});`;
