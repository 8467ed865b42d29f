import { reading, readingsOf, type Reading } from "../framework/reading";
import type { ResourceView } from "../framework/rule";
import { parseDocument, type PolicyDocument } from "./document";
import { functionPermission, layerPermission } from "./permission";

/** What a document does: gives a principal permissions, says who may assume a role, or says who may use a resource. */
export type DocumentKind = "identity" | "trust" | "resource";

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

/** Where documents stand, by resource type. */
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
    "aws:transfer/user:User": identity("policy"),
    "aws:transfer/access:Access": identity("policy"),
    "aws:apigateway/domainName:DomainName": resource("policy"),
    "aws:apigateway/restApi:RestApi": resource("policy"),
    "aws:apigateway/restApiPolicy:RestApiPolicy": resource("policy"),
    "aws:backup/vaultPolicy:VaultPolicy": resource("policy"),
    "aws:cloudwatch/eventBusPolicy:EventBusPolicy": resource("policy"),
    "aws:cloudwatch/logDestinationPolicy:LogDestinationPolicy": resource("accessPolicy"),
    "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": resource("policyDocument"),
    "aws:codeartifact/domainPermissions:DomainPermissions": resource("policyDocument"),
    "aws:codeartifact/repositoryPermissionsPolicy:RepositoryPermissionsPolicy": resource("policyDocument"),
    "aws:codebuild/resourcePolicy:ResourcePolicy": resource("policy"),
    "aws:dsql/clusterPolicy:ClusterPolicy": resource("policy"),
    "aws:dynamodb/resourcePolicy:ResourcePolicy": resource("policy"),
    "aws:ecr/registryPolicy:RegistryPolicy": resource("policy"),
    "aws:ecr/repositoryPolicy:RepositoryPolicy": resource("policy"),
    "aws:ecrpublic/repositoryPolicy:RepositoryPolicy": resource("policy"),
    "aws:efs/fileSystemPolicy:FileSystemPolicy": resource("policy"),
    "aws:elasticsearch/domain:Domain": resource("accessPolicies"),
    "aws:elasticsearch/domainPolicy:DomainPolicy": resource("accessPolicies"),
    "aws:glacier/vault:Vault": resource("accessPolicy"),
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
    "aws:msk/clusterPolicy:ClusterPolicy": resource("policy"),
    "aws:opensearch/domain:Domain": resource("accessPolicies"),
    "aws:opensearch/domainPolicy:DomainPolicy": resource("accessPolicies"),
    "aws:opensearchingest/resourcePolicy:ResourcePolicy": resource("policy"),
    "aws:redshift/resourcePolicy:ResourcePolicy": resource("policy"),
    "aws:redshiftserverless/resourcePolicy:ResourcePolicy": resource("policy"),
    "aws:s3/accessPoint:AccessPoint": resource("policy"),
    "aws:s3/bucket:Bucket": resource("policy"),
    "aws:s3/bucketPolicy:BucketPolicy": resource("policy"),
    "aws:s3/bucketV2:BucketV2": resource("policy"),
    "aws:s3/vectorsVectorBucketPolicy:VectorsVectorBucketPolicy": resource("policy"),
    "aws:s3control/accessPointPolicy:AccessPointPolicy": resource("policy"),
    "aws:s3control/bucketPolicy:BucketPolicy": resource("policy"),
    "aws:s3control/objectLambdaAccessPointPolicy:ObjectLambdaAccessPointPolicy": resource("policy"),
    "aws:s3tables/tableBucketPolicy:TableBucketPolicy": resource("resourcePolicy"),
    "aws:s3tables/tablePolicy:TablePolicy": resource("resourcePolicy"),
    "aws:schemas/registryPolicy:RegistryPolicy": resource("policy"),
    "aws:secretsmanager/secret:Secret": resource("policy"),
    "aws:secretsmanager/secretPolicy:SecretPolicy": resource("policy"),
    "aws:ses/identityPolicy:IdentityPolicy": resource("policy"),
    "aws:sesv2/emailIdentityPolicy:EmailIdentityPolicy": resource("policy"),
    "aws:sns/topic:Topic": resource("policy"),
    "aws:sns/topicPolicy:TopicPolicy": resource("policy"),
    "aws:sqs/queue:Queue": resource("policy"),
    "aws:sqs/queuePolicy:QueuePolicy": resource("policy"),
};

/** The resource types in which documents of some kinds stand. */
export function typesWithDocuments(...kinds: readonly DocumentKind[]): [string, ...string[]] {
    const types = Object.keys(LOCATIONS).filter((type) => LOCATIONS[type]?.some(([kind]) => kinds.includes(kind)));
    return types as [string, ...string[]];
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
                document: source.known ? reading(() => parseDocument(source.value)) : source,
            })),
        );
}

function valuesOf({ props }: ResourceView<any>, property: string): [path: string, source: Reading<unknown>][] {
    const found = reading(() => props[property] as unknown);
    if (!found.known) return [[property, found]];
    if (found.value === undefined || found.value === null || found.value === "") return [];
    if (!Array.isArray(found.value)) return [[property, found]];
    return readingsOf(found.value as { policy?: unknown }[]).map((item, index) => [
        `${property}[${index}].policy`,
        item.known ? reading(() => item.value.policy) : item,
    ]);
}
