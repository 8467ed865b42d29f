import { reading, readingsOf, type Reading } from "../framework/reading";
import type { ResourceView } from "../framework/rule";
import { parseDocument, type PolicyDocument } from "./document";

/** What a document does: gives a principal permissions, says who may assume a role, or says who may use a resource. */
export type DocumentKind = "identity" | "trust" | "resource";

/** A policy document at its place in a resource. */
export interface DocumentSource {
    readonly kind: DocumentKind;
    /** Path of the property, for example `inlinePolicies[0].policy`. */
    readonly path: string;
    readonly document: Reading<PolicyDocument>;
}

type Location = readonly [kind: DocumentKind, property: string];

/** Where documents stand, by resource type. */
const LOCATIONS: Readonly<Record<string, readonly Location[]>> = {
    "aws:iam/role:Role": [
        ["trust", "assumeRolePolicy"],
        ["identity", "inlinePolicies"],
    ],
    "aws:iam/rolePolicy:RolePolicy": [["identity", "policy"]],
    "aws:iam/policy:Policy": [["identity", "policy"]],
    "aws:iam/userPolicy:UserPolicy": [["identity", "policy"]],
    "aws:iam/groupPolicy:GroupPolicy": [["identity", "policy"]],
    "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy": [["identity", "inlinePolicy"]],
    "aws:s3/bucketPolicy:BucketPolicy": [["resource", "policy"]],
    "aws:s3/bucket:Bucket": [["resource", "policy"]],
    "aws:s3/bucketV2:BucketV2": [["resource", "policy"]],
    "aws:sqs/queuePolicy:QueuePolicy": [["resource", "policy"]],
    "aws:sqs/queue:Queue": [["resource", "policy"]],
    "aws:sns/topicPolicy:TopicPolicy": [["resource", "policy"]],
    "aws:sns/topic:Topic": [["resource", "policy"]],
    "aws:kms/key:Key": [["resource", "policy"]],
    "aws:kms/keyPolicy:KeyPolicy": [["resource", "policy"]],
    "aws:secretsmanager/secretPolicy:SecretPolicy": [["resource", "policy"]],
    "aws:ecr/repositoryPolicy:RepositoryPolicy": [["resource", "policy"]],
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
        .flatMap(([kind, property]) =>
            valuesOf(resource, property).map(([path, source]) => ({
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
