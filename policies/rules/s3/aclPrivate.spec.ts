import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { s3AclPrivate } from "./aclPrivate";

const bucket = subjectsOf("aws:s3/bucket:Bucket");
const bucketV2 = subjectsOf("aws:s3/bucketV2:BucketV2");
const list = subjectsOf("aws:s3/bucketAcl:BucketAcl", { bucket: "lake" });
const listV2 = subjectsOf("aws:s3/bucketAclV2:BucketAclV2", { bucket: "lake" });
const object = subjectsOf("aws:s3/bucketObjectv2:BucketObjectv2", { bucket: "lake", key: "k" });
const ALL = "http://acs.amazonaws.com/groups/global/AllUsers";
const DELIVERY = "http://acs.amazonaws.com/groups/s3/LogDelivery";
const grantedTo = (...uris: unknown[]) => ({
    accessControlPolicy: {
        owner: { id: "o" },
        grants: uris.map((uri) => ({ permission: "READ", grantee: { type: "Group", uri } })),
    },
});

describeRule(s3AclPrivate, {
    passes: {
        "a private list": list({ acl: "private" }),
        "log delivery": [listV2({ acl: "log-delivery-write" }), list(grantedTo(DELIVERY))],
        "an object without a list": object({}),
    },
    violates: {
        "a public list": [list({ acl: "public-read" }), "acl"],
        "the deprecated property": [bucket({ acl: "public-read-write" }), "acl"],
        "the deprecated property of the V2 type": [bucketV2({ acl: "authenticated-read" }), "acl"],
        "a public object": [object({ acl: "public-read" }), "acl"],
        "a grant to everybody, behind an unknown one": [list(grantedTo(UNKNOWN, ALL)), "accessControlPolicy.grants[1]"],
        "a grant in the deprecated property": [
            bucket({ grants: [{ type: "Group", permissions: ["READ"], uri: ALL.replace("All", "Authenticated") }] }),
            "grants[0]",
        ],
    },
    missing: [bucket({})],
    undecided: {
        "an unknown list": [list({ acl: UNKNOWN }), "acl"],
        "unknown grants": [bucket({ grants: UNKNOWN }), "grants"],
    },
});
