import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { logsGroupEncrypted } from "./groupEncrypted";

const group = subjectsOf("aws:cloudwatch/logGroup:LogGroup", { retentionInDays: 30 });

describeRule(logsGroupEncrypted, {
    passes: { "a group with a key": group({ kmsKeyId: "arn:aws:kms:eu-west-1:111122223333:key/1" }) },
    violates: { "an empty key": [group({ kmsKeyId: "" }), "kmsKeyId"] },
    missing: [group({}), "kmsKeyId"],
    undecided: { "an unknown key": [group({ kmsKeyId: UNKNOWN }), "kmsKeyId"] },
});
