import type { Reading } from "../../framework/reading";
import { chooseByTag, limitsAny, type Condition } from "./condition";
import { anyOf } from "./grants";

/**
 * Keys of conditions that choose among an action's resources, where the ARN does not, or the service for which it acts. One that ends
 * in `/` or `:` stands for all that begin so. An action that knows no such key is not allowed at all where a condition asks for it.
 */
export const RESOURCE_KEYS = [
    ...["autoscaling", "aws", "ec2", "ecr", "ecr-public", "ecs", "elasticloadbalancing", "elasticmapreduce", "glacier"],
    ...["iam", "iotanalytics", "license-manager", "ram", "sagemaker", "secretsmanager", "ssm"],
]
    .map((service) => `${service}:ResourceTag/`)
    .concat(
        "cognito-identity:IdentityPoolArn",
        "dynamodb:LeadingKeys",
        // Tags of what the call makes: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/supported-iam-actions-tagging.html
        "ec2:CreateAction",
        "ec2:InstanceID",
        "ec2:NetworkInterfaceID",
        "ec2:SecurityGroupID",
        "ec2:Subnet",
        "ec2:SubnetID",
        "ec2:VolumeID",
        "ec2:Vpc",
        "ec2:VpcID",
        "elasticfilesystem:AccessPointArn",
        "elasticfilesystem:CreateAction",
        "elasticloadbalancing:CreateAction",
        // https://docs.aws.amazon.com/IAM/latest/UserGuide/create-service-linked-role.html
        "iam:AWSServiceName",
        "kms:EncryptionContext:",
        "kms:RequestAlias",
        "kms:ResourceAliases",
        "lambda:FunctionArn",
        "rds:cluster-tag/",
        "rds:db-tag/",
        "s3:BucketTag/",
        "s3:DataAccessPointArn",
        "s3:ExistingObjectTag/",
        "secretsmanager:SecretId",
        "servicediscovery:NamespaceArn",
        "servicediscovery:ServiceArn",
    );

/** Whether conditions choose among an action's resources: by a value, or by a tag that they have. */
export function choosesResources(
    conditions: readonly Reading<Condition>[],
    keys: readonly string[] = RESOURCE_KEYS,
): Reading<boolean> {
    return anyOf([limitsAny(conditions, keys), chooseByTag(conditions)], (chooses) => chooses);
}
