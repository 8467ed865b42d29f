import type { ResourceRow } from "../row";
import written from "./schemas.json";

/** What CloudFormation's schemas say of a resource type; properties below others are paths with slashes. */
export interface CloudFormationSchema {
    /** For example `AWS::S3::Bucket`. */
    readonly type: string;
    /** Properties whose change replaces the resource there. */
    readonly createOnly: readonly string[];
    /** Properties that have to be given. */
    readonly required: readonly string[];
    /** Properties that AWS computes. */
    readonly readOnly: readonly string[];
}

/** Arguments on which a row and CloudFormation differ. */
interface Differences {
    /** One of the two replaces the resource by a change of them. */
    readonly replaces: readonly string[];
    /** CloudFormation asks for them, and neither the row nor the official provider gives or asks for one. */
    readonly required: readonly string[];
    /** CloudFormation takes them for outputs. */
    readonly computed: readonly string[];
}

/** What CloudFormation says of the types in use; `null` of what it has as a part of something else, or not at all. */
export const cloudFormation: Readonly<Record<string, CloudFormationSchema | null>> = written.types;

/** The services that the SDK calls otherwise. */
const SERVICES: Readonly<Record<string, string>> = { appautoscaling: "ApplicationAutoScaling", vpc: "EC2" };

/** The types that have another name there; `null` for those that CloudFormation has as a part of something else, or not at all. */
const TYPES: Readonly<Record<string, string | null>> = {
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
            `CloudFormation has no ${declared}. Mend what local/provider/facts/cloudFormation.ts calls ${token}, or say 'null' where it has it as a part of something else.`,
        );
    const [, module = "", name = ""] = token.split(":");
    const [service = ""] = module.split("/");
    const wanted = `aws::${SERVICES[service] ?? service}::${name}`.toLowerCase();
    const found = names.find((each) => each.toLowerCase() === wanted);
    if (found !== undefined) return found;
    throw new Error(
        `CloudFormation has no ${wanted}. Say in local/provider/facts/cloudFormation.ts what it calls ${token}, or 'null' where it has it as a part of something else.`,
    );
}

/** Whether {@link cloudFormation} has these types and no others, under the names that they are declared by. */
export function isCurrent(types: readonly string[]): boolean {
    const named = (token: string) =>
        TYPES[token] === undefined || TYPES[token] === (cloudFormation[token]?.type ?? null);
    return types.join() === Object.keys(cloudFormation).join() && types.every(named);
}

/**
 * The arguments, or paths, on which a row and CloudFormation differ. That AWS asks for more than CloudFormation says is no
 * difference: its schemas tell only part of that.
 *
 * @throws when a property is none of the type's arguments and {@link ARGUMENTS} says nothing of it
 */
export function differences(
    row: Pick<ResourceRow, "known" | "replaceOn" | "required" | "autoName" | "defaults">,
    { type, createOnly, required, readOnly }: CloudFormationSchema,
): Differences {
    const { known, replaceOn = [] } = row;
    const argumentsOf = (property: string) => ARGUMENTS[type]?.[property] ?? [argumentOf(property, known, type)];
    const ours = replaceOn.filter((path) => path !== "region" && !isPrefixOfName(path, replaceOn));
    const theirs = createOnly.flatMap(argumentsOf).filter((path) => !isPrefixOfName(path, replaceOn));
    // A property for several arguments asks for one of them, which a row has no way to say.
    const asked = required.map(argumentsOf).filter(({ length }) => length === 1);
    const computed = readOnly.flatMap((property) => ARGUMENTS[type]?.[property] ?? [pathOf(property)]);
    return {
        replaces: [
            ...ours.filter((path) => !covers(theirs, path)),
            ...theirs.filter((path) => !covers(ours, path)),
        ].sort(),
        required: asked.flat().filter((path) => row.required?.includes(path) !== true && !isFilledIn(row, path)),
        computed: computed.filter((path) => isArgument(known, path)),
    };
}

/** Whether an argument on which the program is silent has a value all the same. */
function isFilledIn({ autoName, defaults = {} }: Pick<ResourceRow, "autoName" | "defaults">, path: string): boolean {
    // An object does not make the argument; see `defaults`.
    return path === autoName?.property || (path in defaults && typeof defaults[path] !== "object");
}

/** `namePrefix` stands for a `name`. */
function isPrefixOfName(path: string, paths: readonly string[]): boolean {
    return path.endsWith("Prefix") && paths.includes(path.slice(0, -"Prefix".length));
}

function covers(paths: readonly string[], path: string): boolean {
    return paths.some((each) => path === each || path.startsWith(`${each}.`));
}

/** `DnsOptions/Kind` is `dnsOptions.kind`. */
function pathOf(property: string): string {
    return property
        .split("/")
        .map((part) => `${part.slice(0, 1).toLowerCase()}${part.slice(1)}`)
        .join(".");
}

function isArgument(known: readonly string[], path: string): boolean {
    return known.some((each) => each === path || each.startsWith(`${path}.`));
}

/** What {@link pathOf} says; `RestApiId` is also `restApi`, `PolicyDocument` also `policy`, `QueueName` also `name`. */
function argumentOf(property: string, known: readonly string[], type: string): string {
    const [first = "", ...rest] = pathOf(property).split(".");
    const choices = [first, first.replace(/(Id|Document)$/, ""), ...(first.endsWith("Name") ? ["name"] : [])];
    const found = choices.map((each) => [each, ...rest].join(".")).find((path) => isArgument(known, path));
    if (found !== undefined) return found;
    throw new Error(
        `${property} of ${type} is no argument of the SDK by its name. Say in local/provider/facts/cloudFormation.ts which it is, or [] where there is none.`,
    );
}
