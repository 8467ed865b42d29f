import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { cognitoMfaEnabled } from "./mfaEnabled";

const pool = subjectsOf("aws:cognito/userPool:UserPool");
const token = { softwareTokenMfaConfiguration: { enabled: true } };
const factor = "softwareTokenMfaConfiguration.enabled";

describeRule(cognitoMfaEnabled, {
    passes: {
        "authenticator apps for everybody": pool({ mfaConfiguration: "ON", ...token }),
        "authenticator apps for whoever wants it": pool({ mfaConfiguration: "OPTIONAL", ...token }),
        "e-mail": pool({ mfaConfiguration: "ON", emailMfaConfiguration: { subject: "Code" } }),
    },
    violates: {
        "a factor switched off": [pool({ mfaConfiguration: "OFF", ...token }), "mfaConfiguration"],
        "text messages alone": [pool({ mfaConfiguration: "ON", smsConfiguration: {} }), factor],
        "apps switched off": [
            pool({ mfaConfiguration: "ON", softwareTokenMfaConfiguration: { enabled: false } }),
            factor,
        ],
    },
    missing: [pool({}), "mfaConfiguration"],
    undecided: {
        "an unknown mode": [pool({ mfaConfiguration: UNKNOWN, ...token }), "mfaConfiguration", factor],
        "an unknown factor": [
            pool({ mfaConfiguration: "ON", softwareTokenMfaConfiguration: { enabled: UNKNOWN } }),
            factor,
        ],
    },
    configured: {
        "everybody must": [{ required: true }, pool({ mfaConfiguration: "OPTIONAL", ...token }), "mfaConfiguration"],
        "text messages are enough": [{ acceptTextMessages: true }, pool({ mfaConfiguration: "ON" })],
    },
});
