import { z } from "zod";
import { findEndpointProblem, isVpcRange, VPC_PREFIX_LENGTH } from "../../components/foundation/networkLimits";
import { findThroughputProblem } from "../../components/data/throughputLimits";
import { REPOSITORY } from "../../components/identity/gitHubProvider";
import { awsSettings } from "./awsSettings";
import { callbackUrls, corsOrigins, mailAddresses, namePattern, policyArn, tagValue, userPoolMail } from "./settings";

const LOG_RETENTION_DAYS = [
    1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

const capacityRange = z.strictObject({ min: z.number(), max: z.number() });

/**
 * Every key of `Pulumi.<env>.yaml`, by Pulumi namespace: `aws` and `pulumi`, `platform` for what all layers share, `platform-<layer>` for
 * a layer's own. A key that is not here is an error.
 */
export const configSchema = {
    aws: awsSettings,
    /** Settings of the engine itself. */
    pulumi: z.strictObject({ autonaming: z.strictObject({ pattern: namePattern }) }),
    platform: z.strictObject({
        /** Team that answers for the environment; becomes the `owner` tag. */
        owner: tagValue,
        /** Cost centre tag. */
        costCenter: tagValue,
        /** Refuses the deletion of tables, user pools and filled buckets. */
        deletionProtection: z.boolean(),
        /** Days that log groups keep their events (CloudWatch Logs accepts only these). */
        logRetentionDays: z.literal([...LOG_RETENTION_DAYS]),
        /** Log level of the functions. */
        logLevel: z.enum(["DEBUG", "INFO", "WARN", "ERROR"]),
        /** MiB of memory of each function, which buys its share of a CPU too: one whole at 1769 (Lambda has 128 to 10240). */
        functionMemoryMebibytes: z.int().min(128).max(10_240),
        /**
         * The Kinesis stream of what people do in the console, which is charged by the hour whether or not anybody uses it: none, or
         * one that keeps records for 24 to 8760 hours.
         */
        clickstream: z.union(
            [z.literal("None"), z.strictObject({ retentionHours: z.int().min(24).max(8760) })],
            "must be None, or the hours that records are kept such as { retentionHours: 24 } (24 to 8760)",
        ),
        /**
         * ARN of the policy that bounds every role, where somebody else makes it: an environment of a request has the one that the
         * layer `delivery` publishes beside it. Without it the foundation makes its own.
         */
        permissionsBoundaryArn: policyArn.optional(),
    }),
    foundation: z.strictObject({
        /** IPv4 range of the VPC, from its first address. */
        vpcCidr: z
            .string()
            .refine(
                isVpcRange,
                `must be an IPv4 range from /${VPC_PREFIX_LENGTH.min} to /${VPC_PREFIX_LENGTH.max} such as 10.20.0.0/16`,
            ),
        availabilityZones: z.int().min(2).max(3),
        /** NAT gateways: none (endpoints only), one for all zones, or one in each. Each is billed by the hour, and its address. */
        natGateways: z.enum(["None", "Single", "OnePerAz"]),
        /** Services reached by interface endpoints, each billed by the hour and zone. */
        interfaceEndpoints: z
            .array(z.string().regex(/^[a-z0-9.-]+$/, "must be the last part of a service's name such as kms"))
            .superRefine((services, context) => {
                const message = findEndpointProblem(services);
                if (message !== undefined) context.addIssue({ code: "custom", message });
            }),
        /** Days before access logs in the archive expire. */
        logArchiveDays: z.int().min(1).max(3653),
    }),
    identity: z.strictObject({
        /** Cognito accepts 6 to 99; the policy pack asks for 12. */
        passwordMinimumLength: z.int().min(12).max(99),
        mfa: z.enum(["OFF", "OPTIONAL", "ON"]),
        /** Where the browser may return after sign-in. */
        callbackUrls,
        /**
         * The identity of SES, verified and out of SES's sandbox, that sends codes and invitations to people. Without one Cognito
         * sends 50 mails a day for the whole account, which is enough to try
         * (https://docs.aws.amazon.com/cognito/latest/developerguide/quotas.html).
         */
        mail: userPoolMail.optional(),
    }),
    data: z.strictObject({
        /** Days of point-in-time recovery (DynamoDB keeps 1 to 35). */
        recoveryDays: z.int().min(1).max(35),
        /**
         * Days before lake objects move to a colder class; 0 never. Objects below 128 KB stay where they are, since that class
         * charges them as 128 KB and for the move: what makes them larger is `bufferSeconds` and `bufferMebibytes`
         * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html).
         */
        lakeColdAfterDays: z.int().min(0).max(3650),
        /**
         * Capacity of the table of idempotency keys, which is written twice for each order and read for repeated ones: on demand, or between
         * these limits with auto scaling, which costs less where the load is steady, and throttles for minutes where it rises at once
         * from the least: 20 units written are 10 orders a second. Units a second of up to 1 KiB written, 4 KiB read.
         */
        idempotencyThroughput: z.union(
            [
                z.literal("OnDemand"),
                z
                    .strictObject({
                        read: capacityRange,
                        write: capacityRange,
                        targetUtilizationPercent: z.number().optional(),
                    })
                    .superRefine((throughput, context) => {
                        const message = findThroughputProblem(throughput, 0);
                        if (message !== undefined) context.addIssue({ code: "custom", message });
                    }),
            ],
            "must be OnDemand, or limits such as { read: { min: 5, max: 500 }, write: { min: 5, max: 500 } }",
        ),
    }),
    streaming: z.strictObject({
        /** Firehose buffers until either is reached: 0 to 900 seconds … */
        bufferSeconds: z.int().min(0).max(900),
        /** … or 1 to 128 MiB. */
        bufferMebibytes: z.int().min(1).max(128),
    }),
    compute: z.strictObject({
        /**
         * Concurrent executions reserved for the stream consumer, which has use for one at a time for each shard of the table's
         * stream; 0 reserves none. AWS refuses what leaves fewer than 100 of the account's to all other functions, and new accounts
         * may have as few as 10 in all (https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html).
         */
        reservedConcurrency: z.int().min(0).max(1000),
        /** Hours for which a change of the orders table that fails is tried again; its stream keeps it for 24. */
        streamRecordAgeHours: z.int().min(1).max(23),
    }),
    integration: z.strictObject({
        /** Steady requests a second over the whole stage. */
        throttlingRate: z.number().min(1).max(10_000),
        throttlingBurst: z.int().min(1).max(5_000),
        /** Origins that browsers may call from. */
        corsOrigins,
        /**
         * Sets the role by which API Gateway writes logs. It is one setting for each account and region: of the environments that
         * share both, one has `true`, and is made before the others and removed after them. `platform up` and `platform destroy`
         * ask AWS, and refuse what would take the role away from others.
         */
        ownsApiGatewayAccount: z.boolean(),
    }),
    monitoring: z.strictObject({
        /** Addresses that get each alarm by mail; an environment that is protected from deletion has at least one. */
        alarmEmails: mailAddresses,
        /** Minutes with a problem, of the last 15, after which alarms tell. What fails for good, or is late, is told at once. */
        alarmAfterMinutes: z.int().min(1).max(15),
        /** Minutes that readers of streams and deliveries may be behind; a day is all that tables' streams keep. */
        lagMinutes: z.int().min(1).max(1440),
        /** Share of a minute's requests to the API that may end with a 5xx, in percent. */
        apiErrorPercent: z.number().min(0).lt(100),
        /** Milliseconds within which 99 of 100 requests to the API have to be answered; the gateway waits 29 s. */
        apiLatencyMilliseconds: z.int().min(1).max(29_000),
    }),
    delivery: z.strictObject({
        /** The GitHub repository whose jobs deploy the environment, as its tokens name it: `owner/name`, or `owner@id/name@id`; with GitHub's own capitals. */
        repository: z
            .string()
            .regex(
                REPOSITORY,
                "must be the owner and the name of a repository such as example/platform, or example@123456/platform@456789",
            ),
        /**
         * Makes IAM's identity provider for GitHub, of which an account has one: of the environments that share the account, one
         * has `true`, and is made before the others and removed after them.
         */
        ownsGitHubProvider: z.boolean(),
        /**
         * Makes a role by which the repository's jobs bring up environments of requests (`pr-<number>`) in this account, from commits that
         * nobody has reviewed, and the boundary of what these do.
         */
        hasEphemeralRole: z.boolean(),
    }),
} as const;

/** The sections that are nobody's own: their Pulumi namespaces are their names. */
const SHARED = ["aws", "pulumi", "platform"] as const;

/** The layers that have settings of their own. */
export type LayerName = Exclude<keyof typeof configSchema, (typeof SHARED)[number]>;

/** All settings of one environment. */
export type EnvironmentConfig = {
    readonly [K in keyof typeof configSchema]: Readonly<z.infer<(typeof configSchema)[K]>>;
};

/** What one layer is built with. */
export interface LayerConfig<L extends LayerName> {
    /** Stack name: `dev`, `prod`, `local`. */
    readonly environment: string;
    readonly region: string;
    /** Of the names that Pulumi gives, see `pulumi:autonaming`. */
    readonly namePattern: string;
    readonly platform: EnvironmentConfig["platform"];
    readonly layer: EnvironmentConfig[L];
}

/** The Pulumi namespace of a section: `data` → `platform-data`. */
export function namespaceOf(section: string): string {
    return SHARED.some((shared) => shared === section) ? section : `platform-${section}`;
}

/** One thing wrong with a configuration file. */
export interface ConfigProblem {
    readonly key: string;
    readonly problem: string;
}

/**
 * Checks the flat keys of a stack configuration file (`platform-data:recoveryDays`) against the schema.
 *
 * @param flat - values as the file has them, or as Pulumi hands them over: as text, lists and maps as JSON
 */
export function parseConfig(flat: Readonly<Record<string, unknown>>): {
    config?: EnvironmentConfig;
    problems: ConfigProblem[];
} {
    const problems: ConfigProblem[] = [];
    const config: Record<string, unknown> = {};
    const sections = Object.keys(configSchema) as (keyof typeof configSchema)[];
    for (const section of sections) {
        const prefix = `${namespaceOf(section)}:`;
        const values = Object.fromEntries(
            Object.entries(flat)
                .filter(([key]) => key.startsWith(prefix))
                .map(([key, found]) => [key.slice(prefix.length), found]),
        );
        const known = Object.keys(configSchema[section].shape);
        for (const key of Object.keys(values).filter((name) => !known.includes(name))) {
            problems.push({
                key: prefix + key,
                problem: `is not a setting; ${namespaceOf(section)} has ${known.join(", ")}`,
            });
            delete values[key];
        }
        const shape: Readonly<Record<string, z.ZodType>> = configSchema[section].shape;
        const typed = Object.fromEntries(
            Object.entries(values).map(([key, found]) => [key, decoded(found, shape[key])]),
        );
        const parsed = configSchema[section].safeParse(typed);
        if (parsed.success) config[section] = parsed.data;
        else {
            problems.push(
                ...parsed.error.issues.map((issue) => ({
                    key: prefix + issue.path.join("."),
                    problem:
                        values[String(issue.path[0])] === undefined ? `is missing (${issue.message})` : issue.message,
                })),
            );
        }
    }
    const namespaces = sections.map((section) => namespaceOf(section));
    for (const key of Object.keys(flat)) {
        const namespace = key.split(":")[0] ?? "";
        if (!namespaces.includes(namespace)) {
            problems.push({
                key,
                problem: `has the unknown namespace '${namespace}'; known are ${namespaces.join(", ")}`,
            });
        }
    }
    if (problems.length === 0) problems.push(...problemsAcross(config as EnvironmentConfig));
    return problems.length > 0 ? { problems } : { config: config as EnvironmentConfig, problems };
}

/** What no setting shows by itself. */
function problemsAcross({ aws, platform, monitoring, delivery }: EnvironmentConfig): ConfigProblem[] {
    const { deletionProtection, permissionsBoundaryArn } = platform;
    const problems: ConfigProblem[] = [];
    if (deletionProtection && monitoring.alarmEmails.length === 0)
        problems.push({
            key: "platform-monitoring:alarmEmails",
            problem: "names nobody; with platform:deletionProtection somebody has to be told of alarms",
        });
    if (deletionProtection && delivery.hasEphemeralRole)
        problems.push({
            key: "platform-delivery:hasEphemeralRole",
            problem:
                "is for an environment without platform:deletionProtection: nothing that has to last is beside what nobody has reviewed",
        });
    const account = permissionsBoundaryArn?.split(":")[4] ?? "";
    if (permissionsBoundaryArn !== undefined && aws.allowedAccountIds?.includes(account) === false)
        problems.push({
            key: "platform:permissionsBoundaryArn",
            problem: `is of account ${account}, which is not in aws:allowedAccountIds; IAM takes a boundary of the role's own account only`,
        });
    return problems;
}

/** The text of a configuration error: file, key, what is allowed. */
export function describeProblems(file: string, problems: readonly ConfigProblem[]): string {
    return [`${file} is not valid:`, ...problems.map(({ key, problem }) => `  ${key}: ${problem}`)].join("\n");
}

/** A value as its setting takes it: text stays text, though it may look like a number; everything else is JSON in it. */
function decoded(found: unknown, setting: z.ZodType): unknown {
    const value = typeof found === "string" ? parsedJson(found) : found;
    const isScalar = value === null || typeof value !== "object";
    return isScalar && ["string", "enum"].includes(required(setting).type) ? String(found) : value;
}

function required(setting: z.ZodType): z.ZodType {
    return setting instanceof z.ZodOptional ? required(setting.unwrap() as z.ZodType) : setting;
}

function parsedJson(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return text;
    }
}
