/** The services that the SDK calls otherwise. */
const SERVICES: Readonly<Record<string, string>> = { appautoscaling: "ApplicationAutoScaling", vpc: "EC2" };

/** The types that have another name there; `null` for those that CloudFormation has as a part of something else, or not at all. */
export const TYPES: Readonly<Record<string, string | null>> = {
    "aws:apigateway/integration:Integration": null,
    "aws:apigateway/integrationResponse:IntegrationResponse": null,
    "aws:apigateway/methodResponse:MethodResponse": null,
    "aws:apigateway/methodSettings:MethodSettings": null,
    "aws:apigateway/response:Response": "AWS::ApiGateway::GatewayResponse",
    "aws:appautoscaling/policy:Policy": "AWS::ApplicationAutoScaling::ScalingPolicy",
    "aws:appautoscaling/target:Target": "AWS::ApplicationAutoScaling::ScalableTarget",
    "aws:cloudwatch/logGroup:LogGroup": "AWS::Logs::LogGroup",
    "aws:cloudwatch/logStream:LogStream": "AWS::Logs::LogStream",
    "aws:cloudwatch/metricAlarm:MetricAlarm": "AWS::CloudWatch::Alarm",
    "aws:cognito/resourceServer:ResourceServer": "AWS::Cognito::UserPoolResourceServer",
    "aws:dynamodb/globalSecondaryIndex:GlobalSecondaryIndex": null,
    "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": null,
    "aws:ec2/routeTableAssociation:RouteTableAssociation": "AWS::EC2::SubnetRouteTableAssociation",
    "aws:iam/openIdConnectProvider:OpenIdConnectProvider": "AWS::IAM::OIDCProvider",
    "aws:iam/policy:Policy": "AWS::IAM::ManagedPolicy",
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment": null,
    "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": "AWS::KinesisFirehose::DeliveryStream",
    "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": "AWS::Lambda::EventInvokeConfig",
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": null,
    "aws:s3/bucketLogging:BucketLogging": null,
    "aws:s3/bucketNotification:BucketNotification": null,
    "aws:s3/bucketObjectv2:BucketObjectv2": null,
    "aws:s3/bucketOwnershipControls:BucketOwnershipControls": null,
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": null,
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": null,
    "aws:s3/bucketVersioning:BucketVersioning": null,
    // Policies of several at once.
    "aws:sns/topicPolicy:TopicPolicy": null,
    "aws:sqs/queuePolicy:QueuePolicy": null,
    "aws:sns/topicSubscription:TopicSubscription": "AWS::SNS::Subscription",
    "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy": null,
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": "AWS::EC2::SecurityGroupEgress",
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": "AWS::EC2::SecurityGroupIngress",
};

/** Properties that the SDK calls otherwise than {@link argumentOf} says; none where it has no such argument. */
const ARGUMENTS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
    "AWS::ApiGateway::Deployment": { DeploymentCanarySettings: [] },
    // A property for three arguments.
    "AWS::ApplicationAutoScaling::ScalingPolicy": { ScalingTargetId: [] },
    "AWS::CloudTrail::Trail": { IsLogging: ["enableLogging"] },
    // Its argument of that name is ClientName.
    "AWS::Cognito::UserPoolClient": { Name: [] },
    "AWS::DynamoDB::Table": { ImportSourceSpecification: ["importTable"], KeySchema: ["hashKey"] },
    "AWS::EC2::EIP": { TransferAddress: [] },
    "AWS::EC2::FlowLog": {
        DeliverLogsPermissionArn: ["iamRoleArn"],
        LogGroupName: [],
        ResourceId: [
            "eniId",
            "regionalNatGatewayId",
            "subnetId",
            "transitGatewayAttachmentId",
            "transitGatewayId",
            "vpcId",
        ],
        ResourceType: [],
    },
    "AWS::EC2::NatGateway": { PrivateIpAddress: ["privateIp"] },
    "AWS::EC2::SecurityGroup": { GroupDescription: ["description"] },
    "AWS::EC2::SecurityGroupEgress": {
        CidrIp: ["cidrIpv4"],
        DestinationPrefixListId: ["prefixListId"],
        DestinationSecurityGroupId: ["referencedSecurityGroupId"],
        GroupId: ["securityGroupId"],
    },
    "AWS::EC2::SecurityGroupIngress": {
        CidrIp: ["cidrIpv4"],
        GroupId: ["securityGroupId"],
        // Of groups outside of VPCs, which AWS has no more.
        GroupName: [],
        SourcePrefixListId: ["prefixListId"],
        SourceSecurityGroupId: ["referencedSecurityGroupId"],
        SourceSecurityGroupName: [],
        SourceSecurityGroupOwnerId: [],
    },
    "AWS::EC2::VPC": { VpcEncryptionControl: [] },
    "AWS::IAM::OIDCProvider": { ClientIdList: ["clientIdLists"], ThumbprintList: ["thumbprintLists"] },
    "AWS::IAM::RolePolicy": { RoleName: ["role"] },
    "AWS::KinesisFirehose::DeliveryStream": {
        "AmazonOpenSearchServerlessDestinationConfiguration/VpcConfiguration": [
            "opensearchserverlessConfiguration.vpcConfig",
        ],
        "AmazonopensearchserviceDestinationConfiguration/VpcConfiguration": ["opensearchConfiguration.vpcConfig"],
        DatabaseSourceConfiguration: [],
        DeliveryStreamType: [],
        DirectPutSourceConfiguration: [],
        "ElasticsearchDestinationConfiguration/VpcConfiguration": ["elasticsearchConfiguration.vpcConfig"],
        "IcebergDestinationConfiguration/CatalogConfiguration": ["icebergConfiguration.catalogArn"],
        KinesisStreamSourceConfiguration: ["kinesisSourceConfiguration"],
        MSKSourceConfiguration: ["mskSourceConfiguration"],
        "SnowflakeDestinationConfiguration/SnowflakeVpcConfiguration": [
            "snowflakeConfiguration.snowflakeVpcConfiguration",
        ],
    },
    "AWS::Lambda::Function": { Code: ["code", "imageUri", "s3Bucket"] },
    "AWS::Lambda::Permission": { FunctionName: ["function"], PrincipalOrgID: ["principalOrgId"] },
    "AWS::S3::Bucket": { BucketName: ["bucket"], BucketNamePrefix: ["bucketPrefix"] },
    "AWS::SNS::Subscription": { TopicArn: ["topic"] },
};

/**
 * CloudFormation's name for a type.
 *
 * @param names - all that CloudFormation has
 * @throws when there is none, be it that {@link TYPES} says nothing of it or another name
 */
export function cloudFormationTypeOf(token: string, names: readonly string[]): string | null {
    const declared = TYPES[token];
    if (declared === null || (declared !== undefined && names.includes(declared))) return declared;
    if (declared !== undefined)
        throw new Error(
            `CloudFormation has no ${declared}. Mend what local/provider/facts/cloudFormationNames.ts calls ${token}, or say 'null' where it has it as a part of something else.`,
        );
    const [, module = "", name = ""] = token.split(":");
    const [service = ""] = module.split("/");
    const wanted = `aws::${SERVICES[service] ?? service}::${name}`.toLowerCase();
    const found = names.find((each) => each.toLowerCase() === wanted);
    if (found !== undefined) return found;
    throw new Error(
        `CloudFormation has no ${wanted}. Say in local/provider/facts/cloudFormationNames.ts what it calls ${token}, or 'null' where it has it as a part of something else.`,
    );
}

/** The arguments, or paths, that a property of a type is. @throws when it is none and {@link ARGUMENTS} says nothing of it */
export function argumentsOf(type: string, property: string, known: readonly string[]): readonly string[] {
    return ARGUMENTS[type]?.[property] ?? [argumentOf(property, known, type)];
}

/** The arguments, or paths, that a property of a type would be called. */
export function pathsOf(type: string, property: string): readonly string[] {
    return ARGUMENTS[type]?.[property] ?? [pathOf(property)];
}

/** What {@link pathOf} says; `RestApiId` is also `restApi`, `PolicyDocument` also `policy`, `QueueName` also `name`. */
function argumentOf(property: string, known: readonly string[], type: string): string {
    const [first = "", ...rest] = pathOf(property).split(".");
    const choices = [first, first.replace(/(Id|Document)$/, ""), ...(first.endsWith("Name") ? ["name"] : [])];
    const found = choices.map((each) => [each, ...rest].join(".")).find((path) => isArgument(known, path));
    if (found !== undefined) return found;
    throw new Error(
        `${property} of ${type} is no argument of the SDK by its name. Say in local/provider/facts/cloudFormationNames.ts which it is, or [] where there is none.`,
    );
}

/** `DnsOptions/Kind` is `dnsOptions.kind`. */
function pathOf(property: string): string {
    return property
        .split("/")
        .map((part) => `${part.slice(0, 1).toLowerCase()}${part.slice(1)}`)
        .join(".");
}

/** Whether a path is one of these, or has some below it. */
export function isArgument(known: readonly string[], path: string): boolean {
    return known.some((each) => each === path || each.startsWith(`${path}.`));
}
