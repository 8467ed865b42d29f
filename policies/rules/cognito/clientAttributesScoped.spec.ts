import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { cognitoClientAttributesScoped } from "./clientAttributesScoped";

const client = subjectsOf("aws:cognito/userPoolClient:UserPoolClient", { userPoolId: "eu-west-1_1" });
const managed = subjectsOf("aws:cognito/managedUserPoolClient:ManagedUserPoolClient", { userPoolId: "eu-west-1_1" });

describeRule(cognitoClientAttributesScoped, {
    passes: {
        "named attributes": client({ writeAttributes: ["email"] }),
        none: client({ writeAttributes: [] }),
        "attributes of which one is not known": client({ writeAttributes: [UNKNOWN] }),
    },
    violates: { "a client of another service": [managed({}), "writeAttributes"] },
    missing: [client({}), "writeAttributes"],
    undecided: { "unknown attributes": [client({ writeAttributes: UNKNOWN }), "writeAttributes"] },
});
