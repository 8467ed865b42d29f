import type { Call } from "./calls";

const PREFIXES: Readonly<Record<string, string>> = {
    APIGateway: "apigateway",
    ApplicationAutoScaling: "application-autoscaling",
    CloudWatchLogs: "logs",
    CognitoIdentityProvider: "cognito-idp",
};

/** Calls that have another name in IAM. */
const NAMES: Readonly<Record<string, string>> = {
    "apigateway:TagResource": "PUT",
    "s3:GetObjectLockConfiguration": "GetBucketObjectLockConfiguration",
    "s3:HeadBucket": "ListBucket",
    "s3:PutBucketEncryption": "PutEncryptionConfiguration",
    "s3:PutBucketLifecycleConfiguration": "PutLifecycleConfiguration",
    "s3:PutPublicAccessBlock": "PutBucketPublicAccessBlock",
};

/** The verbs of API Gateway, whose actions in IAM are those of HTTP. */
const VERBS: Readonly<Record<string, string>> = {
    Create: "POST",
    Delete: "DELETE",
    Get: "GET",
    Put: "PUT",
    Update: "PATCH",
};

/** IAM's name of a call: `s3:PutEncryptionConfiguration` of `PutBucketEncryption`. */
export function actionOf({ service, operation }: Call): string {
    const prefix = PREFIXES[service] ?? service.toLowerCase();
    const named = NAMES[`${prefix}:${operation}`];
    if (named !== undefined) return `${prefix}:${named}`;
    const verb = prefix === "apigateway" ? VERBS[/^[A-Z][a-z]+/.exec(operation)?.[0] ?? ""] : undefined;
    return `${prefix}:${verb ?? operation}`;
}
