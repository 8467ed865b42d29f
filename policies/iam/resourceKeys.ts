/** Keys of conditions that choose among an action's resources, where the ARN does not. One that ends in `/` or `:` stands for all that begin so. */
export const RESOURCE_KEYS = [
    "aws:ResourceTag/",
    "dynamodb:LeadingKeys",
    "ec2:ResourceTag/",
    "ecr:ResourceTag/",
    "iam:ResourceTag/",
    "kms:EncryptionContext:",
    "kms:RequestAlias",
    "kms:ResourceAliases",
    "s3:DataAccessPointArn",
    "s3:ExistingObjectTag/",
    "secretsmanager:ResourceTag/",
    "secretsmanager:SecretId",
    "ssm:ResourceTag/",
] as const;
