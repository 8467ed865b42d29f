/** A cluster that meets the rules, for their documentation. */
export const CLUSTER_EXAMPLE = `new aws.redshift.Cluster("warehouse", {
    clusterIdentifier: "warehouse",
    nodeType: "ra3.large",
    masterUsername: "keeper",
    databaseName: "orders",
    manageMasterPassword: true,
    encrypted: "true",
    kmsKeyId: key.arn,
    publiclyAccessible: false,
    enhancedVpcRouting: true,
    automatedSnapshotRetentionPeriod: 7,
});`;
