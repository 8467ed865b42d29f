import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { getFileInfo } from "prettier";
import { parse } from "yaml";
import type { z } from "zod";
import { installMocks } from "../../components/shared/testing/mocks";
import { configSchema, describeProblems, namespaceOf, parseConfig } from "./config";
import { readConfig } from "./readConfig";
import { exampleSettings } from "./testing/exampleSettings";
import { textsOf } from "./testing/flatConfig";

const ROOT = path.join(__dirname, "../..");
/** The environments' files are their users': they differ, and Pulumi writes into them. */
const FILES = fs.readdirSync(ROOT).filter((file) => /^Pulumi\..+\.yaml$/.test(file));

/** What a layer's program makes of values. */
function readByLayer(values: Record<string, unknown>) {
    installMocks();
    pulumi.runtime.setAllConfig(textsOf(values));
    try {
        return readConfig("data");
    } finally {
        pulumi.runtime.setAllConfig({});
    }
}

describe("configuration", () => {
    for (const file of FILES) {
        const text = fs.readFileSync(path.join(ROOT, file), "utf8");

        it(`accepts ${file}, and reads it in a layer as in the command`, () => {
            const { config: values } = parse(text) as { config: Record<string, unknown> };
            const { config, problems } = parseConfig(values);
            assert.deepEqual(problems, []);
            const { region, platform, layer } = readByLayer(values);
            const read = { region: config?.aws.region, platform: config?.platform, layer: config?.data };
            assert.deepEqual({ region, platform, layer }, read);
        });

        it(`finds no secret in ${file}: one that cannot be decrypted would stop every layer`, () => {
            assert.doesNotMatch(text, /\bsecure:/);
        });

        it(`leaves to Pulumi how ${file} is written`, async () => {
            const ignorePath = path.join(ROOT, ".prettierignore");
            assert.equal((await getFileInfo(path.join(ROOT, file), { ignorePath })).ignored, true);
        });
    }

    it("has to be told what the example tells, and no more", () => {
        const { config, problems } = parseConfig(exampleSettings);
        assert.deepEqual(problems, []);
        assert.equal(config?.aws.region, "eu-west-1");
        const keys = Object.entries(configSchema).flatMap(([section, schema]) =>
            Object.entries(schema.shape)
                .filter(([, setting]) => !(setting as z.ZodType).safeParse(undefined).success)
                .map(([key]) => `${namespaceOf(section)}:${key}`),
        );
        assert.deepEqual(Object.keys(exampleSettings).sort(), keys.sort());
    });

    const texts: readonly [given: unknown, read: string][] = [
        [40_012, "40012"],
        ["40012", "40012"],
        ["true", "true"],
        ["null", "null"],
        ["[x", "[x"],
    ];
    for (const [given, read] of texts) {
        it(`reads the text ${JSON.stringify(given)} as a text, in the command and in a layer`, () => {
            const values = { ...exampleSettings, "platform:costCenter": given };
            assert.equal(parseConfig(values).config?.platform.costCenter, read);
            assert.equal(readByLayer(values).platform.costCenter, read);
        });
    }

    it("takes no list for a text, neither in the command nor in a layer", () => {
        const values = { ...exampleSettings, "platform:owner": ["a"] };
        assert.match(parseConfig(values).problems[0]?.problem ?? "", /expected string, received array/);
        assert.throws(
            () => readByLayer(values),
            /Pulumi\.\w+\.yaml is not valid:\n {2}platform:owner: .*expected string/,
        );
    });

    it("lets alarms of an environment that can be thrown away tell nobody", () => {
        const { problems } = parseConfig({ ...exampleSettings, "platform-monitoring:alarmEmails": [] });
        assert.deepEqual(problems, []);
    });

    it("takes the settings of the official provider that say where to work and as whom", () => {
        const settings = {
            allowedAccountIds: ["012345678901"],
            profile: "orders-dev",
            assumeRoles: [{ roleArn: "arn:aws:iam::012345678901:role/deploy", sessionName: "platform" }],
            endpoints: [{ dynamodb: "http://127.0.0.1:4577", s3: "http://127.0.0.1:4577" }],
            s3UsePathStyle: true,
            skipCredentialsValidation: true,
            skipMetadataApiCheck: true,
            skipRegionValidation: true,
            skipRequestingAccountId: true,
        };
        const keyed = Object.fromEntries(Object.entries(settings).map(([key, found]) => [`aws:${key}`, found]));
        const values = { ...exampleSettings, ...keyed };
        for (const given of [values, textsOf(values)]) {
            const { config, problems } = parseConfig(given);
            assert.deepEqual(problems, []);
            assert.deepEqual(config?.aws, { region: "eu-west-1", ...settings });
        }
    });

    it("calls the settings of the official provider by their names", () => {
        const declared = Object.keys(configSchema.aws.shape);
        const official = new Set(Object.keys(Object.getOwnPropertyDescriptors(aws.config)));
        assert.deepEqual(
            declared.filter((key) => !official.has(key)),
            [],
        );
    });

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
            "platform-identity:callbackUrls.0",
            /https URL, or http on localhost/,
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
