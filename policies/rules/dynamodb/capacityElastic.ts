import type * as aws from "@pulumi/aws";
import { reading } from "../../framework/reading";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";
import type { StackResource } from "../../framework/stack";

const TABLE_TYPE = "aws:dynamodb/table:Table";
const TARGET_TYPE = "aws:appautoscaling/target:Target";
const DIMENSIONS = ["ReadCapacityUnits", "WriteCapacityUnits"] as const;

/** A table of fixed capacity refuses requests on the first busy day, and is paid for in the nights. */
export const dynamodbCapacityElastic = defineRule({
    id: "dynamodb-capacity-elastic",
    displayName: "Capacity follows the load",
    description: "DynamoDB tables are on demand, or scale what is provisioned for reads and writes.",
    severity: "medium",
    level: "advisory",
    tags: ["dynamodb", "resilience", "cost"],
    frameworks: [fsbp("DynamoDB.1"), wellArchitected("REL07-BP01")],
    remediationSteps: 'Set billingMode: "PAY_PER_REQUEST", or add aws.appautoscaling.Target for both dimensions.',
    url: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/capacity-mode.html",
    examples: {
        aws: `new aws.dynamodb.Table("orders", {
    attributes: [{ name: "customerId", type: "S" }],
    hashKey: "customerId",
    billingMode: "PAY_PER_REQUEST",
});`,
        component: `new DynamoTable("orders", {
    hashKey: "customerId",
    keyArn: key.arn,
    recoveryDays: 35,
    deletionProtection: true,
});`,
    },
    types: [TABLE_TYPE, TARGET_TYPE],
    stack(stack, judgeOf) {
        for (const table of stack.ofType(TABLE_TYPE)) {
            const judge = judgeOf(table);
            for (const dimension of DIMENSIONS) {
                judge.decide(dimension, () => {
                    const { billingMode } = (table as ResourceView<aws.dynamodb.TableArgs>).props;
                    if (billingMode === "PAY_PER_REQUEST") return undefined;
                    const scaled = stack.ofType(TARGET_TYPE).some((target) => scales(target, table, dimension));
                    return scaled ? undefined : `Table '${table.name}' has fixed ${dimension}.`;
                });
            }
        }
    },
});

/** A target names the table in `table/<name>`, which is not known as long as the name is not. */
function scales(target: StackResource, table: StackResource, dimension: string): boolean {
    if (target.props.scalableDimension !== `dynamodb:table:${dimension}`) return false;
    if (target.referencesOf("resourceId").includes(table.urn)) return true;
    const name = reading(() => table.outputs.name as unknown);
    return target.props.resourceId === `table/${name.known ? String(name.value) : "?"}`;
}
