/** The actions by which code uses what a service keeps, as against managing it, by the services whose resources functions are wired to. */
export const DATA_ACTIONS: Readonly<Record<string, RegExp>> = {
    dynamodb:
        /^(Batch(Get|Write)Item|ConditionCheckItem|(Delete|Get|Put|Update)Item|Query|Scan|PartiQL\w+|Describe(Table|Stream|TimeToLive)|GetRecords|GetShardIterator|ListStreams)$/,
    elasticfilesystem: /^Client\w+$/,
    events: /^PutEvents$/,
    firehose: /^(PutRecord(Batch)?|DescribeDeliveryStream)$/,
    kinesis: /^(PutRecords?|GetRecords|GetShardIterator|Describe\w+|ListShards|ListStreams|SubscribeToShard)$/,
    lambda: /^(Invoke\w+|GetFunction(Configuration)?)$/,
    s3: /^(AbortMultipartUpload|(Get|Put|Delete)Object(Version)?(Tagging|Attributes)?|RestoreObject|List\w+|GetBucketLocation)$/,
    secretsmanager: /^(GetSecretValue|DescribeSecret|ListSecretVersionIds|PutSecretValue|UpdateSecretVersionStage)$/,
    sns: /^(Publish|GetTopicAttributes)$/,
    sqs: /^(ChangeMessageVisibility|DeleteMessage|GetQueueAttributes|GetQueueUrl|ReceiveMessage|SendMessage)$/,
    ssm: /^(GetParameter\w*|PutParameter)$/,
    states: /^(Start|Stop|Describe|List|Redrive)\w+|^SendTask\w+|^GetExecutionHistory$/,
};
