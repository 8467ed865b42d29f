import type { Rule } from "../framework/rule";
import { apigatewayStageTracing } from "./apigateway/stageTracing";
import { dynamodbPitrEnabled } from "./dynamodb/pitrEnabled";
import { dynamodbTableEncrypted } from "./dynamodb/tableEncrypted";
import { firehoseEncrypted } from "./firehose/encrypted";
import { iamActionWildcard } from "./iam/actionWildcard";
import { iamDocumentValid } from "./iam/documentValid";
import { iamManagedPolicyAllowlist } from "./iam/managedPolicyAllowlist";
import { iamNotAction } from "./iam/notAction";
import { iamPassRoleScoped } from "./iam/passRoleScoped";
import { iamResourceWildcard } from "./iam/resourceWildcard";
import { iamRoleBoundarySet } from "./iam/roleBoundarySet";
import { iamTrustConfusedDeputy } from "./iam/trustConfusedDeputy";
import { iamTrustPublic } from "./iam/trustPublic";
import { kinesisStreamEncrypted } from "./kinesis/streamEncrypted";
import { kmsKeyRotation } from "./kms/keyRotation";
import { lambdaTracingActive } from "./lambda/tracingActive";
import { logsGroupRetention } from "./logs/groupRetention";
import { s3BucketEncrypted } from "./s3/bucketEncrypted";
import { s3PublicAccessBlocked } from "./s3/publicAccessBlocked";
import { s3TlsOnly } from "./s3/tlsOnly";
import { sqsQueueEncrypted } from "./sqs/queueEncrypted";

/** Every rule the pack enforces, in the order of its documentation. */
export const rules: readonly Rule[] = [
    iamDocumentValid,
    iamActionWildcard,
    iamResourceWildcard,
    iamNotAction,
    iamPassRoleScoped,
    iamTrustPublic,
    iamTrustConfusedDeputy,
    iamManagedPolicyAllowlist,
    iamRoleBoundarySet,
    s3BucketEncrypted,
    s3PublicAccessBlocked,
    s3TlsOnly,
    dynamodbTableEncrypted,
    dynamodbPitrEnabled,
    lambdaTracingActive,
    apigatewayStageTracing,
    kinesisStreamEncrypted,
    firehoseEncrypted,
    sqsQueueEncrypted,
    logsGroupRetention,
    kmsKeyRotation,
];
