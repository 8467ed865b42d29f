import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { cognitoDeletionProtected } from "./deletionProtected";

const pool = subjectsOf("aws:cognito/userPool:UserPool");

describeRule(cognitoDeletionProtected, {
    passes: { "a protected pool": pool({ deletionProtection: "ACTIVE" }) },
    violates: { "protection switched off": [pool({ deletionProtection: "INACTIVE" }), "deletionProtection"] },
    missing: [pool({}), "deletionProtection"],
    undecided: { "an unknown setting": [pool({ deletionProtection: UNKNOWN }), "deletionProtection"] },
});
