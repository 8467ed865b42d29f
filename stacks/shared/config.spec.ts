import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { getFileInfo } from "prettier";
import { parse } from "yaml";
import type { z } from "zod";
import { installMocks } from "../../components/shared/testing/mocks";
import { configSchema, namespaceOf, parseConfig } from "./config";
import { readConfig } from "./readConfig";
import { exampleSettings, fitting } from "./testing/exampleSettings";
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

    it("is told as one failure that the example lacks a setting", () => {
        const others = Object.fromEntries(Object.entries(exampleSettings).filter(([key]) => key !== "platform:owner"));
        assert.throws(
            () => fitting(others),
            /^Error: stacks\/shared\/testing\/exampleSettings\.ts is not valid:\n {2}platform:owner: is missing \([^\n]*$/,
        );
    });

    const texts: readonly [given: unknown, read: string][] = [
        [40_012, "40012"],
        ["40012", "40012"],
        ["true", "true"],
        ["null", "null"],
        ["1a2b", "1a2b"],
    ];
    for (const [given, read] of texts) {
        it(`reads the text ${JSON.stringify(given)} as a text, in the command and in a layer`, () => {
            const values = { ...exampleSettings, "platform:costCenter": given };
            assert.equal(parseConfig(values).config?.platform.costCenter, read);
            assert.equal(readByLayer(values).platform.costCenter, read);
        });
    }

    for (const name of ["Prod", "my_dev", "1st", "dev-", "a--b", "dev.eu", "é", "a".repeat(21)]) {
        it(`builds nothing in a stack called '${name}'`, () => {
            installMocks({ stack: name });
            assert.throws(
                () => readConfig("data"),
                /cannot name an environment: that takes 1 to 20 lower-case letters/,
            );
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

    it("takes a boundary's ARN, of an account that is allowed", () => {
        const key = "platform:permissionsBoundaryArn";
        const arn = "arn:aws:iam::111122223333:policy/delivery/ephemeral-boundary-dev-0123456";
        const problemsOf = (value: string, accounts: string[]) =>
            parseConfig({ ...exampleSettings, [key]: value, "aws:allowedAccountIds": accounts }).problems;
        assert.deepEqual(problemsOf(arn, ["111122223333"]), []);
        assert.match(problemsOf(arn, ["999988887777"])[0].problem, /^is of account 111122223333, which is not in/);
        for (const other of [
            "arn:aws:iam::aws:policy/AdministratorAccess",
            "boundary",
            "arn:aws:iam::111122223333:role/x",
        ])
            assert.match(problemsOf(other, ["111122223333"])[0].problem, /must be the ARN of an account's own policy/);
    });

    it("brings environments of requests up only beside one that can be thrown away", () => {
        const values = { ...exampleSettings, "platform-delivery:hasEphemeralRole": true };
        assert.deepEqual(parseConfig(values).problems, []);
        const { problems } = parseConfig({ ...values, "platform:deletionProtection": true });
        assert.deepEqual(
            problems.map(({ key }) => key),
            ["platform-delivery:hasEphemeralRole"],
        );
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
});
