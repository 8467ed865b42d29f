import { facts } from "./facts";
import type { Because } from "./needs";
import { ACCOUNT_SETTING, PASSES, SERVICE_LINKED } from "./needs";
import { arnsOf, type Surroundings } from "./scopes";

/** IAM's condition block: operator, key, values. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/** On what an action may act, and when. */
export interface Narrowed {
    readonly resources: readonly string[];
    readonly conditions?: Conditions;
}

const RESOURCE_TAG = "aws:ResourceTag/environment";
const REQUEST_TAG = "aws:RequestTag/environment";

/** How a tag is compared: as a whole, or by a pattern where several environments are meant. */
const tagsAre = ({ environment }: Surroundings) => (environment.includes("*") ? "StringLike" : "StringEquals");

/** Services whose requests name no region of their own, or another one. */
const GLOBAL = ["iam", "s3"];

/**
 * On which resources an action may act: those of the environment by their names, or by their tags where AWS draws the ARNs;
 * what it makes, with the environment's tag; and all of the region where AWS limits an action to nothing.
 *
 * @param because - what takes it
 * @throws when it acts on kinds of resources of which nothing is known
 */
export function narrow(action: string, because: readonly Because[], surroundings: Surroundings): Narrowed[] {
    const special = SPECIAL[action] ?? SPECIAL[`${action.split(":")[0]}:*`];
    if (special !== undefined) return special(surroundings, because, action);
    return generally(action, surroundings);
}

function generally(action: string, surroundings: Surroundings): Narrowed[] {
    const fact = facts.actions[action];
    if (fact === undefined) throw new Error(`Nothing is known of ${action}. Run 'npm run facts'.`);
    const { on, makes, others } = fact;
    if (others)
        throw new Error(
            `${action} acts on kinds of resources that components/delivery/scopes.ts does not have: add them, or withhold it in withheld.ts.`,
        );
    if (on.length + makes.length === 0) return [inRegion(action, surroundings)];
    return [
        ...on.flatMap((kind) => ofKind(kind, surroundings, RESOURCE_TAG)),
        ...makes.flatMap((kind) => ofKind(kind, surroundings, REQUEST_TAG)),
    ];
}

/** @param tag - by which something is the environment's whose name does not tell */
function ofKind(kind: string, surroundings: Surroundings, tag: string): Narrowed[] {
    const { named, tagged } = arnsOf(kind, surroundings);
    const conditions = { [tagsAre(surroundings)]: { [tag]: surroundings.environment } };
    return [{ resources: named }, { resources: tagged, conditions }].filter(({ resources }) => resources.length > 0);
}

function inRegion(action: string, { region }: Surroundings): Narrowed {
    const isGlobal = GLOBAL.includes(action.split(":")[0] ?? "");
    return {
        resources: ["*"],
        ...(isGlobal ? {} : { conditions: { StringEquals: { "aws:RequestedRegion": region } } }),
    };
}

type Special = (surroundings: Surroundings, because: readonly Because[], action: string) => Narrowed[];

const drawn = (kinds: readonly string[], surroundings: Surroundings) =>
    kinds.flatMap((kind) => arnsOf(kind, surroundings).tagged);

/** Makes what AWS gives no ARN before it exists, with the environment's tag. */
const made: Special = (surroundings) => [
    {
        resources: ["*"],
        conditions: {
            [tagsAre(surroundings)]: {
                [REQUEST_TAG]: surroundings.environment,
                "aws:RequestedRegion": surroundings.region,
            },
        },
    },
];

/** Gives the environment's resources other tags, but that of the environment no other value. */
const retag = (kinds: readonly string[], surroundings: Surroundings): Narrowed => ({
    resources: drawn(kinds, surroundings),
    conditions: {
        [tagsAre(surroundings)]: { [RESOURCE_TAG]: surroundings.environment },
        [`${tagsAre(surroundings)}IfExists`]: { [REQUEST_TAG]: surroundings.environment },
    },
});

/** Gives its first tags to what has none of an environment: AWS asks for this, too, where something is made with tags. */
const tagNew = (kinds: readonly string[], surroundings: Surroundings): Narrowed => ({
    resources: drawn(kinds, surroundings),
    conditions: {
        [tagsAre(surroundings)]: { [REQUEST_TAG]: surroundings.environment },
        Null: { [RESOURCE_TAG]: "true" },
    },
});

const tags =
    (...kinds: readonly string[]): Special =>
    (surroundings) => [retag(kinds, surroundings), tagNew(kinds, surroundings)];

/** All of EC2, where the tags tell. */
const anyOf = ({ partition, region, accountId }: Surroundings) => [`arn:${partition}:ec2:${region}:${accountId}:*/*`];

/** Actions of EC2 that give what they make its tags. */
const MAKING = () =>
    Object.entries(facts.actions)
        .filter(([action, { makes }]) => action.startsWith("ec2:") && makes.length > 0 && !action.endsWith("Tags"))
        .map(([action]) => action.slice("ec2:".length));

const roles = (surroundings: Surroundings) => arnsOf("iam:role", surroundings).named;

/** Only what stays below the boundary: roles that have it, and none other. */
const bounded: Special = (surroundings) => [
    {
        resources: roles(surroundings),
        conditions: { StringEquals: { "iam:PermissionsBoundary": surroundings.boundaryArn } },
    },
];

/** The one policy that layers attach, which is AWS's own (components/integration/apiGatewayAccount.ts). */
const LOGGING_POLICY = "service-role/AmazonAPIGatewayPushToCloudWatchLogs";

const attached: Special = (surroundings) => [
    {
        resources: roles(surroundings),
        conditions: {
            StringEquals: { "iam:PermissionsBoundary": surroundings.boundaryArn },
            ArnEquals: { "iam:PolicyARN": `arn:${surroundings.partition}:iam::aws:policy/${LOGGING_POLICY}` },
        },
    },
];

/** Uses the environment's keys through services only: a table is made, a function's variables are encrypted. */
const throughServices: Special = (surroundings, because) => [
    {
        resources: drawn(["kms:key"], surroundings),
        conditions: {
            [tagsAre(surroundings)]: {
                [RESOURCE_TAG]: surroundings.environment,
                "kms:ViaService": servicesOf(because).map((each) => `${each}.${surroundings.region}.amazonaws.com`),
            },
        },
    },
];

/** The services of the types: `lambda` of `aws:lambda/function:Function`. */
function servicesOf(because: readonly Because[]): string[] {
    const services = because.map(({ type = "" }) => type.split(/[:/]/)[1] ?? "");
    // What the SDK counts to Kinesis.
    return [...new Set(services.map((service) => (service === "kinesis" ? "firehose" : service)))].sort();
}

const valuesOf = (table: Readonly<Record<string, string>>, because: readonly Because[]) =>
    [...new Set(because.flatMap(({ type = "" }) => table[type] ?? []))].sort();

/** REST calls are told apart by their paths: an API is drawn its id, the account's setting and tags have paths of their own. */
const onPaths: Special = (surroundings, because, action) => {
    const { partition, region, environment } = surroundings;
    const at = (path: string) => `arn:${partition}:apigateway:${region}::${path}`;
    const tagged = (tag: string) => ({ [tagsAre(surroundings)]: { [tag]: environment } });
    const apis = { resources: [at("/restapis/*")], conditions: tagged(RESOURCE_TAG) };
    const making = { resources: [at("/restapis")], conditions: tagged(REQUEST_TAG) };
    const tagging = {
        resources: [at(`/tags/${encodeURIComponent(at("/restapis/"))}*`)],
        conditions: tagged(REQUEST_TAG),
    };
    const isSet = because.some(({ type }) => type === ACCOUNT_SETTING);
    const here: Readonly<Record<string, Narrowed[]>> = {
        GET: [apis, { resources: [at("/account"), at("/restapis")] }],
        PATCH: [apis, ...(isSet ? [{ resources: [at("/account")] }] : [])],
        POST: [apis, making],
        PUT: [apis, tagging],
    };
    return here[action.slice("apigateway:".length)] ?? [apis];
};

/** Where AWS's model of an action and resource is not all there is to say. */
const SPECIAL: Readonly<Record<string, Special>> = {
    "apigateway:*": onPaths,
    "application-autoscaling:RegisterScalableTarget": tags("application-autoscaling:ScalableTarget"),
    "application-autoscaling:TagResource": tags("application-autoscaling:ScalableTarget"),
    "cognito-idp:CreateUserPool": made,
    "cognito-idp:TagResource": tags("cognito-idp:userpool"),
    "ec2:CreateTags": (surroundings) => [
        { ...retag([], surroundings), resources: anyOf(surroundings) },
        {
            resources: anyOf(surroundings),
            conditions: {
                [tagsAre(surroundings)]: { [REQUEST_TAG]: surroundings.environment, "ec2:CreateAction": MAKING() },
            },
        },
        // A VPC comes with a group that nobody has given tags: the provider gives it some before it empties it.
        tagNew(["ec2:security-group"], surroundings),
    ],
    "ec2:DeleteTags": (surroundings) => [
        {
            resources: anyOf(surroundings),
            conditions: { [tagsAre(surroundings)]: { [RESOURCE_TAG]: surroundings.environment } },
        },
    ],
    "iam:AttachRolePolicy": attached,
    "iam:CreateRole": bounded,
    "iam:CreateServiceLinkedRole": ({ partition, accountId }, because) => [
        {
            resources: [`arn:${partition}:iam::${accountId}:role/aws-service-role/*`],
            conditions: { StringEquals: { "iam:AWSServiceName": valuesOf(SERVICE_LINKED, because) } },
        },
    ],
    "iam:DeleteRolePolicy": bounded,
    "iam:DetachRolePolicy": attached,
    "iam:PassRole": (surroundings, because) => [
        {
            resources: roles(surroundings),
            conditions: { StringEquals: { "iam:PassedToService": valuesOf(PASSES, because) } },
        },
    ],
    "iam:PutRolePermissionsBoundary": bounded,
    "iam:PutRolePolicy": bounded,
    "iam:UpdateAssumeRolePolicy": bounded,
    "kms:CreateGrant": throughServices,
    "kms:CreateKey": made,
    "kms:Decrypt": throughServices,
    "kms:Encrypt": throughServices,
    "kms:GenerateDataKey": throughServices,
    "kms:RevokeGrant": throughServices,
    "kms:TagResource": tags("kms:key"),
    // It names no ARN before it exists, so the function tells whose it is.
    "lambda:CreateEventSourceMapping": (surroundings) => [
        {
            resources: ["*"],
            conditions: { ArnLike: { "lambda:FunctionArn": arnsOf("lambda:function", surroundings).named } },
        },
    ],
    "lambda:TagResource": (surroundings) => [
        { resources: arnsOf("lambda:function", surroundings).named },
        ...tags("lambda:eventSourceMapping")(surroundings, [], ""),
    ],
    "logs:CreateLogGroup": (surroundings) => ofKind("logs:log-group", surroundings, REQUEST_TAG),
    // What API Gateway logs of its own accord is no function's.
    "logs:FilterLogEvents": (surroundings) => [{ resources: arnsOf("logs:log-group", surroundings).named }],
    "logs:TagResource": (surroundings) => [
        { resources: arnsOf("logs:log-group", surroundings).named },
        ...tags("logs:log-group")(surroundings, [], ""),
    ],
};
