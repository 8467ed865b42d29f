import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { s3OwnershipEnforced } from "./ownershipEnforced";

const controls = subjectsOf("aws:s3/bucketOwnershipControls:BucketOwnershipControls", { bucket: "lake-1" });
const OWNERSHIP = "rule.objectOwnership";

describeRule(s3OwnershipEnforced, {
    passes: { "lists switched off": controls({ rule: { objectOwnership: "BucketOwnerEnforced" } }) },
    violates: {
        "the writer owns": [controls({ rule: { objectOwnership: "ObjectWriter" } }), OWNERSHIP],
        "the owner is preferred": [controls({ rule: { objectOwnership: "BucketOwnerPreferred" } }), OWNERSHIP],
    },
    missing: [controls({}), OWNERSHIP],
    undecided: { "an unknown rule": [controls({ rule: UNKNOWN }), OWNERSHIP] },
});
