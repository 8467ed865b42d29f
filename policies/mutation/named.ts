/**
 * A mutation that no operator finds: what a rule forbids stands nowhere in a good program, so it has to be put there.
 */
interface NamedMutation {
    /** The property that is set, with its value. @default - a resource is added */
    readonly set?: readonly [type: string, path: string, value: unknown];
    /** The resource that is added. @default - none */
    readonly add?: readonly [type: string, inputs: Readonly<Record<string, unknown>>];
}

const FUNCTION = "aws:lambda/function:Function";
const TASK = "aws:ecs/taskDefinition:TaskDefinition";

/** Named mutations by the rules' ids. */
export const namedMutations: Readonly<Record<string, NamedMutation>> = {
    "iam-role-policy-conflict": {
        add: [
            "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
            { role: "audit", policyArn: "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole" },
        ],
    },
    "inputs-credentials-absent": {
        set: [
            "aws:codebuild/project:Project",
            "environment.environmentVariables",
            [{ name: "TOKEN", value: "hunter2" }],
        ],
    },
    "inputs-addresses-encrypted": { set: ["aws:sns/topicSubscription:TopicSubscription", "protocol", "http"] },
    "iam-user-absent": {
        add: ["aws:iam/user:User", { name: "deployer", tags: { owner: "team", environment: "prod" } }],
    },
    "iam-access-key-absent": { add: ["aws:iam/accessKey:AccessKey", { user: "deployer" }] },
    "iam-user-policy-by-group": {
        add: [
            "aws:iam/userPolicyAttachment:UserPolicyAttachment",
            { user: "auditor", policyArn: "arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess" },
        ],
    },
    "s3-acl-private": { set: ["aws:s3/bucket:Bucket", "acl", "public-read"] },
    "lambda-environment-no-secrets": {
        set: [FUNCTION, "environment.variables.DB_PASSWORD", "correct-horse-battery"],
    },
    "cognito-client-implicit-refused": {
        set: ["aws:cognito/userPoolClient:UserPoolClient", "allowedOauthFlows", ["code", "implicit"]],
    },
    "firehose-secrets-managed": {
        set: [
            "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",
            "httpEndpointConfiguration.accessKey",
            "a-key",
        ],
    },
    "redshift-password-managed": { set: ["aws:redshift/cluster:Cluster", "masterPassword", "a-password"] },
    "ecs-container-unprivileged": { set: [TASK, "containerDefinitions[0].privileged", true] },
    "ecs-container-confined": {
        set: [TASK, "containerDefinitions[0].linuxParameters.capabilities.add", ["SYS_ADMIN"]],
    },
    "ecs-host-apart": { set: [TASK, "volumes", [{ name: "docker", hostPath: "/var/run/docker.sock" }]] },
    "ecs-processes-own": { set: [TASK, "pidMode", "host"] },
    "ecs-roles-separate": { set: [TASK, "taskRoleArn", "arn:aws:iam::111122223333:role/delivery"] },
    "ecs-environment-no-secrets": {
        set: [TASK, "containerDefinitions[0].environment", [{ name: "DB_PASSWORD", value: "correct-horse-battery" }]],
    },
    "ecs-platform-latest": { set: ["aws:ecs/service:Service", "platformVersion", "1.3.0"] },
    "ec2-default-group-closed": {
        set: [
            "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
            "ingress",
            [{ protocol: "-1", fromPort: 0, toPort: 0, self: true, description: "Among its own" }],
        ],
    },
    "stack-snapshot-whole": {
        add: [
            "aws:apigateway/method:Method",
            { restApi: "orders-id", resourceId: "orders-root", httpMethod: "GET", authorization: "AWS_IAM" },
        ],
    },
};
