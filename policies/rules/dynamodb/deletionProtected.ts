import type * as aws from "@pulumi/aws";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** A rename in the program replaces the table, and AWS deletes the old one with all its items. */
export const dynamodbDeletionProtected = defineRule({
    id: "dynamodb-deletion-protected",
    displayName: "DynamoDB tables have deletion protection",
    description: "DynamoDB tables and their replicas are protected from deletion.",
    severity: "medium",
    level: "advisory",
    tags: ["dynamodb", "resilience"],
    frameworks: [fsbp("DynamoDB.6"), wellArchitected("REL09-BP01")],
    remediationSteps: "Set deletionProtectionEnabled: true, on each replica too.",
    url: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithTables.Basics.html",
    examples: ["aws.dynamodb.Table", "DynamoTable"],
    types: ["aws:dynamodb/table:Table", "aws:dynamodb/tableReplica:TableReplica"],
    resource({ name, props }: ResourceView<aws.dynamodb.TableArgs>, judge) {
        judge.decide("deletionProtectionEnabled", () =>
            props.deletionProtectionEnabled === true ? undefined : `'${name}' can be deleted by an update.`,
        );
        judge.decideEach(
            "replicas",
            () => props.replicas,
            (replica, index) =>
                replica.deletionProtectionEnabled === true
                    ? undefined
                    : `Replica ${index} of table '${name}' can be deleted by an update.`,
            ".deletionProtectionEnabled",
        );
    },
    remediate({ props }: ResourceView<aws.dynamodb.TableArgs>) {
        props.deletionProtectionEnabled = true;
        for (const replica of props.replicas ?? []) replica.deletionProtectionEnabled = true;
    },
});
