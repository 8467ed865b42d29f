import { facts } from "../../components/delivery/facts";
import type { Surroundings } from "../../components/delivery/scopes";
import { actionOf } from "./actions";
import type { Call } from "./calls";

/** One question to IAM: may this be done, to this, under these circumstances? */
export interface Request {
    readonly action: string;
    readonly resource: string;
    readonly context: Readonly<Record<string, string>>;
}

type Input = Readonly<Record<string, unknown>>;

const text = (value: unknown) => (typeof value === "string" ? value : "");
const last = (value: unknown, separator: string) => text(value).split(separator).at(-1) ?? "";

/** What a call names, by IAM's kind of resource: the rest of the ARN. Ids are drawn by AWS, and stand for any. */
const NAMED: Readonly<Record<string, (input: Input) => string>> = {
    "cloudtrail:trail": ({ Name, TrailName, ResourceId }) =>
        `trail/${text(Name) || text(TrailName) || last(ResourceId, "/")}`.replace(/trail\/arn:.*\//, "trail/"),
    "cloudwatch:alarm": ({ AlarmName }) => `alarm:${text(AlarmName)}`,
    "dynamodb:table": ({ TableName }) => `table/${last(TableName, "/")}`,
    "firehose:deliverystream": ({ DeliveryStreamName }) => `deliverystream/${text(DeliveryStreamName)}`,
    "iam:role": ({ RoleName }) => `role/${text(RoleName)}`,
    "kinesis:stream": ({ StreamName, StreamARN }) => `stream/${text(StreamName) || last(StreamARN, "/")}`,
    "kms:alias": ({ AliasName }) => text(AliasName),
    "lambda:function": ({ FunctionName }) => `function:${last(FunctionName, ":function:")}`,
    "logs:log-group": ({ logGroupName }) => `log-group:${text(logGroupName)}`,
    "logs:log-stream": ({ logGroupName, logStreamName }) =>
        `log-group:${text(logGroupName)}:log-stream:${text(logStreamName)}`,
    "s3:bucket": ({ Bucket }) => text(Bucket),
    "sns:topic": ({ Name, TopicArn }) => text(Name) || last(TopicArn, ":"),
    "sqs:queue": ({ QueueName, QueueUrl }) => text(QueueName) || last(QueueUrl, "/"),
};

/** Kinds of EC2 that a call is about when it names them so. */
const IDS: Readonly<Record<string, readonly string[]>> = {
    "ec2:elastic-ip": ["AllocationId"],
    "ec2:internet-gateway": ["InternetGatewayId"],
    "ec2:route-table": ["RouteTableId", "RouteTableIds"],
    "ec2:security-group": ["GroupId", "SecurityGroupIds"],
    "ec2:subnet": ["SubnetId", "SubnetIds"],
    "ec2:vpc": ["VpcId", "ResourceIds"],
};

/** The services that a role is passed to by a call, with where the call names it. */
const PASSING: Readonly<Record<string, readonly [service: string, role: (input: Input) => unknown]>> = {
    "apigateway:PATCH": ["apigateway", ({ patchOperations }) => roleIn(patchOperations)],
    "ec2:CreateFlowLogs": ["vpc-flow-logs", (input) => roleIn(input)],
    "firehose:CreateDeliveryStream": ["firehose", (input) => roleIn(input)],
    "lambda:CreateFunction": ["lambda", ({ Role }) => Role],
};

const roleIn = (value: unknown) => /arn:aws:iam::\d+:role\/[\w-]+/.exec(JSON.stringify(value))?.[0];

/**
 * What IAM would be asked for a call on AWS, where the official provider makes it: what is made gets its tags in the request, and
 * what is there has those of the environment.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html
 */
export function requestsOf(call: Call, surroundings: Surroundings): Request[] {
    const { region, accountId, environment } = surroundings;
    const action = actionOf(call);
    const service = action.split(":")[0] ?? "";
    const { input } = call;
    const where = { "aws:RequestedRegion": region };
    const there = { ...where, "aws:ResourceTag/environment": environment };
    const asked = { ...where, "aws:RequestTag/environment": environment };
    const at = (kind: string, rest: string) => {
        const owner = kind.split(":")[0] ?? "";
        if (owner === "s3") return `arn:aws:s3:::${rest}`;
        return `arn:aws:${owner}:${owner === "iam" ? "" : region}:${accountId}:${rest}`;
    };
    const made = (kind: string) => at(kind, `${kind.slice(kind.indexOf(":") + 1)}/new`);
    if (service === "apigateway")
        return [...onPath(call, action, there, asked, region), ...passing(action, input, where)];
    if (action === "ec2:CreateTags") return taggedLater(input, surroundings, asked);
    const { on = [], makes = [] } = facts.actions[action] ?? {};
    const context = contextOf(action, input, surroundings);
    const isMaking = /^(kms:CreateKey|cognito-idp:CreateUserPool|lambda:CreateEventSourceMapping)$/.test(action);
    const requests = [
        ...on.flatMap((kind): Request[] => {
            const named = NAMED[kind]?.(input);
            // A group that is named by an API is told by its tags.
            const tags = action === "logs:CreateLogGroup" ? asked : there;
            if (named !== undefined)
                return [
                    {
                        action,
                        resource: at(kind, named),
                        context: { ...(kind === "logs:log-group" ? tags : where), ...context },
                    },
                ];
            const ids = IDS[kind];
            if (ids !== undefined && !ids.some((id) => input[id] !== undefined)) return [];
            return OPTIONAL.includes(kind)
                ? []
                : [{ action, resource: existing(kind, at), context: { ...there, ...context } }];
        }),
        ...makes
            .filter((kind) => kind !== "ec2:security-group-rule")
            .map((kind) => ({
                action,
                resource: NAMED[kind] === undefined ? made(kind) : at(kind, NAMED[kind](input)),
                context: asked,
            })),
        ...(makes.length > 0 && service === "ec2"
            ? makes
                  .filter((kind) => kind !== "ec2:security-group-rule")
                  .map((kind) => ({
                      action: "ec2:CreateTags",
                      resource: made(kind),
                      context: { ...asked, "ec2:CreateAction": call.operation },
                  }))
            : []),
        ...passing(action, input, where),
    ];
    if (requests.length > 0) return requests;
    return [
        { action, resource: "*", context: { ...(isMaking ? asked : where), ...context } },
        ...tagging(action, asked, at),
    ];
}

/** What a call tells besides tags. */
function contextOf(action: string, input: Input, { region, accountId, boundaryArn }: Surroundings): Request["context"] {
    const told: Readonly<Record<string, Request["context"]>> = {
        "application-autoscaling:RegisterScalableTarget": {
            "application-autoscaling:service-namespace": text(input.ServiceNamespace),
        },
        "iam:AttachRolePolicy": { "iam:PermissionsBoundary": boundaryArn, "iam:PolicyARN": text(input.PolicyArn) },
        "iam:CreateRole": { "iam:PermissionsBoundary": text(input.PermissionsBoundary) },
        "iam:PutRolePolicy": { "iam:PermissionsBoundary": boundaryArn },
        "lambda:CreateEventSourceMapping": {
            "lambda:FunctionArn": `arn:aws:lambda:${region}:${accountId}:function:${last(input.FunctionName, ":function:")}`,
        },
    };
    return told[action] ?? {};
}

/** Kinds that a call may be about, and here is not. */
const OPTIONAL = ["dynamodb:index", "dynamodb:stream", "lambda:function alias", "lambda:function version"];

function existing(kind: string, at: (kind: string, rest: string) => string): string {
    if (kind === "kinesis:kmsKey") return at("kms:key", "key/1");
    const rest: Readonly<Record<string, string>> = {
        "application-autoscaling:ScalableTarget": "scalable-target/1",
        "cognito-idp:userpool": "userpool/1",
        "lambda:eventSourceMapping": "event-source-mapping:1",
    };
    return at(kind, rest[kind] ?? `${kind.slice(kind.indexOf(":") + 1)}/1`);
}

function passing(action: string, input: Input, where: Request["context"]): Request[] {
    const [service, role] = PASSING[action] ?? [];
    const arn = role?.(input);
    if (service === undefined || typeof arn !== "string") return [];
    return [
        {
            action: "iam:PassRole",
            resource: arn,
            context: { ...where, "iam:PassedToService": `${service}.amazonaws.com` },
        },
    ];
}

/** What is made with tags and has no ARN before. */
function tagging(action: string, asked: Request["context"], at: (kind: string, rest: string) => string): Request[] {
    const tagged: Readonly<Record<string, readonly [string, string]>> = {
        "cognito-idp:CreateUserPool": ["cognito-idp:userpool", "userpool/new"],
        "kms:CreateKey": ["kms:key", "key/new"],
        "lambda:CreateEventSourceMapping": ["lambda:eventSourceMapping", "event-source-mapping:new"],
    };
    const [kind, rest] = tagged[action] ?? [];
    if (kind === undefined || rest === undefined) return [];
    return [{ action: `${kind.split(":")[0]}:TagResource`, resource: at(kind, rest), context: asked }];
}

/** Only the group that comes with a VPC gets its tags by a call of its own on AWS, see `requestsOf`. */
function taggedLater({ Resources }: Input, { region, accountId }: Surroundings, asked: Request["context"]): Request[] {
    const ids = Array.isArray(Resources) ? (Resources as string[]) : [];
    return ids
        .filter((id) => id.startsWith("sg-"))
        .map((id) => ({
            action: "ec2:CreateTags",
            resource: `arn:aws:ec2:${region}:${accountId}:security-group/${id}`,
            context: asked,
        }));
}

function onPath(
    { operation, input }: Call,
    action: string,
    there: Request["context"],
    asked: Request["context"],
    region: string,
): Request[] {
    const at = (path: string) => `arn:aws:apigateway:${region}::${path}`;
    if (/Account$/.test(operation)) return [{ action, resource: at("/account"), context: {} }];
    if (operation === "CreateRestApi") return [{ action, resource: at("/restapis"), context: asked }];
    if (operation === "TagResource")
        return [{ action, resource: at(`/tags/${encodeURIComponent(text(input.resourceArn))}`), context: asked }];
    const parts: Readonly<Record<string, string>> = {
        CreateDeployment: "/deployments",
        CreateStage: "/stages",
        GetDeployment: "/deployments/1",
        GetStage: "/stages/v1",
        UpdateStage: "/stages/v1",
    };
    return [{ action, resource: at(`/restapis/1${parts[operation] ?? ""}`), context: there }];
}
