import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { cognitoClientExistenceHidden } from "./clientExistenceHidden";

const client = subjectsOf("aws:cognito/userPoolClient:UserPoolClient", { userPoolId: "eu-west-1_1" });
const managed = subjectsOf("aws:cognito/managedUserPoolClient:ManagedUserPoolClient", { userPoolId: "eu-west-1_1" });

describeRule(cognitoClientExistenceHidden, {
    passes: { "a client that keeps it": client({ preventUserExistenceErrors: "ENABLED" }) },
    violates: {
        "the older way": [client({ preventUserExistenceErrors: "LEGACY" }), "preventUserExistenceErrors"],
        "a client of another service": [managed({}), "preventUserExistenceErrors"],
    },
    missing: [client({}), "preventUserExistenceErrors"],
    undecided: {
        "an unknown setting": [client({ preventUserExistenceErrors: UNKNOWN }), "preventUserExistenceErrors"],
    },
});
