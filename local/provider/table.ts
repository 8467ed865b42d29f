import { tableOf, type ResourceRow } from "./row";
import { apiGatewayRows } from "./resources/apigateway";
import { appAutoScalingRows } from "./resources/appautoscaling";
import { cloudtrailRows } from "./resources/cloudtrail";
import { cloudwatchRows } from "./resources/cloudwatch";
import { cognitoRows } from "./resources/cognito";
import { dynamodbRows } from "./resources/dynamodb";
import { ec2Rows } from "./resources/ec2";
import { firehoseRows } from "./resources/firehose";
import { iamRows } from "./resources/iam";
import { kinesisRows } from "./resources/kinesis";
import { kmsRows } from "./resources/kms";
import { lambdaRows } from "./resources/lambda";
import { logsRows } from "./resources/logs";
import { s3Rows } from "./resources/s3";
import { snsRows } from "./resources/sns";
import { sqsRows } from "./resources/sqs";

/** Every resource type that the embedded environment can make, by type token. */
export const rows: ReadonlyMap<string, ResourceRow> = tableOf([
    ...apiGatewayRows,
    ...appAutoScalingRows,
    ...cloudtrailRows,
    ...cloudwatchRows,
    ...cognitoRows,
    ...dynamodbRows,
    ...ec2Rows,
    ...firehoseRows,
    ...iamRows,
    ...kinesisRows,
    ...kmsRows,
    ...lambdaRows,
    ...logsRows,
    ...s3Rows,
    ...snsRows,
    ...sqsRows,
]);
