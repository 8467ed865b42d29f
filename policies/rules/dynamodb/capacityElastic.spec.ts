import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { dynamodbCapacityElastic } from "./capacityElastic";

const table = subjectsOf("aws:dynamodb/table:Table", { hashKey: "pk" });
const target = subjectsOf("aws:appautoscaling/target:Target", { serviceNamespace: "dynamodb" });
const orders = table({ billingMode: "PROVISIONED" }, { name: "orders", outputs: { name: "orders-1" } });
const scaling = subjectsOf("aws:appautoscaling/policy:Policy", { policyType: "TargetTrackingScaling" });
const schedule = subjectsOf("aws:appautoscaling/scheduledAction:ScheduledAction", {});
const beside = subjectsOf("aws:dynamodb/globalSecondaryIndex:GlobalSecondaryIndex", {});

/** Limits for one dimension, and a policy that keeps to them. */
const scaled = (dimension: string, resourceId: unknown = "table/orders-1", references: string[] = [], of = "table") => {
    const props = { scalableDimension: `dynamodb:${of}:${dimension}`, resourceId };
    const name = `${of}-${dimension}`;
    return [
        target(props, { name, references: { resourceId: references } }),
        scaling(props, { name: `${name}-load`, references: { resourceId: references } }),
    ];
};
const both = (resourceId?: string, of?: string) => [
    ...scaled("ReadCapacityUnits", resourceId, [], of),
    ...scaled("WriteCapacityUnits", resourceId, [], of),
];
const indexed = table(
    { globalSecondaryIndexes: [{ name: "byStatus" }] },
    { name: "orders", outputs: { name: "orders-1" } },
);
const reads = { scalableDimension: "dynamodb:table:ReadCapacityUnits", resourceId: "table/orders-1" };

describeRule(dynamodbCapacityElastic, {
    passes: {
        "on demand": table({ billingMode: "PAY_PER_REQUEST", globalSecondaryIndexes: [{ name: "byStatus" }] }),
        "both dimensions scaled": [orders, ...both()],
        "a table still to be made": [
            table({}, { name: "orders", outputs: { name: UNKNOWN } }),
            ...scaled("ReadCapacityUnits", UNKNOWN, ["orders"]),
            ...scaled("WriteCapacityUnits", UNKNOWN, ["orders"]),
        ],
        "a policy by its target": [
            orders,
            ...scaled("WriteCapacityUnits"),
            target(reads, { name: "reads" }),
            scaling({ resourceId: UNKNOWN, scalableDimension: UNKNOWN }, { references: { resourceId: ["reads"] } }),
        ],
        "a schedule": [orders, ...scaled("WriteCapacityUnits"), target(reads, { name: "reads" }), schedule(reads)],
        "an index that is scaled, too": [indexed, ...both(), ...both("table/orders-1/index/byStatus", "index")],
    },
    violates: {
        "reads only": [[orders, ...scaled("ReadCapacityUnits")], "WriteCapacityUnits"],
        "another table": [
            [orders, ...scaled("ReadCapacityUnits", "table/other"), ...scaled("WriteCapacityUnits")],
            "ReadCapacityUnits",
        ],
        "limits that nothing moves between": [
            [orders, ...scaled("WriteCapacityUnits"), target(reads, { name: "reads" })],
            "ReadCapacityUnits",
        ],
        "an index that is not scaled": [
            [indexed, ...both()],
            "index[0].ReadCapacityUnits",
            "index[0].WriteCapacityUnits",
        ],
        "an index beside the table": [
            [orders, ...both(), beside({ indexName: "byStatus", tableName: "orders-1" })],
            "index[0].ReadCapacityUnits",
            "index[0].WriteCapacityUnits",
        ],
        "another index": [
            [indexed, ...both(), ...both("table/orders-1/index/byDay", "index")],
            "index[0].ReadCapacityUnits",
            "index[0].WriteCapacityUnits",
        ],
    },
    missing: [table({}), "ReadCapacityUnits", "WriteCapacityUnits"],
    undecided: { "an unknown mode": [table({ billingMode: UNKNOWN }), "ReadCapacityUnits", "WriteCapacityUnits"] },
});
