import type * as aws from "@pulumi/aws";
import { fsbp, wellArchitected } from "../../framework/references";
import { blockOf } from "../../framework/remedy";
import { defineRule, type ResourceView } from "../../framework/rule";

const TABLE_TYPE = "aws:dynamodb/table:Table";
const REPLICA_TYPE = "aws:dynamodb/tableReplica:TableReplica";

/** Every table can be brought back to any second of the last days, replicas as well: they do not inherit the setting. */
export const dynamodbPitrEnabled = defineRule({
    id: "dynamodb-pitr-enabled",
    displayName: "DynamoDB tables have point-in-time recovery",
    description: "DynamoDB tables and their replicas have point-in-time recovery.",
    severity: "medium",
    tags: ["dynamodb", "resilience"],
    frameworks: [fsbp("DynamoDB.2"), wellArchitected("REL09-BP01")],
    remediationSteps: "Set pointInTimeRecovery: { enabled: true }, and pointInTimeRecovery: true on each replica.",
    url: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Point-in-time-recovery.html",
    examples: ["aws.dynamodb.Table", "DynamoTable"],
    types: [TABLE_TYPE, REPLICA_TYPE],
    resource(resource: ResourceView, judge) {
        const { name } = resource;
        if (resource.type === REPLICA_TYPE) {
            const { props } = resource as ResourceView<aws.dynamodb.TableReplicaArgs>;
            judge.decide("pointInTimeRecovery", () =>
                props.pointInTimeRecovery === true ? undefined : `Replica '${name}' has no point-in-time recovery.`,
            );
            return;
        }
        const { props } = resource as ResourceView<aws.dynamodb.TableArgs>;
        judge.decide("pointInTimeRecovery.enabled", () =>
            props.pointInTimeRecovery?.enabled === true ? undefined : `Table '${name}' has no point-in-time recovery.`,
        );
        judge.decideEach(
            "replicas",
            () => props.replicas,
            (replica, index) =>
                replica.pointInTimeRecovery === true
                    ? undefined
                    : `Replica ${index} of table '${name}' has no point-in-time recovery.`,
            ".pointInTimeRecovery",
        );
    },
    remediate(resource: ResourceView<any>) {
        if (resource.type === REPLICA_TYPE) {
            resource.props.pointInTimeRecovery = true;
            return;
        }
        const { props } = resource as ResourceView<aws.dynamodb.TableArgs>;
        blockOf(props, "pointInTimeRecovery").enabled = true;
        for (const replica of props.replicas ?? []) replica.pointInTimeRecovery = true;
    },
});
