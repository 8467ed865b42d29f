import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { dynamodbCapacityElastic } from "./capacityElastic";

const table = subjectsOf("aws:dynamodb/table:Table", { hashKey: "pk" });
const target = subjectsOf("aws:appautoscaling/target:Target", { serviceNamespace: "dynamodb" });
const orders = table({ billingMode: "PROVISIONED" }, { name: "orders", outputs: { name: "orders-1" } });
const scaled = (dimension: string, resourceId: unknown = "table/orders-1", references: string[] = []) =>
    target(
        { scalableDimension: `dynamodb:table:${dimension}`, resourceId },
        { name: dimension, references: { resourceId: references } },
    );

describeRule(dynamodbCapacityElastic, {
    passes: {
        "on demand": table({ billingMode: "PAY_PER_REQUEST" }),
        "both dimensions scaled": [orders, scaled("ReadCapacityUnits"), scaled("WriteCapacityUnits")],
        "a table still to be made": [
            table({}, { name: "orders", outputs: { name: UNKNOWN } }),
            scaled("ReadCapacityUnits", UNKNOWN, ["orders"]),
            scaled("WriteCapacityUnits", UNKNOWN, ["orders"]),
        ],
    },
    violates: {
        "reads only": [[orders, scaled("ReadCapacityUnits")], "WriteCapacityUnits"],
        "another table": [
            [orders, scaled("ReadCapacityUnits", "table/other"), scaled("WriteCapacityUnits")],
            "ReadCapacityUnits",
        ],
    },
    missing: [table({}), "ReadCapacityUnits", "WriteCapacityUnits"],
    undecided: { "an unknown mode": [table({ billingMode: UNKNOWN }), "ReadCapacityUnits", "WriteCapacityUnits"] },
});
