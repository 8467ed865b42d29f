/** A network by this project's component, for the documentation of rules. */
export const NETWORK_COMPONENT = `// The VPC's own group has no rules, and that of the endpoints admits HTTPS from the VPC: no argument opens either.
new Network("network", {
    cidrBlock: "10.20.0.0/16",
    availabilityZones: 2,
    natGateways: "Single",
    interfaceEndpoints: ["kms", "logs"],
    flowLogs: { keyArn: key.arn, retentionDays: 365 },
    permissionsBoundaryArn: boundary.arn,
});`;
