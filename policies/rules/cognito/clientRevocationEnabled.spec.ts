import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { cognitoClientRevocationEnabled } from "./clientRevocationEnabled";

const client = subjectsOf("aws:cognito/userPoolClient:UserPoolClient", { userPoolId: "eu-west-1_1" });
const managed = subjectsOf("aws:cognito/managedUserPoolClient:ManagedUserPoolClient", { userPoolId: "eu-west-1_1" });

describeRule(cognitoClientRevocationEnabled, {
    passes: {
        "a client that can": client({ enableTokenRevocation: true }),
        "what AWS takes when nothing is said": client({}),
    },
    violates: { "a client of another service": [managed({ enableTokenRevocation: false }), "enableTokenRevocation"] },
    missing: [client({ enableTokenRevocation: false }), "enableTokenRevocation"],
    undecided: { "an unknown setting": [client({ enableTokenRevocation: UNKNOWN }), "enableTokenRevocation"] },
});
