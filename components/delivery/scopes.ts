/** The environment that the roles are for, as far as names and tags tell it. */
export interface Surroundings {
    readonly partition: string;
    readonly region: string;
    readonly accountId: string;
    /** Name of the environment, which is also the value of the tag `environment`. */
    readonly environment: string;
    /** Pattern of the names that Pulumi gives, with IAM's wildcards: `*-dev-???????`. */
    readonly names: string;
    /** Beginning of the names that the program gives: `platform`. */
    readonly project: string;
    /** ARN of the managed policy that bounds every role. */
    readonly boundaryArn: string;
}

/**
 * What environments of requests are called, `pr-<number>`, with IAM's wildcard: it has none for digits, so all whose names begin with
 * `pr-` are a request's.
 */
export const REQUESTS = "pr-*";

/** How the environment's resources of a kind are told from others. */
interface Kind {
    /** ARNs that tell it by a name. @default - none does */
    readonly named?: Patterns;
    /** ARNs in which AWS draws what stands there, so that only tags tell. @default - none */
    readonly tagged?: Patterns;
}

type Patterns = (surroundings: Surroundings) => readonly string[];

const arns =
    (service: string, ...names: readonly string[]): Patterns =>
    ({ partition, region, accountId, names: pattern, project, environment }) =>
        names.map((name) =>
            `arn:${partition}:${service}:${region}:${accountId}:${name}`
                .replace("{names}", pattern)
                .replace("{project}", project)
                .replace("{environment}", environment),
        );

const named = (service: string, ...names: readonly string[]): Kind => ({ named: arns(service, ...names) });
const tagged = (service: string, name: string): Kind => ({ tagged: arns(service, name) });

/** Those of IAM belong to no region. */
const ofAccount = (name: string): Kind => ({
    named: ({ partition, accountId, names }) => [`arn:${partition}:iam::${accountId}:${name}${names}`],
});

const network = Object.fromEntries(
    [
        "elastic-ip",
        "internet-gateway",
        "natgateway",
        "route-table",
        "security-group",
        "security-group-rule",
        "subnet",
        "vpc",
        "vpc-endpoint",
        "vpc-flow-log",
    ].map((name) => [`ec2:${name}`, tagged("ec2", `${name}/*`)]),
);

/** The kinds of resources that deployments are about. */
const KINDS: Readonly<Record<string, Kind>> = {
    ...network,
    "apigateway:RestApi": { tagged: ({ partition, region }) => [`arn:${partition}:apigateway:${region}::/restapis/*`] },
    "application-autoscaling:ScalableTarget": tagged("application-autoscaling", "scalable-target/*"),
    "cloudtrail:trail": named("cloudtrail", "trail/{project}-{environment}"),
    "cloudwatch:alarm": named("cloudwatch", "alarm:{names}"),
    "cognito-idp:userpool": tagged("cognito-idp", "userpool/*"),
    "dynamodb:index": named("dynamodb", "table/{names}/index/*"),
    "dynamodb:stream": named("dynamodb", "table/{names}/stream/*"),
    "dynamodb:table": named("dynamodb", "table/{names}"),
    "firehose:deliverystream": named("firehose", "deliverystream/{names}"),
    "iam:policy": ofAccount("policy/"),
    "iam:role": ofAccount("role/"),
    "kinesis:kmsKey": tagged("kms", "key/*"),
    "kinesis:stream": named("kinesis", "stream/{names}"),
    "kms:alias": named("kms", "alias/{project}/{environment}/*"),
    "kms:key": tagged("kms", "key/*"),
    "lambda:eventSourceMapping": tagged("lambda", "event-source-mapping:*"),
    // Of an alias or a version AWS asks for the function with it.
    "lambda:function": named("lambda", "function:{names}", "function:{names}:*"),
    "lambda:function alias": named("lambda", "function:{names}:*"),
    "lambda:function version": named("lambda", "function:{names}:*"),
    "logs:log-group": {
        ...named("logs", "log-group:{names}", "log-group:{names}:*"),
        // API Gateway names it by the API, whose id AWS draws.
        ...tagged("logs", "log-group:API-Gateway-Execution-Logs_*"),
    },
    "logs:log-stream": named("logs", "log-group:{names}:log-stream:*"),
    "s3:bucket": { named: ({ partition, names }) => [`arn:${partition}:s3:::${names}`] },
    "s3:object": { named: ({ partition, names }) => [`arn:${partition}:s3:::${names}/*`] },
    // A subscription's ARN begins with its topic's.
    // Quotas of the services of which the command asks some (cli/driver/account/quotas.ts).
    "servicequotas:quota": named("servicequotas", "ec2/*", "vpc/*"),
    "sns:topic": named("sns", "{names}", "{names}:*"),
    "sqs:queue": named("sqs", "{names}"),
};

export function isKind(name: string): boolean {
    return name in KINDS;
}

/** The ARNs of a kind's resources that are the environment's by their names, and that may be by their tags. */
export function arnsOf(kind: string, surroundings: Surroundings): Record<keyof Kind, readonly string[]> {
    const { named: names, tagged: tags } = KINDS[kind];
    return { named: names?.(surroundings) ?? [], tagged: tags?.(surroundings) ?? [] };
}

/**
 * The pattern of the names that `pulumi:autonaming` makes in an environment, with IAM's wildcards.
 *
 * @param pattern - as in `${name}-${stack}-${hex(7)}`
 */
export function namesOf(pattern: string, environment: string): string {
    return pattern
        .replace("${stack}", environment)
        .replace(/\$\{hex\((\d)\)\}/, (_all, digits: string) => "?".repeat(Number(digits)))
        .replaceAll(/\$\{\w+\}/g, "*");
}

/**
 * The surroundings of all environments of requests, from those of the environment beside which they come up.
 *
 * @param pattern - of names, as in `${name}-${stack}-${hex(7)}`
 * @param boundaryArn - ARN of the policy that bounds their roles
 */
export function ofRequests(surroundings: Surroundings, pattern: string, boundaryArn: string): Surroundings {
    return { ...surroundings, environment: REQUESTS, names: namesOf(pattern, REQUESTS), boundaryArn };
}

/** By what an ARN may be the environment's: its name, or the tags of what has it. */
export function reachOf(arn: string, surroundings: Surroundings): readonly (keyof Kind)[] {
    const ways = ["named", "tagged"] as const;
    const all = Object.keys(KINDS).map((kind) => arnsOf(kind, surroundings));
    return ways.filter((way) => all.some((patterns) => patterns[way].some((pattern) => matches(pattern, arn))));
}

/**
 * Refuses a permissions boundary that the environment's foundation has not made: who deploys writes the foundation's state, where it is
 * read, and may name a looser policy there.
 *
 * @param given - the ARN in the environment's settings, which people review. @default - the foundation makes its own
 * @throws naming both, and what to do
 */
export function requireOwnBoundary({ boundaryArn, ...here }: Surroundings, given?: string): void {
    const { partition, accountId, environment, names } = here;
    // The first wildcard stands for the name that the program gives.
    const own = given ?? `arn:${partition}:iam::${accountId}:policy/${names.replace("*", "boundary")}`;
    if (given === undefined ? matches(own, boundaryArn) : given === boundaryArn) return;
    throw new Error(
        `Layer 'delivery': the state of the foundation of '${environment}' names ${boundaryArn} as the permissions boundary, and the one that it makes is ${own}. ` +
            `No policy is made of it: see who has changed the state, and run 'npx platform up ${environment} --layer foundation'.`,
    );
}

/** Whether an ARN is one that a pattern with IAM's wildcards stands for. */
function matches(pattern: string, arn: string): boolean {
    const escaped = pattern.replaceAll(/[.+^${}()|[\]\\]/g, "\\$&");
    return new RegExp(`^${escaped.replaceAll("*", ".*").replaceAll("?", ".")}$`).test(arn);
}
