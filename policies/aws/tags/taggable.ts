/**
 * Resources of the services around serverless that take tags by name, by module of `@pulumi/aws`. The pack does not load the
 * provider's classes, so they are listed; a spec compares the list with the provider's declarations.
 */
const TAGGABLE: Readonly<Record<string, string>> = {
    acm: "Certificate",
    apigateway: "ApiKey ClientCertificate DomainName DomainNameAccessAssociation RestApi Stage UsagePlan VpcLink",
    apigatewayv2: "Api DomainName Stage VpcLink",
    appsync: "Api ChannelNamespace GraphQLApi",
    athena: "CapacityReservation DataCatalog Workgroup",
    backup: "Framework LogicallyAirGappedVault Plan ReportPlan RestoreTestingPlan Vault",
    cfg: "AggregateAuthorization ConfigurationAggregator Rule",
    cloudformation: "Stack StackSet",
    cloudfront:
        "AnycastIpList ConnectionFunction ConnectionGroup Distribution DistributionTenant Function KeyValueStore MultitenantDistribution TrustStore VpcOrigin",
    cloudtrail: "EventDataStore Trail",
    cloudwatch:
        "AlarmMuteRule CompositeAlarm ContributorInsightRule ContributorManagedInsightRule EventBus EventRule InternetMonitor LogAnomalyDetector LogDelivery LogDeliveryDestination LogDeliverySource LogDestination LogGroup MetricAlarm MetricStream",
    codebuild: "Fleet Project ReportGroup",
    codepipeline: "CustomActionType Pipeline Webhook",
    cognito: "IdentityPool UserPool",
    dax: "Cluster",
    dynamodb: "Table TableReplica",
    ec2: "Ami AmiCopy AmiFromInstance CapacityBlockReservation CapacityReservation CarrierGateway CustomerGateway DedicatedHost DefaultNetworkAcl DefaultRouteTable DefaultSecurityGroup DefaultSubnet DefaultVpc DefaultVpcDhcpOptions EgressOnlyInternetGateway Eip EncryptionControl Fleet FlowLog Instance InternetGateway KeyPair LaunchTemplate LocalGatewayRouteTable LocalGatewayRouteTableVirtualInterfaceGroupAssociation LocalGatewayRouteTableVpcAssociation ManagedPrefixList NatGateway NetworkAcl NetworkInsightsAccessScope NetworkInsightsAnalysis NetworkInsightsPath NetworkInterface PlacementGroup RouteTable SecondaryNetwork SecondarySubnet SecurityGroup SpotFleetRequest SpotInstanceRequest Subnet TrafficMirrorFilter TrafficMirrorSession TrafficMirrorTarget Vpc VpcBlockPublicAccessExclusion VpcDhcpOptions VpcEncryptionControl VpcEndpoint VpcEndpointService VpcIpam VpcIpamPool VpcIpamPoolCidrAllocation VpcIpamResourceDiscovery VpcIpamResourceDiscoveryAssociation VpcIpamScope VpcPeeringConnection VpcPeeringConnectionAccepter VpnConcentrator VpnConnection VpnGateway",
    ecr: "Repository",
    ecs: "CapacityProvider Cluster Daemon DaemonTaskDefinition ExpressGatewayService Service TaskDefinition TaskSet",
    efs: "AccessPoint FileSystem",
    elasticache: "Cluster ParameterGroup ReplicationGroup ReservedCacheNode ServerlessCache SubnetGroup User UserGroup",
    glue: "Catalog CatalogDatabase Connection Crawler DataQualityRuleset DevEndpoint Job Registry Schema Trigger Workflow",
    iam: "InstanceProfile OpenIdConnectProvider Policy Role SamlProvider ServerCertificate ServiceLinkedRole User VirtualMfaDevice",
    kinesis: "AnalyticsApplication FirehoseDeliveryStream Stream StreamConsumer VideoStream",
    kinesisanalyticsv2: "Application",
    kms: "ExternalKey Key ReplicaExternalKey ReplicaKey",
    lambda: "CapacityProvider CodeSigningConfig EventSourceMapping Function MicrovmsImage",
    lb: "Listener ListenerRule LoadBalancer TargetGroup TrustStore",
    msk: "Channel Cluster Replicator ServerlessCluster VpcConnection",
    mskconnect: "Connector CustomPlugin WorkerConfiguration",
    opensearch: "Application Domain ServerlessCollection ServerlessCollectionGroup",
    pipes: "Pipe",
    rds: "Cluster ClusterEndpoint ClusterInstance ClusterParameterGroup ClusterSnapshot ClusterSnapshotCopy CustomDbEngineVersion EventSubscription GlobalCluster Instance Integration OptionGroup ParameterGroup Proxy ProxyEndpoint ReservedInstance ShardGroup Snapshot SnapshotCopy SubnetGroup",
    redshift:
        "Cluster ClusterSnapshot EventSubscription HsmClientCertificate HsmConfiguration IdcApplication Integration ParameterGroup SnapshotCopyGrant SnapshotSchedule SubnetGroup UsageLimit",
    redshiftserverless: "Namespace Workgroup",
    route53:
        "HealthCheck ProfilesAssociation ProfilesProfile ResolverEndpoint ResolverFirewallDomainList ResolverFirewallRuleGroup ResolverFirewallRuleGroupAssociation ResolverQueryLogConfig ResolverRule Zone",
    s3: "AccessPoint Bucket BucketObject BucketObjectv2 BucketV2 DirectoryBucket FilesAccessPoint FilesFileSystem ObjectCopy VectorsIndex VectorsVectorBucket",
    scheduler: "ScheduleGroup",
    secretsmanager: "Secret",
    sfn: "Activity StateMachine",
    sns: "Topic",
    sqs: "Queue",
    ssm: "Activation Association ContactsRotation Document MaintenanceWindow Parameter PatchBaseline QuicksetupConfigurationManager",
    ssoadmin: "Application PermissionSet TrustedTokenIssuer",
    vpc: "RouteServer RouteServerEndpoint RouteServerPeer SecurityGroupEgressRule SecurityGroupIngressRule",
    wafv2: "IpSet RegexPatternSet RuleGroup WebAcl",
};

/** Type tokens of the resources that take tags. */
export const TAGGABLE_TYPES = Object.entries(TAGGABLE).flatMap(([module, names]) =>
    names.split(" ").map((name) => `aws:${module}/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`),
);
