import { describeProblems, parseConfig } from "../config";

/**
 * Settings of an environment for whom tests need some: every one that has to be set, none more. What stands in the repository's
 * `Pulumi.<env>.yaml` is its users' and may change.
 */
export const exampleSettings = fitting({
    "aws:region": "eu-west-1",
    "pulumi:autonaming": { pattern: "${name}-${stack}-${hex(7)}" },
    "platform:owner": "orders-team",
    "platform:costCenter": "development",
    "platform:deletionProtection": false,
    "platform:logRetentionDays": 14,
    "platform:logLevel": "DEBUG",
    "platform:functionMemoryMebibytes": 512,
    "platform:clickstream": { retentionHours: 24 },
    "platform-foundation:vpcCidr": "10.20.0.0/16",
    "platform-foundation:availabilityZones": 2,
    "platform-foundation:natGateways": "Single",
    "platform-foundation:interfaceEndpoints": ["kms", "logs"],
    "platform-foundation:logArchiveDays": 30,
    "platform-identity:passwordMinimumLength": 12,
    "platform-identity:mfa": "OPTIONAL",
    "platform-identity:callbackUrls": ["https://dev.orders.example.com/signed-in", "http://localhost:5173/signed-in"],
    "platform-data:recoveryDays": 7,
    "platform-data:lakeColdAfterDays": 0,
    "platform-data:idempotencyThroughput": "OnDemand",
    "platform-streaming:bufferSeconds": 60,
    "platform-streaming:bufferMebibytes": 5,
    "platform-compute:reservedConcurrency": 0,
    "platform-compute:streamRecordAgeHours": 6,
    "platform-integration:throttlingRate": 50,
    "platform-integration:throttlingBurst": 100,
    "platform-integration:corsOrigins": ["https://dev.orders.example.com", "http://localhost:5173"],
    "platform-integration:ownsApiGatewayAccount": true,
    "platform-monitoring:alarmEmails": ["platform-team@example.com"],
    "platform-monitoring:alarmAfterMinutes": 10,
    "platform-monitoring:lagMinutes": 30,
    "platform-monitoring:apiErrorPercent": 10,
    "platform-monitoring:apiLatencyMilliseconds": 5000,
    "platform-delivery:repository": "example/serverless-platform",
    "platform-delivery:ownsGitHubProvider": true,
    "platform-delivery:hasEphemeralRole": false,
} as const);

/**
 * Says once, where it is to be put right, what all specs that need an environment would otherwise say, each in its own way: a run of
 * specs that has one of them ends before its first test.
 */
export function fitting<S extends Readonly<Record<string, unknown>>>(settings: S): S {
    const { problems } = parseConfig(settings);
    if (problems.length === 0) return settings;
    const error = new Error(describeProblems("stacks/shared/testing/exampleSettings.ts", problems));
    // Who loads it has nothing to do with it.
    error.stack = error.message;
    throw error;
}
