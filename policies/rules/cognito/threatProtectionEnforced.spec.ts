import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { cognitoThreatProtectionEnforced } from "./threatProtectionEnforced";

const pool = subjectsOf("aws:cognito/userPool:UserPool");
const of = (advancedSecurityMode: unknown) => pool({ userPoolAddOns: { advancedSecurityMode } });
const id = "userPoolAddOns.advancedSecurityMode";

describeRule(cognitoThreatProtectionEnforced, {
    passes: { "protection that acts": of("ENFORCED") },
    violates: { "protection that looks on": [of("AUDIT"), id], "protection switched off": [of("OFF"), id] },
    missing: [pool({ userPoolTier: "PLUS" }), id],
    undecided: { "an unknown mode": [of(UNKNOWN), id] },
    configured: {
        "looking on is enough": [{ mode: "AUDIT" }, of("AUDIT")],
        "acting is more": [{ mode: "AUDIT" }, of("ENFORCED")],
        "but nothing is not": [{ mode: "AUDIT" }, of("OFF"), id],
    },
});
