import assert from "node:assert/strict";
import { describeProblems, parseConfig } from "./config";
import { exampleSettings } from "./testing/exampleSettings";

describe("settings", () => {
    const broken: readonly [title: string, change: Record<string, unknown>, key: string, allowed: RegExp][] = [
        [
            "an unknown key",
            { "platform-data:retention": 5 },
            "platform-data:retention",
            /is not a setting; .*recoveryDays/,
        ],
        [
            "an unknown namespace",
            { "platfrom-data:recoveryDays": 5 },
            "platfrom-data:recoveryDays",
            /unknown namespace/,
        ],
        ["a missing key", { "platform:owner": undefined }, "platform:owner", /is missing/],
        ["a wrong type", { "platform:deletionProtection": "yes" }, "platform:deletionProtection", /expected boolean/],
        ["a number out of range", { "platform-data:recoveryDays": 36 }, "platform-data:recoveryDays", /<=35/],
        [
            "more memory than functions can have",
            { "platform:functionMemoryMebibytes": 10_241 },
            "platform:functionMemoryMebibytes",
            /<=10240/,
        ],
        ["a value that AWS does not take", { "platform:logRetentionDays": 8 }, "platform:logRetentionDays", /1\|3\|5/],
        ["a region that is none", { "aws:region": "Ireland" }, "aws:region", /AWS region such as eu-west-1/],
        ["a secret", { "platform:owner": { secure: "v1:x:y" } }, "platform:owner", /expected string/],
        ["credentials", { "aws:secretKey": "s" }, "aws:secretKey", /is not a setting/],
        ["an account that is none", { "aws:allowedAccountIds": ["123"] }, "aws:allowedAccountIds.0", /12 digits/],
        ["an account without quotes", { "aws:allowedAccountIds": [123456789012] }, "aws:allowedAccountIds.0", /string/],
        ["a role that is none", { "aws:assumeRoles": [{ roleArn: "deploy" }] }, "aws:assumeRoles.0.roleArn", /ARN/],
        ...["14m", "12h1s", "1 hour"].map((duration): [string, Record<string, unknown>, string, RegExp] => [
            `a session of ${duration}`,
            { "aws:assumeRoles": [{ roleArn: "arn:aws:iam::111122223333:role/deploy", duration }] },
            "aws:assumeRoles.0.duration",
            /from 15m to 12h/,
        ]),
        [
            "a session of over an hour of a role that another one assumes",
            {
                "aws:assumeRoles": ["enter", "deploy"].map((role) => ({
                    roleArn: `arn:aws:iam::111122223333:role/${role}`,
                    duration: "1h1m",
                })),
            },
            "aws:assumeRoles.1.duration",
            /up to 1h, since another role assumes this one/,
        ],
        ...[
            "${name}",
            "${name}-${hex(7)}",
            "${stack}-${hex(7)}",
            "${name}-${stack}",
            "${name}_${stack}-${hex(7)}",
            "${name}-${stack}-${hex(7)}-x",
            "${name}-${stack}-${alphanum(7)}",
        ].map((pattern): [string, Record<string, unknown>, string, RegExp] => [
            `the names ${pattern}`,
            { "pulumi:autonaming": { pattern } },
            "pulumi:autonaming.pattern",
            /must be made of \$\{name\}, \$\{stack\} and, at its end/,
        ]),
        ["an endpoint that is none", { "aws:endpoints": [{ s3: "localhost" }] }, "aws:endpoints.0.s3", /URL/],
        [
            "a range that is none",
            { "platform-foundation:vpcCidr": "999.1.1.1/16" },
            "platform-foundation:vpcCidr",
            /from \/16 to \/24/,
        ],
        [
            "a range that VPCs cannot have",
            { "platform-foundation:vpcCidr": "10.0.0.0/8" },
            "platform-foundation:vpcCidr",
            /from \/16 to \/24/,
        ],
        [
            "an endpoint twice",
            { "platform-foundation:interfaceEndpoints": ["kms", "logs", "kms"] },
            "platform-foundation:interfaceEndpoints",
            /names 'kms' twice/,
        ],
        [
            "an endpoint that is there anyway",
            { "platform-foundation:interfaceEndpoints": ["s3"] },
            "platform-foundation:interfaceEndpoints",
            /names 's3', which has a gateway endpoint/,
        ],
        [
            "limits of a capacity that DynamoDB refuses",
            { "platform-data:idempotencyThroughput": { read: { min: 5, max: 4 }, write: { min: 1, max: 1 } } },
            "platform-data:idempotencyThroughput",
            /read\.min of 5 is above read\.max of 4/,
        ],
        [
            "a stream of which nobody says how long it keeps",
            { "platform:clickstream": "OnDemand" },
            "platform:clickstream",
            /must be None, or the hours that records are kept such as \{ retentionHours: 24 \}/,
        ],
        [
            "half of the limits of a capacity",
            { "platform-data:idempotencyThroughput": { read: { min: 5, max: 10 } } },
            "platform-data:idempotencyThroughput",
            /must be OnDemand, or limits such as/,
        ],
        [
            "a capacity that is neither on demand nor limits",
            { "platform-data:idempotencyThroughput": "Provisioned" },
            "platform-data:idempotencyThroughput",
            /must be OnDemand, or limits such as/,
        ],
        [
            "an unsafe address to return to",
            { "platform-identity:callbackUrls": ["http://evil.example.com/"] },
            "platform-identity:callbackUrls",
            /https addresses, or http on localhost, without a fragment, not 'http:\/\/evil/,
        ],
        [
            "a mail address that is none",
            { "platform-monitoring:alarmEmails": ["on-call"] },
            "platform-monitoring:alarmEmails.0",
            /mail address such as on-call@example\.com/,
        ],
        [
            "a mail address twice",
            { "platform-monitoring:alarmEmails": ["a@example.com", "b@example.com", "a@example.com"] },
            "platform-monitoring:alarmEmails",
            /names 'a@example\.com' twice/,
        ],
        [
            "a mail address twice in other letters",
            { "platform-monitoring:alarmEmails": ["A@example.com", "a@example.com"] },
            "platform-monitoring:alarmEmails",
            /names 'a@example\.com' twice/,
        ],
        [
            "a mail address that no server takes",
            { "platform-monitoring:alarmEmails": [`${"a".repeat(65)}@example.com`] },
            "platform-monitoring:alarmEmails.0",
            /64 letters before the @/,
        ],
        [
            "a mail address without end",
            { "platform-monitoring:alarmEmails": [`a@${"example.".repeat(32)}com`] },
            "platform-monitoring:alarmEmails.0",
            /more than 254 letters/,
        ],
        ...[
            ["identity/example.com", "no-reply@example.org", /identity 'example\.com' does not stand/],
            ["identity/example.com", "no-reply@notexample.com", /identity 'example\.com' does not stand/],
            ["identity/me@example.com", "you@example.com", /identity 'me@example\.com' does not stand/],
            ["configuration-set/example.com", "no-reply@example.com", /ARN of an identity of SES/],
            ["identity/example.com", "Orders no-reply@example.com", /needs a sender such as/],
        ].map(([identity, fromEmailAddress, allowed]): [string, Record<string, unknown>, string, RegExp] => [
            `mail by ${String(identity)} as ${String(fromEmailAddress)}`,
            {
                "platform-identity:mail": {
                    sourceArn: `arn:aws:ses:eu-west-1:111122223333:${String(identity)}`,
                    fromEmailAddress,
                },
            },
            "platform-identity:mail",
            allowed as RegExp,
        ]),
        [
            "more addresses to return to than Cognito takes",
            { "platform-identity:callbackUrls": Array.from({ length: 101 }, (_, at) => `https://${at}.example.com/`) },
            "platform-identity:callbackUrls",
            /1 to 100 addresses/,
        ],
        [
            "origins that fill the functions' variables",
            { "platform-integration:corsOrigins": Array.from({ length: 100 }, (_, at) => `https://${at}.example.com`) },
            "platform-integration:corsOrigins",
            /2048 letters together/,
        ],
        [
            "an origin twice",
            { "platform-integration:corsOrigins": ["https://a.example.com", "https://a.example.com"] },
            "platform-integration:corsOrigins",
            /names 'https:\/\/a\.example\.com' twice/,
        ],
        ...["", "a\0b", "two\nlines", "a&b", "’", " a", "a ", "a".repeat(257)].map(
            (tag): [string, Record<string, unknown>, string, RegExp] => [
                `the tag ${JSON.stringify(tag.slice(0, 10))}`,
                { "platform:costCenter": tag },
                "platform:costCenter",
                /a tag's value|<=256/,
            ],
        ),
        [
            "a range that no host can be in",
            { "platform-foundation:vpcCidr": "127.0.0.0/16" },
            "platform-foundation:vpcCidr",
            /from \/16 to \/24/,
        ],
        [
            "an environment to be protected whose alarms tell nobody",
            { "platform:deletionProtection": true, "platform-monitoring:alarmEmails": [] },
            "platform-monitoring:alarmEmails",
            /names nobody; with platform:deletionProtection/,
        ],
        [
            "more minutes than alarms look at",
            { "platform-monitoring:alarmAfterMinutes": 16 },
            "platform-monitoring:alarmAfterMinutes",
            /<=15/,
        ],
        [
            "a lag that a table's stream does not keep",
            { "platform-monitoring:lagMinutes": 1441 },
            "platform-monitoring:lagMinutes",
            /<=1440/,
        ],
        [
            "errors of which there is never more",
            { "platform-monitoring:apiErrorPercent": 100 },
            "platform-monitoring:apiErrorPercent",
            /<100/,
        ],
        [
            "a latency that the gateway does not wait for",
            { "platform-monitoring:apiLatencyMilliseconds": 29_001 },
            "platform-monitoring:apiLatencyMilliseconds",
            /<=29000/,
        ],
        ...["*", "https://a.example.com/path/", "javascript:alert(1)", "https://a'.example.com"].map(
            (origin): [string, Record<string, unknown>, string, RegExp] => [
                `the origin ${origin}`,
                { "platform-integration:corsOrigins": [origin] },
                "platform-integration:corsOrigins.0",
                /an origin such as https:/,
            ],
        ),
    ];
    for (const [title, change, key, allowed] of broken) {
        it(`refuses ${title}, naming file, key and what is allowed`, () => {
            const { config, problems } = parseConfig(
                Object.fromEntries(
                    Object.entries({ ...exampleSettings, ...change }).filter(([, found]) => found !== undefined),
                ),
            );
            assert.equal(config, undefined);
            assert.deepEqual(
                problems.map((problem) => problem.key),
                [key],
            );
            const text = describeProblems("Pulumi.dev.yaml", problems);
            assert.match(text, /^Pulumi\.dev\.yaml is not valid:/);
            assert.match(text, allowed);
        });
    }
});
