import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { exampleSettings } from "../../stacks/shared/testing/exampleSettings";
import { UsageError } from "../errors";
import { environmentsOf, hasSameSettings, loadEnvironment } from "./config";

describe("loadEnvironment", () => {
    let root: string;
    const change = (from: string | RegExp, to: string) => {
        const file = join(root, "Pulumi.dev.yaml");
        const text = readFileSync(file, "utf8");
        assert.match(text, new RegExp(from));
        writeFileSync(file, text.replace(from, to));
    };
    const fails = (message: RegExp) =>
        assert.throws(
            () => loadEnvironment(root, "dev"),
            (error) => error instanceof UsageError && message.test(error.message),
        );

    beforeEach(() => {
        root = mkdtempSync(join(tmpdir(), "platform-config-"));
        writeFileSync(join(root, "Pulumi.dev.yaml"), stringify({ config: exampleSettings }));
    });

    afterEach(() => rmSync(root, { recursive: true, force: true }));

    it("finds the environments by their files", () => {
        writeFileSync(join(root, "Pulumi.stage.yaml"), stringify({ config: exampleSettings }));
        writeFileSync(join(root, "Pulumi.yaml"), "name: platform\n");
        assert.deepEqual(environmentsOf(root), ["dev", "stage"]);
        assert.equal(loadEnvironment(root, "stage").name, "stage");
    });

    it("accepts what Pulumi notes beside the settings: how a stack's secrets are encrypted", () => {
        for (const note of ["encryptionsalt: v1:x", "encryptedkey: x", "secretsprovider: awskms://alias/x"]) {
            writeFileSync(join(root, "Pulumi.dev.yaml"), `${stringify({ config: exampleSettings })}${note}\n`);
            assert.equal(loadEnvironment(root, "dev").config.aws.region, "eu-west-1");
        }
    });

    it("names the files there are for an environment without one", () => {
        assert.throws(
            () => loadEnvironment(root, "stage"),
            /Pulumi.stage.yaml does not exist. There are Pulumi.dev.yaml/,
        );
    });

    it("refuses a name of which names on AWS cannot be made", () => {
        writeFileSync(join(root, "Pulumi.My_Dev.yaml"), stringify({ config: exampleSettings }));
        assert.throws(() => loadEnvironment(root, "My_Dev"), /'My_Dev' cannot name an environment/);
    });

    it("names file, key and what is allowed", () => {
        change("recoveryDays: 7", "recoveryDays: 36");
        fails(/Pulumi.dev.yaml is not valid:\n {2}platform-data:recoveryDays: .*35/);
    });

    it("refuses an unknown key and names the known ones", () => {
        change("platform-data:recoveryDays", "platform-data:recoveryWeeks");
        fails(/platform-data:recoveryWeeks: is not a setting; platform-data has recoveryDays/);
    });

    it("refuses a missing key", () => {
        change(/.*platform-data:recoveryDays.*\n/, "");
        fails(/platform-data:recoveryDays: is missing/);
    });

    it("reads a number as `pulumi config set` writes it, as programs do", () => {
        change("recoveryDays: 7", 'recoveryDays: "7"');
        assert.equal(loadEnvironment(root, "dev").config.data.recoveryDays, 7);
    });

    it("refuses what is not YAML", () => {
        writeFileSync(join(root, "Pulumi.dev.yaml"), "config: [");
        fails(/Pulumi.dev.yaml is not YAML/);
    });
});

describe("hasSameSettings", () => {
    const text = "# Why.\nconfig:\n  aws:region: eu-west-1\n  platform-data:recoveryDays: 7\n";

    it("sees through what Pulumi does to a file that it writes", () => {
        const written = 'encryptionsalt: v1:x\nconfig:\n  aws:region: eu-west-1\n  platform-data:recoveryDays: "7"\n';
        assert.ok(hasSameSettings(text, written));
    });

    it("sees a changed setting", () => {
        assert.ok(!hasSameSettings(text, text.replace("7", "8")));
        assert.ok(!hasSameSettings(text, text.replace("recovery", "other")));
    });
});
