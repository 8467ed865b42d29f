import type { Rule } from "../framework/rule";
import { apigatewayRules } from "./apigateway";
import { dynamodbRules } from "./dynamodb";
import { firehoseRules } from "./firehose";
import { iamRules } from "./iam";
import { kinesisRules } from "./kinesis";
import { kmsRules } from "./kms";
import { lambdaRules } from "./lambda";
import { logsRules } from "./logs";
import { s3Rules } from "./s3";
import { sqsRules } from "./sqs";

/** Every rule the pack enforces, in the order of its documentation: by service, most general first. */
export const rules: readonly Rule[] = [
    ...iamRules,
    ...s3Rules,
    ...dynamodbRules,
    ...lambdaRules,
    ...apigatewayRules,
    ...kinesisRules,
    ...firehoseRules,
    ...sqsRules,
    ...logsRules,
    ...kmsRules,
];
