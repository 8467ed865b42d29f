import type { Rule } from "../framework/rule";
import { apigatewayRules } from "./apigateway";
import { appsyncRules } from "./appsync";
import { cloudfrontRules } from "./cloudfront";
import { cloudwatchRules } from "./cloudwatch";
import { cognitoRules } from "./cognito";
import { daxRules } from "./dax";
import { dynamodbRules } from "./dynamodb";
import { ec2Rules } from "./ec2";
import { ecrRules } from "./ecr";
import { ecsRules } from "./ecs";
import { efsRules } from "./efs";
import { firehoseRules } from "./firehose";
import { iamRules } from "./iam";
import { inputsRules } from "./inputs";
import { kinesisRules } from "./kinesis";
import { kinesisanalyticsRules } from "./kinesisanalytics";
import { kmsRules } from "./kms";
import { lambdaRules } from "./lambda";
import { lbRules } from "./lb";
import { logsRules } from "./logs";
import { opensearchRules } from "./opensearch";
import { redshiftRules } from "./redshift";
import { s3Rules } from "./s3";
import { secretsmanagerRules } from "./secretsmanager";
import { sfnRules } from "./sfn";
import { snsRules } from "./sns";
import { sqsRules } from "./sqs";
import { ssoadminRules } from "./ssoadmin";
import { stackRules } from "./stack";
import { tagsRules } from "./tags";
import { wafRules } from "./waf";

/** Every rule the pack enforces, in the order of its documentation: by service, most general first. */
export const rules: readonly Rule[] = [
    ...iamRules,
    ...ssoadminRules,
    ...s3Rules,
    ...dynamodbRules,
    ...daxRules,
    ...lambdaRules,
    ...apigatewayRules,
    ...appsyncRules,
    ...cognitoRules,
    ...cloudfrontRules,
    ...wafRules,
    ...kinesisRules,
    ...firehoseRules,
    ...kinesisanalyticsRules,
    ...opensearchRules,
    ...redshiftRules,
    ...sfnRules,
    ...snsRules,
    ...sqsRules,
    ...logsRules,
    ...cloudwatchRules,
    ...kmsRules,
    ...secretsmanagerRules,
    ...ecsRules,
    ...ecrRules,
    ...lbRules,
    ...ec2Rules,
    ...efsRules,
    ...inputsRules,
    ...tagsRules,
    ...stackRules,
];
