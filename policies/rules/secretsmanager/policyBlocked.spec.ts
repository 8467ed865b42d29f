import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { secretsmanagerPolicyBlocked } from "./policyBlocked";

const policy = subjectsOf("aws:secretsmanager/secretPolicy:SecretPolicy", { secretArn: "arn" });

describeRule(secretsmanagerPolicyBlocked, {
    passes: { "a checked policy": policy({ blockPublicPolicy: true }) },
    violates: { "the check switched off": [policy({ blockPublicPolicy: false }), "blockPublicPolicy"] },
    missing: [policy({}), "blockPublicPolicy"],
    undecided: { "an unknown setting": [policy({ blockPublicPolicy: UNKNOWN }), "blockPublicPolicy"] },
});
