import type { Exemption } from "./framework/exemption";

/** What the permissions boundary lets roles do at most, by service. Each action more is a finding until it is written down here. */
const BOUNDARY_ACTIONS: Readonly<Record<string, readonly string[]>> = {
    dynamodb: [
        "BatchGetItem",
        "DeleteItem",
        "DescribeStream",
        "GetItem",
        "GetRecords",
        "GetShardIterator",
        "PutItem",
        "Query",
        "Scan",
        "UpdateItem",
    ],
    firehose: ["PutRecord", "PutRecordBatch"],
    kinesis: [
        "DescribeStream",
        "DescribeStreamSummary",
        "GetRecords",
        "GetShardIterator",
        "ListShards",
        "PutRecord",
        "PutRecords",
    ],
    kms: ["Decrypt", "GenerateDataKey"],
    lambda: ["GetFunctionConfiguration", "InvokeFunction"],
    logs: [
        "CreateLogGroup",
        "CreateLogStream",
        "DescribeLogStreams",
        "FilterLogEvents",
        "GetLogEvents",
        "PutLogEvents",
    ],
    s3: [
        "AbortMultipartUpload",
        "DeleteObject",
        "GetBucketLocation",
        "GetObject",
        "ListBucket",
        "ListBucketMultipartUploads",
        "PutObject",
    ],
    secretsmanager: ["GetSecretValue"],
    sqs: ["ChangeMessageVisibility", "DeleteMessage", "GetQueueAttributes", "ReceiveMessage", "SendMessage"],
};

/** Those of them by which data is read, which a rule of its own reports. */
const BOUNDARY_READS = [
    "dynamodb:BatchGetItem",
    "dynamodb:GetItem",
    "dynamodb:GetRecords",
    "dynamodb:Query",
    "dynamodb:Scan",
    "kinesis:GetRecords",
    "logs:FilterLogEvents",
    "logs:GetLogEvents",
    "s3:GetObject",
    "secretsmanager:GetSecretValue",
    "sqs:ReceiveMessage",
];

const ofBoundary = {
    resource: "boundary",
    // That of environments of requests is made with their role, and limited to them.
    stacks: ["platform-foundation/*", "!platform-foundation/pr-*"],
    reason: "A permissions boundary grants nothing: it caps roles, whose own policies name their resources, to this account.",
    owner: "platform-team",
    ticket: "docs/decisions/0003-grants.md",
    expires: "2027-11-30",
} as const;

const ofDelivery = {
    stacks: ["platform-delivery/*"],
    owner: "platform-team",
    ticket: "docs/decisions/0015-deployment-roles.md",
    expires: "2027-11-30",
} as const;

const boundaryActions = Object.entries(BOUNDARY_ACTIONS).flatMap(([service, actions]) =>
    actions.map((action) => `${service}:${action}`),
);

/** The findings that are let stand, each with its reason. Printed in every run that they apply to. */
export const exemptions: readonly Exemption[] = [
    {
        ...ofBoundary,
        rule: "iam-resource-wildcard",
        finding: new RegExp(`^Resource::\\*#(${boundaryActions.join("|")})$`),
        maxMatches: boundaryActions.length,
    },
    {
        ...ofBoundary,
        rule: "iam-data-exfiltration",
        finding: new RegExp(`^Action::(${BOUNDARY_READS.join("|")})#\\*$`),
        maxMatches: BOUNDARY_READS.length,
    },
    { ...ofBoundary, rule: "iam-kms-decrypt-scoped", finding: "Action::kms:Decrypt#*" },
    {
        ...ofBoundary,
        rule: "iam-write-constrained",
        finding: "Action::logs:CreateLogGroup#*",
        reason: "API Gateway's logging role, which AWS's managed policy lets create any log group, is capped by this boundary too.",
    },
    {
        ...ofDelivery,
        rule: "iam-role-boundary-set",
        finding: "permissionsBoundary",
        resource: "deploy",
        reason: "The boundary is for roles that move data; this one makes them, and may change neither itself nor the boundary.",
    },
    {
        ...ofDelivery,
        rule: "iam-role-boundary-set",
        finding: "permissionsBoundary",
        // Of 'preview' and, where an environment can be thrown away, of 'trail' and 'ephemeral'.
        resource: "*",
        reason: "The boundary is for roles that move data; these read settings, make somebody who signs in, or make roles below a boundary of their own, which it allows to nobody.",
        maxMatches: 3,
    },
    {
        ...ofDelivery,
        rule: "iam-resource-wildcard",
        finding:
            /^Resource::arn:[\w-]+:ec2:[^#]+#ec2:(AllocateAddress|AuthorizeSecurityGroup(E|In)gress|CreateFlowLogs|CreateTags)$/,
        // Of 'deploy' and, where there is one, of 'ephemeral', as below.
        resource: "*-network",
        reason: "What is made has no ARN before: the request has to give it the environment's tag. First tags go to what has none.",
        maxMatches: 10,
    },
    {
        ...ofDelivery,
        rule: "iam-resource-wildcard",
        finding: /^Resource::arn:[\w-]+:(cognito-idp|kms):[^#]+\*#(cognito-idp|kms):TagResource$/,
        resource: "*-access",
        reason: "A pool and a key are made with tags, for which AWS asks where there is no ARN yet: they go to what has none.",
        maxMatches: 4,
    },
    {
        ...ofDelivery,
        rule: "iam-resource-wildcard",
        finding: /^Resource::arn:[\w-]+:lambda:[^#]+:event-source-mapping:\*#lambda:TagResource$/,
        resource: "*-functions",
        reason: "A mapping is made with tags, for which AWS asks where there is no ARN yet: they go to what has none.",
        maxMatches: 2,
    },
    {
        ...ofDelivery,
        rule: "iam-resource-wildcard",
        finding:
            /^Resource::arn:[\w-]+:application-autoscaling:[^#]+\*#application-autoscaling:(RegisterScalableTarget|TagResource)$/,
        resource: "*-data",
        reason: "AWS draws the id of a target when it is registered with its tags, for which it asks: they go to what has none.",
        maxMatches: 4,
    },
    {
        ...ofDelivery,
        rule: "iam-pass-role-scoped",
        finding: /^Resource::arn:[\w-]+:iam::\d+:role\/[^#]+#iam:PassRole$/,
        resource: "*-access",
        reason: "Layers make roles with names of the environment and a random end, each below the boundary; four services get them.",
        maxMatches: 2,
    },
    {
        rule: "apigateway-stage-firewalled",
        finding: "webAcl",
        resource: "orders",
        stacks: ["platform-integration/*"],
        reason: "Web ACLs belong to the edge layer, which is planned and not built yet.",
        owner: "platform-team",
        ticket: "README.md",
        expires: "2027-03-31",
    },
    {
        rule: "sqs-failures-kept",
        finding: "redrivePolicy",
        resource: "failures",
        stacks: ["platform-compute/*"],
        reason: "The consumer puts here what can never be delivered; nothing receives from it by itself, so a queue behind it would stay empty.",
        owner: "platform-team",
        ticket: "functions/README.md",
        expires: "2027-11-30",
    },
    {
        rule: "sns-delivery-logged",
        finding: "failureFeedback",
        resource: "alarms",
        stacks: ["platform-monitoring/*"],
        reason: "Alarms go to people by mail, of whose delivery SNS writes no log, whatever role it is given.",
        owner: "platform-team",
        ticket: "components/monitoring/README.md",
        expires: "2027-11-30",
    },
];
