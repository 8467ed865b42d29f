import { valueAt } from "../../framework/paths";
import { reading, readingsOf, type Reading } from "../../framework/reading";
import type { ResourceView } from "../../framework/rule";
import { parseDocument, type PolicyDocument } from "./document";
import { busPermission, functionPermission, layerPermission } from "./permission";

/**
 * What documents do: one gives a principal permissions (`identity`), says who may assume a role (`trust`) or who may use a resource
 * (`resource`); or leaves of what others are given only a part: to what comes by an endpoint (`endpoint`) or in a session (`session`).
 * These two give nothing, so that rules about what is given have nothing to say of them.
 */
export const DOCUMENT_KINDS = ["identity", "trust", "resource", "endpoint", "session"] as const;

/** One of these kinds. */
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** A policy document at its place in a resource. */
export interface DocumentSource {
    readonly kind: DocumentKind;
    /** Path of the property, for example `inlinePolicies[0].policy`. */
    readonly path: string;
    readonly document: Reading<PolicyDocument>;
}

/** Where a document stands: a property that holds it, or a way to write one out of several properties. */
type Location = readonly [
    kind: DocumentKind,
    property: string,
    write?: (props: Readonly<Record<string, any>>) => object,
];

const identity = (property: string): readonly Location[] => [["identity", property]];
const resource = (property: string): readonly Location[] => [["resource", property]];
const endpoint = (property: string): readonly Location[] => [["endpoint", property]];
const session = (property: string): readonly Location[] => [["session", property]];

/** Where documents stand, by resource type; `sources.spec.ts` compares them with what `@pulumi/aws` has. */
const LOCATIONS: Readonly<Record<string, readonly Location[]>> = {
    "aws:iam/role:Role": [
        ["trust", "assumeRolePolicy"],
        ["identity", "inlinePolicies"],
    ],
    "aws:iam/rolePolicy:RolePolicy": identity("policy"),
    "aws:iam/policy:Policy": identity("policy"),
    "aws:iam/userPolicy:UserPolicy": identity("policy"),
    "aws:iam/groupPolicy:GroupPolicy": identity("policy"),
    "aws:iot/policy:Policy": identity("policy"),
    "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy": identity("inlinePolicy"),
    "aws:eks/podIdentityAssociation:PodIdentityAssociation": session("policy"),
    "aws:rolesanywhere/profile:Profile": session("sessionPolicy"),
    "aws:transfer/access:Access": session("policy"),
    "aws:transfer/user:User": session("policy"),
    "aws:ec2/vpcEndpoint:VpcEndpoint": endpoint("policy"),
    "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy": endpoint("policy"),
    "aws:odb/network:Network": ["kms", "s3", "sts"].flatMap((service) => endpoint(`${service}PolicyDocument`)),
    "aws:acmpca/policy:Policy": resource("policy"),
    "aws:amp/resourcePolicy:ResourcePolicy": resource("policyDocument"),
    "aws:apigateway/domainName:DomainName": resource("policy"),
    "aws:apigateway/restApi:RestApi": resource("policy"),
    "aws:apigateway/restApiPolicy:RestApiPolicy": resource("policy"),
    "aws:backup/vaultPolicy:VaultPolicy": resource("policy"),
    "aws:bedrock/agentcoreResourcePolicy:AgentcoreResourcePolicy": resource("policy"),
    "aws:cloudsearch/domainServiceAccessPolicy:DomainServiceAccessPolicy": resource("accessPolicy"),
    "aws:cloudwatch/eventBusPolicy:EventBusPolicy": resource("policy"),
    "aws:cloudwatch/eventPermission:EventPermission": [["resource", "permission", busPermission]],
    "aws:cloudwatch/logDeliveryDestinationPolicy:LogDeliveryDestinationPolicy": resource("deliveryDestinationPolicy"),
    "aws:cloudwatch/logDestinationPolicy:LogDestinationPolicy": resource("accessPolicy"),
    "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": resource("policyDocument"),
    "aws:codeartifact/domainPermissions:DomainPermissions": resource("policyDocument"),
    "aws:codeartifact/repositoryPermissionsPolicy:RepositoryPermissionsPolicy": resource("policyDocument"),
    "aws:codebuild/resourcePolicy:ResourcePolicy": resource("policy"),
    "aws:dsql/clusterPolicy:ClusterPolicy": resource("policy"),
    "aws:dynamodb/resourcePolicy:ResourcePolicy": resource("policy"),
    "aws:ecr/registryPolicy:RegistryPolicy": resource("policy"),
    "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate": resource("repositoryPolicy"),
    "aws:ecr/repositoryPolicy:RepositoryPolicy": resource("policy"),
    "aws:ecrpublic/repositoryPolicy:RepositoryPolicy": resource("policy"),
    "aws:efs/fileSystemPolicy:FileSystemPolicy": resource("policy"),
    "aws:elasticsearch/domain:Domain": resource("accessPolicies"),
    "aws:elasticsearch/domainPolicy:DomainPolicy": resource("accessPolicies"),
    "aws:fsx/s3AccessPointAttachment:S3AccessPointAttachment": resource("s3AccessPoint.policy"),
    "aws:glacier/vault:Vault": resource("accessPolicy"),
    "aws:glacier/vaultLock:VaultLock": resource("policy"),
    "aws:glue/resourcePolicy:ResourcePolicy": resource("policy"),
    "aws:kinesis/resourcePolicy:ResourcePolicy": resource("policy"),
    "aws:kms/externalKey:ExternalKey": resource("policy"),
    "aws:kms/key:Key": resource("policy"),
    "aws:kms/keyPolicy:KeyPolicy": resource("policy"),
    "aws:kms/replicaExternalKey:ReplicaExternalKey": resource("policy"),
    "aws:kms/replicaKey:ReplicaKey": resource("policy"),
    "aws:lambda/layerVersionPermission:LayerVersionPermission": [["resource", "permission", layerPermission]],
    "aws:lambda/permission:Permission": [["resource", "permission", functionPermission]],
    "aws:lambda/resourcePolicy:ResourcePolicy": resource("policy"),
    "aws:mediastore/containerPolicy:ContainerPolicy": resource("policy"),
    "aws:msk/clusterPolicy:ClusterPolicy": resource("policy"),
    "aws:networkfirewall/resourcePolicy:ResourcePolicy": resource("policy"),
    "aws:oam/sinkPolicy:SinkPolicy": resource("policy"),
    "aws:opensearch/domain:Domain": resource("accessPolicies"),
    "aws:opensearch/domainPolicy:DomainPolicy": resource("accessPolicies"),
    "aws:opensearchingest/resourcePolicy:ResourcePolicy": resource("policy"),
    "aws:organizations/resourcePolicy:ResourcePolicy": resource("content"),
    "aws:pinpoint/smsvoicev2ResourcePolicy:Smsvoicev2ResourcePolicy": resource("policy"),
    "aws:redshift/resourcePolicy:ResourcePolicy": resource("policy"),
    "aws:redshiftserverless/resourcePolicy:ResourcePolicy": resource("policy"),
    "aws:s3/accessPoint:AccessPoint": resource("policy"),
    "aws:s3/bucket:Bucket": resource("policy"),
    "aws:s3/bucketPolicy:BucketPolicy": resource("policy"),
    "aws:s3/bucketV2:BucketV2": resource("policy"),
    "aws:s3/filesFileSystemPolicy:FilesFileSystemPolicy": resource("policy"),
    "aws:s3/vectorsVectorBucketPolicy:VectorsVectorBucketPolicy": resource("policy"),
    "aws:s3control/accessGrantsInstanceResourcePolicy:AccessGrantsInstanceResourcePolicy": resource("policy"),
    "aws:s3control/accessPointPolicy:AccessPointPolicy": resource("policy"),
    "aws:s3control/bucketPolicy:BucketPolicy": resource("policy"),
    "aws:s3control/multiRegionAccessPointPolicy:MultiRegionAccessPointPolicy": resource("details.policy"),
    "aws:s3control/objectLambdaAccessPointPolicy:ObjectLambdaAccessPointPolicy": resource("policy"),
    "aws:s3tables/tableBucketPolicy:TableBucketPolicy": resource("resourcePolicy"),
    "aws:s3tables/tablePolicy:TablePolicy": resource("resourcePolicy"),
    "aws:sagemaker/modelPackageGroupPolicy:ModelPackageGroupPolicy": resource("resourcePolicy"),
    "aws:schemas/registryPolicy:RegistryPolicy": resource("policy"),
    "aws:secretsmanager/secret:Secret": resource("policy"),
    "aws:secretsmanager/secretPolicy:SecretPolicy": resource("policy"),
    "aws:ses/identityPolicy:IdentityPolicy": resource("policy"),
    "aws:sesv2/emailIdentityPolicy:EmailIdentityPolicy": resource("policy"),
    "aws:sns/topic:Topic": resource("policy"),
    "aws:sns/topicPolicy:TopicPolicy": resource("policy"),
    "aws:sqs/queue:Queue": resource("policy"),
    "aws:sqs/queuePolicy:QueuePolicy": resource("policy"),
    "aws:vpclattice/authPolicy:AuthPolicy": resource("policy"),
    "aws:vpclattice/resourcePolicy:ResourcePolicy": resource("policy"),
    "aws:xray/resourcePolicy:ResourcePolicy": resource("policyDocument"),
};

/** The resource types in which documents of some kinds stand. */
export function typesWithDocuments(...kinds: readonly DocumentKind[]): readonly string[] {
    const types = Object.keys(LOCATIONS).filter((type) => LOCATIONS[type]?.some(([kind]) => kinds.includes(kind)));
    return types;
}

/** The properties of a type that hold documents, as paths; a list's are its elements' `policy`. */
export function documentProperties(type: string): readonly string[] {
    return (LOCATIONS[type] ?? []).filter(([, , write]) => write === undefined).map(([, property]) => property);
}

/** The documents of some kinds in a resource. A property that it does not have gives none. */
export function documentsOf(resource: ResourceView<any>, ...kinds: readonly DocumentKind[]): readonly DocumentSource[] {
    return (LOCATIONS[resource.type] ?? [])
        .filter(([kind]) => kinds.includes(kind))
        .flatMap(([kind, property, write]) =>
            (write === undefined
                ? valuesOf(resource, property)
                : [[property, { known: true, value: write(resource.props) }] as const]
            ).map(([path, source]) => ({
                kind,
                path,
                document: source.known
                    ? reading(() => parseDocument(source.value, `${path} of '${resource.name}'`))
                    : source,
            })),
        );
}

function valuesOf({ props }: ResourceView<any>, property: string): [path: string, source: Reading<unknown>][] {
    const found = reading(() => valueAt(props, property));
    if (!found.known) return [[property, found]];
    if (found.value === undefined || found.value === null || found.value === "") return [];
    if (!Array.isArray(found.value)) return [[property, found]];
    return readingsOf(found.value as { policy?: unknown }[]).map((item, index) => [
        `${property}[${index}].policy`,
        item.known ? reading(() => item.value.policy) : item,
    ]);
}
