import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { dynamodbDeletionProtected } from "./deletionProtected";

const table = subjectsOf("aws:dynamodb/table:Table", { hashKey: "pk" });
const replica = subjectsOf("aws:dynamodb/tableReplica:TableReplica");
const ON = { deletionProtectionEnabled: true };

describeRule(dynamodbDeletionProtected, {
    passes: {
        "a protected table": table({ ...ON, replicas: [{ regionName: "eu-west-2", ...ON }] }),
        "a protected replica": replica(ON),
    },
    violates: {
        "protection switched off": [table({ deletionProtectionEnabled: false }), "deletionProtectionEnabled"],
        "a replica behind an unknown one": [
            table({ ...ON, replicas: [UNKNOWN, { regionName: "eu-west-2" }] }),
            "replicas[1].deletionProtectionEnabled",
        ],
        "a replica resource": [replica({}), "deletionProtectionEnabled"],
    },
    missing: [table({}), "deletionProtectionEnabled"],
    undecided: { "an unknown setting": [table({ deletionProtectionEnabled: UNKNOWN }), "deletionProtectionEnabled"] },
});
