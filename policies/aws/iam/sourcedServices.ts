/**
 * Services whose pages (below https://docs.aws.amazon.com/, read on 2026-11-28) give a role's trust policy with `aws:SourceAccount` or
 * `aws:SourceArn`, so that a role which asks for them can be assumed.
 */
const DOCUMENTED = {
    "airflow-env.amazonaws.com": "mwaa/latest/userguide/cross-service-confused-deputy-prevention.html",
    "airflow.amazonaws.com": "mwaa/latest/userguide/cross-service-confused-deputy-prevention.html",
    "amplify.amazonaws.com": "amplify/latest/userguide/cross-service-confused-deputy-prevention.html",
    "appstream.amazonaws.com": "appstream2/latest/developerguide/example-fleet-machine.html",
    "appsync.amazonaws.com": "appsync/latest/devguide/attaching-a-data-source.html",
    "autoscaling.amazonaws.com": "autoscaling/ec2/userguide/cross-service-confused-deputy-prevention.html",
    "batch.amazonaws.com": "batch/latest/userguide/cross-service-confused-deputy-prevention.html",
    "comprehend.amazonaws.com": "comprehend/latest/dg/cross-service-confused-deputy-prevention.html",
    "datasync.amazonaws.com": "datasync/latest/userguide/cross-service-confused-deputy-prevention.html",
    "datazone.amazonaws.com": "sagemaker-unified-studio/latest/adminguide/AmazonSageMakerDomainExecution.html",
    "dms.amazonaws.com": "dms/latest/userguide/cross-service-confused-deputy-prevention.html",
    "ecs-tasks.amazonaws.com": "AmazonECS/latest/developerguide/task-iam-roles.html",
    "iot.amazonaws.com": "iot-device-defender/latest/devguide/dd-cross-service-confused-deputy-prevention.html",
    "iotsitewise.amazonaws.com": "iot-sitewise/latest/userguide/cross-service-confused-deputy-prevention.html",
    "kafkaconnect.amazonaws.com": "msk/latest/developerguide/cross-service-confused-deputy-prevention.html",
    "mediaconvert.amazonaws.com": "mediaconvert/latest/ug/cross-service-confused-deputy-prevention.html",
    "personalize.amazonaws.com": "personalize/latest/dg/cross-service-confused-deputy-prevention.html",
    "pipes.amazonaws.com": "eventbridge/latest/userguide/eb-pipes-permissions.html",
    "qbusiness.amazonaws.com": "amazonq/latest/qbusiness-ug/kendra-retriever-iam-role.html",
    "rds.amazonaws.com": "AmazonRDS/latest/UserGuide/cross-service-confused-deputy-prevention.html",
    "rekognition.amazonaws.com": "rekognition/latest/dg/cross-service-confused-deputy-prevention.html",
    "spotfleet.amazonaws.com": "AWSEC2/latest/UserGuide/spot-fleet-prerequisites.html",
    "ssm.amazonaws.com": "systems-manager/latest/userguide/cross-service-confused-deputy-prevention.html",
    "storagegateway.amazonaws.com": "filegateway/latest/files3/cross-service-confused-deputy-prevention.html",
    "textract.amazonaws.com": "textract/latest/dg/cross-service-confused-deputy-prevention.html",
    "transfer.amazonaws.com": "transfer/latest/userguide/confused-deputy.html",
};

/** Services that say for whom they assume a role. IoT Events is none: by its page, only roles of the own account are assumed. */
export const SOURCED_SERVICES: readonly string[] = [
    ...Object.keys(DOCUMENTED),
    "bedrock.amazonaws.com",
    "codebuild.amazonaws.com",
    "events.amazonaws.com",
    "firehose.amazonaws.com",
    "kinesisanalytics.amazonaws.com",
    "logs.amazonaws.com",
    "monitoring.rds.amazonaws.com",
    "scheduler.amazonaws.com",
    "states.amazonaws.com",
    "vpc-flow-logs.amazonaws.com",
].sort();
