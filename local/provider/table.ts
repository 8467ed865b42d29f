import { tableOf, type ResourceRow } from "./row";
import * as apigateway from "./resources/apigateway";
import * as appautoscaling from "./resources/appautoscaling";
import * as cloudtrail from "./resources/cloudtrail";
import * as cloudwatch from "./resources/cloudwatch";
import * as cognito from "./resources/cognito";
import * as dynamodb from "./resources/dynamodb";
import * as ec2 from "./resources/ec2";
import * as firehose from "./resources/firehose";
import * as iam from "./resources/iam";
import * as kinesis from "./resources/kinesis";
import * as kms from "./resources/kms";
import * as lambda from "./resources/lambda";
import * as logs from "./resources/logs";
import * as s3 from "./resources/s3";
import * as sns from "./resources/sns";
import * as sqs from "./resources/sqs";

const services = [
    apigateway,
    appautoscaling,
    cloudtrail,
    cloudwatch,
    cognito,
    dynamodb,
    ec2,
    firehose,
    iam,
    kinesis,
    kms,
    lambda,
    logs,
    s3,
    sns,
    sqs,
];

/** Whether what a module of rows exports is one, and not what its rows have in common. */
function isRow(exported: object): exported is ResourceRow {
    return "simulate" in exported;
}

/** Every resource type that the embedded environment can make, by type token: all rows that the services' modules export. */
export const rows: ReadonlyMap<string, ResourceRow> = tableOf(
    services
        .flatMap((service) => Object.values<object>(service).filter(isRow))
        .sort((one, other) => (one.type < other.type ? -1 : 1)),
);
