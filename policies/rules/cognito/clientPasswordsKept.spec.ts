import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { cognitoClientPasswordsKept } from "./clientPasswordsKept";

const client = subjectsOf("aws:cognito/userPoolClient:UserPoolClient", { userPoolId: "eu-west-1_1" });
const managed = subjectsOf("aws:cognito/managedUserPoolClient:ManagedUserPoolClient", { userPoolId: "eu-west-1_1" });

describeRule(cognitoClientPasswordsKept, {
    passes: {
        "SRP and refresh": client({ explicitAuthFlows: ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"] }),
        "what AWS takes when none is named": client({}),
        "a server that signs people in": client({
            generateSecret: true,
            explicitAuthFlows: ["ALLOW_ADMIN_USER_PASSWORD_AUTH"],
        }),
    },
    violates: {
        passwords: [
            client({ explicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"] }),
            "explicitAuthFlows#ALLOW_USER_PASSWORD_AUTH",
        ],
        "passwords from a server": [
            client({ generateSecret: true, explicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"] }),
            "explicitAuthFlows#ALLOW_USER_PASSWORD_AUTH",
        ],
        "an administrator's flow in public, behind a flow that is not known": [
            client({ explicitAuthFlows: [UNKNOWN, "ALLOW_ADMIN_USER_PASSWORD_AUTH"] }),
            "explicitAuthFlows#ALLOW_ADMIN_USER_PASSWORD_AUTH",
        ],
        "the older name": [
            managed({ explicitAuthFlows: ["ADMIN_NO_SRP_AUTH"] }),
            "explicitAuthFlows#ADMIN_NO_SRP_AUTH",
        ],
    },
    missing: [client({ explicitAuthFlows: ["USER_PASSWORD_AUTH"] }), "explicitAuthFlows#USER_PASSWORD_AUTH"],
    undecided: {
        "unknown flows": [client({ explicitAuthFlows: UNKNOWN }), "explicitAuthFlows"],
        "a secret that is not known": [
            client({ generateSecret: UNKNOWN, explicitAuthFlows: ["ALLOW_ADMIN_USER_PASSWORD_AUTH"] }),
            "explicitAuthFlows#ALLOW_ADMIN_USER_PASSWORD_AUTH",
        ],
    },
});
