import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { iamRoleBoundarySet } from "./roleBoundarySet";

const role = subjectsOf("aws:iam/role:Role");

describeRule(iamRoleBoundarySet, {
    passes: { "a role with a boundary": role({ permissionsBoundary: "arn:aws:iam::111122223333:policy/boundary" }) },
    violates: {
        "an empty boundary": [role({ permissionsBoundary: "" }), "permissionsBoundary"],
        "text that is no policy": [role({ permissionsBoundary: "boundary" }), "permissionsBoundary"],
        "the ARN of something else": [
            role({ permissionsBoundary: "arn:aws:iam::111122223333:role/boundary" }),
            "permissionsBoundary",
        ],
        "a boundary that caps nothing": [
            role({ permissionsBoundary: "arn:aws-cn:iam::aws:policy/AdministratorAccess" }),
            "permissionsBoundary",
        ],
    },
    missing: [role({}), "permissionsBoundary"],
    undecided: { "an unknown boundary": [role({ permissionsBoundary: UNKNOWN }), "permissionsBoundary"] },
});
