import { uncounted } from "../../aws/iam/condition";
import { judgeExposure, listed } from "../../aws/iam/exposure";
import { choosesResources, RESOURCE_KEYS } from "../../aws/iam/resourceKeys";
import { typesWithDocuments } from "../../aws/iam/sources";
import { nist80053, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** Who can get credentials of everything is as mighty as all of it. */
export const iamCredentialsExposure = defineRule({
    id: "iam-credentials-exposure",
    displayName: "Actions that return credentials name their resources",
    description: "Actions that return credentials, tokens or passwords are allowed on named resources only.",
    severity: "high",
    tags: ["iam", "least-privilege", "credentials"],
    frameworks: [wellArchitected("SEC02-BP02"), wellArchitected("SEC03-BP02"), nist80053("AC-6")],
    remediationSteps:
        "Name the roles to be assumed, the database users to be logged in as, the users whose keys may be made.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_assumerole.html",
    examples: ["aws.iam.RolePolicy deploy", "ServerlessFunction place-order"],
    types: typesWithDocuments("identity"),
    resource(resource: ResourceView, judge) {
        judgeExposure(resource, judge, {
            actions: CREDENTIALS,
            spared: (conditions) => choosesResources(conditions),
            uncounted: (conditions) => uncounted(conditions, RESOURCE_KEYS),
            unscopable: true,
            effect: "which hands out their credentials",
        });
    },
});

/**
 * Actions whose answer is a credential, or that open a session by one. `ecr:GetAuthorizationToken` is none of them: its token opens
 * only what the caller may pull anyway, and AWS cannot limit it. `sts:GetSessionToken` and `GetCallerIdentity` give nothing new.
 */
const CREDENTIALS = listed([
    "appsync:CreateApiKey",
    "chime:CreateApiKey",
    "codeartifact:GetAuthorizationToken",
    "codepipeline:PollForJobs",
    "cognito-identity:GetOpenIdTokenForDeveloperIdentity",
    "cognito-idp:AdminInitiateAuth",
    "cognito-idp:DescribeUserPoolClient",
    "connect:GetFederationToken",
    "dsql:DbConnectAdmin",
    "ec2:CreateKeyPair",
    "ec2:GetPasswordData",
    "elasticache:Connect",
    "gamelift:RequestUploadCredentials",
    "iam:CreateAccessKey",
    "iam:CreateLoginProfile",
    "iam:CreateServiceSpecificCredential",
    "iam:ResetServiceSpecificCredential",
    "iam:UpdateAccessKey",
    "iam:UpdateLoginProfile",
    "lightsail:DownloadDefaultKeyPair",
    "lightsail:GetBucketAccessKeys",
    "lightsail:GetInstanceAccessDetails",
    "lightsail:GetRelationalDatabaseMasterUserPassword",
    "memorydb:Connect",
    "rds-db:connect",
    "redshift-serverless:GetCredentials",
    "redshift:GetClusterCredentials",
    "redshift:GetClusterCredentialsWithIAM",
    "sts:AssumeRole",
    "sts:AssumeRoleWithSAML",
    "sts:AssumeRoleWithWebIdentity",
    "sts:GetFederationToken",
]);
