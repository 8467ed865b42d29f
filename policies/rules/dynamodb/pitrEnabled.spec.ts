import assert from "node:assert/strict";
import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { dynamodbPitrEnabled } from "./pitrEnabled";

const table = subjectsOf("aws:dynamodb/table:Table", { hashKey: "pk" });
const replica = subjectsOf("aws:dynamodb/tableReplica:TableReplica");
const recovered = { pointInTimeRecovery: { enabled: true } };

describeRule(dynamodbPitrEnabled, {
    passes: {
        "a table with recovery": table(recovered),
        "a table with a period of its own": table({
            pointInTimeRecovery: { enabled: true, recoveryPeriodInDays: 7 },
        }),
        "replicas with recovery": table({ ...recovered, replicas: [{ pointInTimeRecovery: true }] }),
        "a replica resource with recovery": replica({ pointInTimeRecovery: true }),
    },
    violates: {
        "recovery switched off": [table({ pointInTimeRecovery: { enabled: false } }), "pointInTimeRecovery.enabled"],
        "a replica without recovery, next to an unknown one": [
            table({ ...recovered, replicas: [UNKNOWN, { regionName: "eu-west-2" }] }),
            "replicas[1].pointInTimeRecovery",
        ],
        "a replica resource without recovery": [replica({}), "pointInTimeRecovery"],
    },
    missing: [table({}), "pointInTimeRecovery.enabled"],
    undecided: {
        "an unknown block": [table({ pointInTimeRecovery: UNKNOWN }), "pointInTimeRecovery.enabled"],
        "an unknown setting of a replica": [
            table({ ...recovered, replicas: [{ pointInTimeRecovery: UNKNOWN }] }),
            "replicas[0].pointInTimeRecovery",
        ],
    },
});

describe("the remedy of dynamodb-pitr-enabled", () => {
    it("reaches the replicas, and keeps what stands beside the switch", () => {
        const { type, props } = table({
            pointInTimeRecovery: { enabled: false, recoveryPeriodInDays: 7 },
            replicas: [{ regionName: "eu-west-2", pointInTimeRecovery: false }],
        });
        const view = { type, name: "orders", urn: "orders", props: { ...props } };
        dynamodbPitrEnabled.remediate?.(view, {});
        assert.deepEqual(view.props, {
            hashKey: "pk",
            pointInTimeRecovery: { enabled: true, recoveryPeriodInDays: 7 },
            replicas: [{ regionName: "eu-west-2", pointInTimeRecovery: true }],
        });
    });
});
