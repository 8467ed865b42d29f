import { tableOf, type ResourceRow } from "./row";
import { apiGatewayRows } from "./rows/apiGateway";
import { appAutoScalingRows } from "./rows/appAutoScaling";
import { cloudtrailRows } from "./rows/cloudtrail";
import { cloudwatchRows } from "./rows/cloudwatch";
import { cognitoRows } from "./rows/cognito";
import { dynamodbRows } from "./rows/dynamodb";
import { ec2Rows } from "./rows/ec2";
import { firehoseRows } from "./rows/firehose";
import { iamRows } from "./rows/iam";
import { kinesisRows } from "./rows/kinesis";
import { kmsRows } from "./rows/kms";
import { lambdaRows } from "./rows/lambda";
import { logsRows } from "./rows/logs";
import { s3Rows } from "./rows/s3";
import { snsRows } from "./rows/sns";
import { sqsRows } from "./rows/sqs";

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
