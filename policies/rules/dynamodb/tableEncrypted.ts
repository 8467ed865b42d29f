import type * as aws from "@pulumi/aws";
import { customerKeyFault, judgeCustomerKey, REQUIRE_CMK } from "../../aws/kms/keys";
import { wellArchitected } from "../../framework/references";
import { blockOf } from "../../framework/remedy";
import { defineRule, type ResourceView } from "../../framework/rule";

const TABLE_TYPE = "aws:dynamodb/table:Table";
const REPLICA_TYPE = "aws:dynamodb/tableReplica:TableReplica";

/** A table without the block is encrypted with a key that AWS owns, which no key policy and no trail ever shows. */
export const dynamodbTableEncrypted = defineRule({
    id: "dynamodb-table-encrypted",
    displayName: "DynamoDB tables are encrypted with a customer managed key",
    description:
        "DynamoDB tables and their replicas are encrypted with a KMS key, a customer managed one unless configured.",
    severity: "high",
    tags: ["dynamodb", "encryption"],
    frameworks: [wellArchitected("SEC08-BP02")],
    remediationSteps: "Set serverSideEncryption: { enabled: true, kmsKeyArn: keyArn }, and kmsKeyArn on each replica.",
    url: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/EncryptionAtRest.html",
    examples: ["aws.dynamodb.Table", "DynamoTable"],
    types: [TABLE_TYPE, REPLICA_TYPE],
    parameters: { requireCmk: REQUIRE_CMK },
    resource(resource: ResourceView, judge, { requireCmk }) {
        const { name } = resource;
        const judgeKey = (id: string, read: () => string | undefined, what: string) => {
            if (requireCmk) judgeCustomerKey(judge, id, what, read);
        };
        if (resource.type === REPLICA_TYPE) {
            const { props } = resource as ResourceView<aws.dynamodb.TableReplicaArgs>;
            judgeKey("kmsKeyArn", () => props.kmsKeyArn, `Replica '${name}'`);
            return;
        }
        const { props } = resource as ResourceView<aws.dynamodb.TableArgs>;
        judge.decide("serverSideEncryption.enabled", () =>
            props.serverSideEncryption?.enabled === true
                ? undefined
                : `Table '${name}' is encrypted with a key that AWS owns.`,
        );
        judgeKey("serverSideEncryption.kmsKeyArn", () => props.serverSideEncryption?.kmsKeyArn, `Table '${name}'`);
        judge.decideEach(
            "replicas",
            () => props.replicas,
            (replica, index) =>
                requireCmk ? customerKeyFault(`Replica ${index} of table '${name}'`, replica.kmsKeyArn) : undefined,
            ".kmsKeyArn",
        );
    },
    remediate({ type, props }: ResourceView<aws.dynamodb.TableArgs>, { requireCmk }) {
        // Without a key the remedy would be one of AWS's, which is not what is asked for.
        if (type !== TABLE_TYPE || (requireCmk && props.serverSideEncryption?.kmsKeyArn === undefined)) return;
        blockOf(props, "serverSideEncryption").enabled = true;
    },
});
