import { BUCKET_TYPES } from "../../aws/s3/buckets";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

const ACL_TYPES = [
    "aws:s3/bucketAcl:BucketAcl",
    "aws:s3/bucketAclV2:BucketAclV2",
    "aws:s3/bucketObject:BucketObject",
    "aws:s3/bucketObjectv2:BucketObjectv2",
    "aws:s3/objectCopy:ObjectCopy",
] as const;
/** `authenticated-read` lets in every account of AWS, which is everybody. */
const PUBLIC_ACL = /^(public-|authenticated-read)/;
const PUBLIC_GROUP = /\/groups\/global\/(AllUsers|AuthenticatedUsers)$/;

/** What the rule reads of buckets, of their lists and of objects. */
interface WithAcl {
    readonly acl?: string;
    readonly grants?: readonly { readonly uri?: string }[];
    readonly accessControlPolicy?: { readonly grants?: readonly { readonly grantee?: { readonly uri?: string } }[] };
}

/** Lists of the old kind open a bucket or a single object to everybody, beside every policy. */
export const s3AclPrivate = defineRule({
    id: "s3-acl-private",
    displayName: "Access control lists of S3 are not public",
    description: "Access control lists of S3 buckets and objects grant nothing to everybody or to every AWS account.",
    severity: "critical",
    tags: ["s3", "exposure"],
    frameworks: [fsbp("S3.2"), fsbp("S3.3"), wellArchitected("SEC03-BP07")],
    remediationSteps: 'Remove the list, and let objectOwnership: "BucketOwnerEnforced" switch lists off.',
    url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html",
    examples: ["aws.s3.BucketOwnershipControls lake", "ProtectedBucket"],
    types: [...BUCKET_TYPES, ...ACL_TYPES],
    resource({ name, props }: ResourceView<WithAcl>, judge) {
        judge.decide("acl", () => {
            const { acl } = props;
            return acl !== undefined && PUBLIC_ACL.test(acl) ? `'${name}' has the list ${acl}.` : undefined;
        });
        const problemOf = (uri: string | undefined) =>
            PUBLIC_GROUP.test(uri ?? "") ? `'${name}' has a list with a grant to ${uri}.` : undefined;
        judge.decideEach(
            "grants",
            () => props.grants,
            ({ uri }) => problemOf(uri),
        );
        judge.decideEach(
            "accessControlPolicy.grants",
            () => props.accessControlPolicy?.grants,
            ({ grantee }) => problemOf(grantee?.uri),
        );
    },
    remediate({ props }: ResourceView<WithAcl>) {
        if (PUBLIC_ACL.test(props.acl ?? "")) Object.assign(props, { acl: "private" });
    },
});
