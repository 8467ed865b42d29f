import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { cognitoClientImplicitRefused } from "./clientImplicitRefused";

const client = subjectsOf("aws:cognito/userPoolClient:UserPoolClient", { userPoolId: "eu-west-1_1" });
const managed = subjectsOf("aws:cognito/managedUserPoolClient:ManagedUserPoolClient", { userPoolId: "eu-west-1_1" });

describeRule(cognitoClientImplicitRefused, {
    passes: { "the code grant": client({ allowedOauthFlows: ["code"] }), "no grants": client({}) },
    violates: {
        "both grants": [client({ allowedOauthFlows: ["code", "implicit"] }), "allowedOauthFlows"],
        "behind a grant that is not known": [client({ allowedOauthFlows: [UNKNOWN, "implicit"] }), "allowedOauthFlows"],
        "a client of another service": [managed({ allowedOauthFlows: ["implicit"] }), "allowedOauthFlows"],
    },
    missing: [client({ allowedOauthFlows: ["implicit"] }), "allowedOauthFlows"],
    undecided: {
        "unknown grants": [client({ allowedOauthFlows: UNKNOWN }), "allowedOauthFlows"],
        "one unknown grant": [client({ allowedOauthFlows: ["code", UNKNOWN] }), "allowedOauthFlows[1]"],
    },
});
