import type * as aws from "@pulumi/aws";
import { isKnown, reading, readingsOf } from "../../framework/reading";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";
import type { StackResource, StackView } from "../../framework/stack";

const TABLE_TYPE = "aws:dynamodb/table:Table";
const TARGET_TYPE = "aws:appautoscaling/target:Target";
const INDEX_TYPE = "aws:dynamodb/globalSecondaryIndex:GlobalSecondaryIndex";
/** A target only says between which limits: these say when. */
const SCALING_TYPES = ["aws:appautoscaling/policy:Policy", "aws:appautoscaling/scheduledAction:ScheduledAction"];
const DIMENSIONS = ["ReadCapacityUnits", "WriteCapacityUnits"] as const;

/** A table of fixed capacity refuses requests on the first busy day, and is paid for in the nights. */
export const dynamodbCapacityElastic = defineRule({
    id: "dynamodb-capacity-elastic",
    displayName: "DynamoDB capacity is on demand or auto scaled",
    description:
        "DynamoDB tables and their global indexes are on demand, or scale what is provisioned for reads and writes.",
    severity: "medium",
    level: "advisory",
    tags: ["dynamodb", "resilience", "cost"],
    frameworks: [fsbp("DynamoDB.1"), wellArchitected("REL07-BP01")],
    remediationSteps:
        'Set billingMode: "PAY_PER_REQUEST", or add aws.appautoscaling.Target and aws.appautoscaling.Policy for both dimensions of the table and of each global index.',
    url: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/capacity-mode.html",
    examples: ["aws.dynamodb.Table", "DynamoTable"],
    types: [TABLE_TYPE, INDEX_TYPE, TARGET_TYPE, ...SCALING_TYPES],
    stack(stack, judgeOf) {
        for (const resource of stack.ofType(TABLE_TYPE)) {
            const judge = judgeOf(resource);
            const table = resource as StackResource & ResourceView<aws.dynamodb.TableArgs>;
            const judgeScaled = (of: Scaled, id: string, called: string) => {
                for (const dimension of DIMENSIONS)
                    judge.decide(`${id}${dimension}`, () =>
                        table.props.billingMode === "PAY_PER_REQUEST" || isScaled(stack, of, dimension)
                            ? undefined
                            : `${called} has fixed ${dimension}.`,
                    );
            };
            judgeScaled({ table }, "", `Table '${table.name}'`);
            for (const [position, name] of indexesOf(stack, table).entries())
                judgeScaled({ table, index: name }, `index[${position}].`, `Index '${name}' of '${table.name}'`);
        }
    },
});

/** What is scaled: a table, or a global index of it. */
interface Scaled {
    readonly table: StackResource;
    readonly index?: string;
}

/** The names of a table's global indexes, of its own and of those that stand beside it, as far as they are known. */
function indexesOf(stack: StackView, table: StackResource): string[] {
    const own = reading(() => (table as ResourceView<aws.dynamodb.TableArgs>).props.globalSecondaryIndexes);
    const inline = readingsOf(own.known ? own.value : []).map((found) =>
        found.known ? reading(() => found.value.name) : found,
    );
    const link = { types: [INDEX_TYPE], property: "tableName", identities: ["name", "id"] };
    const attached = stack.attachedTo(table, link);
    const beside = (attached.known ? attached.value : []).map(({ props }) => reading(() => props.indexName as string));
    return [...inline, ...beside].filter(isKnown).map(({ value }) => value);
}

/** Whether there are limits between which it is scaled, and something that scales it. */
function isScaled(stack: StackView, of: Scaled, dimension: string): boolean {
    const targets = stack.ofType(TARGET_TYPE).filter((target) => concerns(target, of, dimension));
    const urns = new Set(targets.map(({ urn }) => urn));
    return stack
        .ofType(...SCALING_TYPES)
        .some(
            (scaling) =>
                urns.size > 0 &&
                (concerns(scaling, of, dimension) ||
                    ["resourceId", "scalableDimension"].some((property) =>
                        scaling.referencesOf(property).some((urn) => urns.has(urn)),
                    )),
        );
}

/** Names are `table/<name>` and `table/<name>/index/<index>`, not known as long as the table's is not. */
function concerns(scaling: StackResource, { table, index }: Scaled, dimension: string): boolean {
    const { props } = scaling;
    const scaled = reading(() => props.scalableDimension as unknown);
    if (!scaled.known || scaled.value !== `dynamodb:${index === undefined ? "table" : "index"}:${dimension}`)
        return false;
    const named = reading(() => props.resourceId as unknown);
    const name = reading(() => table.outputs.name as unknown);
    return named.known && name.known
        ? named.value === `table/${String(name.value)}${index === undefined ? "" : `/index/${index}`}`
        : scaling.referencesOf("resourceId").includes(table.urn);
}
