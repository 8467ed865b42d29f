import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { configSchema, describeProblems, namespaceOf, parseConfig } from "./config";

const ROOT = path.join(__dirname, "../..");
const ENVIRONMENTS = ["dev", "prod", "local"] as const;

function flat(environment: string): Record<string, unknown> {
    const text = fs.readFileSync(path.join(ROOT, `Pulumi.${environment}.yaml`), "utf8");
    return (parse(text) as { config: Record<string, unknown> }).config;
}

describe("configuration", () => {
    for (const environment of ENVIRONMENTS) {
        it(`accepts Pulumi.${environment}.yaml, which sets every key`, () => {
            const { config, problems } = parseConfig(flat(environment));
            assert.deepEqual(problems, []);
            const keys = Object.entries(configSchema).flatMap(([section, schema]) =>
                Object.keys(schema.shape).map((key) => `${namespaceOf(section)}:${key}`),
            );
            assert.deepEqual(Object.keys(flat(environment)).sort(), keys.sort());
            assert.equal(config?.aws.region, "eu-west-1");
        });
    }

    it("keeps secrets out of the shared files: one that cannot be decrypted would stop every layer", () => {
        for (const environment of ENVIRONMENTS) {
            const text = fs.readFileSync(path.join(ROOT, `Pulumi.${environment}.yaml`), "utf8");
            assert.doesNotMatch(text, /secure:|encryptionsalt|encryptedkey/);
        }
    });

    it("protects prod and not dev", () => {
        assert.equal(parseConfig(flat("prod")).config?.platform.deletionProtection, true);
        assert.equal(parseConfig(flat("dev")).config?.platform.deletionProtection, false);
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
        ["a value that AWS does not take", { "platform:logRetentionDays": 8 }, "platform:logRetentionDays", /1\|3\|5/],
        ["a region that is none", { "aws:region": "Ireland" }, "aws:region", /AWS region such as eu-west-1/],
        [
            "an address that is none",
            { "platform-integration:corsOrigins": ["*"] },
            "platform-integration:corsOrigins.0",
            /URL/,
        ],
    ];
    for (const [title, change, key, allowed] of broken) {
        it(`refuses ${title}, naming file, key and what is allowed`, () => {
            const { config, problems } = parseConfig(
                Object.fromEntries(
                    Object.entries({ ...flat("dev"), ...change }).filter(([, found]) => found !== undefined),
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
