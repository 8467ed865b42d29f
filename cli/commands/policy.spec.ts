import assert from "node:assert/strict";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createProgram, main } from "../main";
import { examplesOf } from "../../policies/examples";
import { rules } from "../../policies/rules";

const TABLE = "aws:dynamodb/table:Table";

describe("platform policy", () => {
    let folder: string;
    let state: string;
    let printed: string[];
    let complained: string[];
    const { log, error } = console;

    const run = async (...args: string[]) => {
        printed = [];
        complained = [];
        console.log = (text: string) => printed.push(text);
        console.error = (text: string) => complained.push(text);
        process.exitCode = undefined;
        try {
            await main(["node", "platform", "policy", ...args]);
            return process.exitCode ?? 0;
        } finally {
            process.exitCode = undefined;
            Object.assign(console, { log, error });
        }
    };

    before(() => {
        folder = mkdtempSync(join(tmpdir(), "platform-policy-"));
        state = join(folder, "data.json");
        const urn = (type: string, name: string) => `urn:pulumi:dev::shop-data::${type}::${name}`;
        const resources = [
            { type: TABLE, urn: urn(TABLE, "orders"), inputs: { pointInTimeRecovery: { enabled: false } } },
            { type: "aws:none/thing:Thing", urn: urn("aws:none/thing:Thing", "thing") },
        ];
        writeFileSync(state, JSON.stringify({ version: 3, deployment: { resources } }));
    });

    after(() => rmSync(folder, { recursive: true }));

    it("lists every rule, for people and programs", async () => {
        assert.equal(await run("list"), 0);
        assert.equal(printed.length, rules.length);
        assert.match(
            printed.join("\n"),
            /^dynamodb-pitr-enabled +mandatory +medium +dynamodb\.Table and 1 more +DynamoDB tables have .* {2}\S.* DynamoDB\.2, /m,
        );
        await run("list", "--json");
        const [first] = JSON.parse(printed.join("")) as { id: string; types: string[]; frameworks: string[] }[];
        assert.equal(first?.id, rules[0]?.id);
        assert.ok(first.types.length > 0 && first.frameworks.length > 0);
    });

    it("explains a rule with its remedy and examples, and names the nearest when there is none", async () => {
        assert.equal(await run("explain", "dynamodb-pitr-enabled"), 0);
        assert.match(
            printed.join("\n"),
            /Remedy: Set pointInTimeRecovery[^]*new DynamoTable\([^]*new aws\.dynamodb\.Table\(/,
        );
        const plain = rules.find((rule) => examplesOf(rule).component === undefined)?.id ?? "";
        assert.equal(await run("explain", plain), 0);
        assert.match(printed.join("\n"), /No component of this project makes these; [^]*With @pulumi\/aws:\n\n {4}\S/);
        assert.equal(await run("explain", "dynamodb-nothing"), 2);
        assert.match(complained.join("\n"), /no rule 'dynamodb-nothing'\. Near it: .*dynamodb-pitr-enabled/);
    });

    it("checks states, and fails by what is mandatory", async () => {
        assert.equal(await run("check", "--file", state), 1);
        assert.match(
            printed.join("\n"),
            /\[mandatory\] dynamodb-pitr-enabled: shop-data\/dev: aws:dynamodb\/table:Table orders/,
        );
        for (const [format, mark] of Object.entries({
            json: /^{/,
            sarif: /"version": "2\.1\.0"/,
            junit: /^<\?xml/,
            markdown: /^### Policies/,
        })) {
            assert.equal(await run("check", "--file", state, "--format", format), 1);
            assert.match(printed.join("\n"), mark);
        }
    });

    it("takes all states of a folder, as a rehearsal writes them, and says when there are none", async () => {
        assert.equal(await run("check", "--file", folder, "--json"), 1);
        const { stacks } = JSON.parse(printed.join("")) as { stacks: { stack: string }[] };
        assert.deepEqual(
            stacks.map(({ stack }) => stack),
            ["shop-data/dev"],
        );
        const empty = mkdtempSync(join(folder, "empty-"));
        assert.equal(await run("coverage", "--file", empty), 2);
        assert.match(complained.join("\n"), /holds no \*\.json\. 'platform rehearse ENV --out .*' writes states there/);
    });

    it("refuses two states of one stack, of which each finding would count twice", async () => {
        const copy = join(folder, "copy.json.bak");
        copyFileSync(state, copy);
        assert.equal(await run("check", "--file", state, copy), 2);
        assert.match(complained.join("\n"), /data\.json and .*copy\.json\.bak both hold the state of 'shop-data\/dev'/);
        rmSync(copy);
        const empty = JSON.stringify({ version: 3, deployment: {} });
        const files = ["a.json.bak", "b.json.bak"].map((name) => join(folder, name));
        for (const file of files) writeFileSync(file, empty);
        assert.equal(await run("check", "--file", ...files), 0);
    });

    it("refuses an environment that does not exist, whose profile nobody could apply", async () => {
        assert.equal(await run("check", "prd", "--file", state), 2);
        assert.match(complained.join("\n"), /There is no environment 'prd'/);
    });

    it("checks by a configuration, which it refuses when it does not fit", async () => {
        const config = join(folder, "config.json");
        writeFileSync(config, JSON.stringify({ all: "advisory" }));
        assert.equal(await run("check", "--file", state, "--config", config), 0);
        writeFileSync(config, JSON.stringify({ "dynamodb-pitr-enabled": { days: 3 } }));
        assert.equal(await run("check", "--file", state, "--config", config), 2);
        assert.match(
            complained.join("\n"),
            /config\.json does not fit.*\n.*'dynamodb-pitr-enabled' has no parameter 'days'/,
        );
        assert.equal(await run("check", "--file", state, "--config", join(folder, "none.json")), 2);
    });

    it("asks for states, and refuses files that are none", async () => {
        assert.equal(await run("check"), 2);
        assert.match(complained.join("\n"), /Name an environment, or state files with --file/);
        assert.equal(await run("check", "--file", join(folder, "none.json")), 2);
        assert.match(complained.join("\n"), /There is no file or folder .*none\.json, which --file names/);
        assert.equal(await run("check", "--file", __filename), 2);
        assert.match(complained.join("\n"), /is no Pulumi state/);
    });

    it("shows which types no rule looks at", async () => {
        assert.equal(await run("coverage", "--file", state), 0);
        assert.match(printed.join("\n"), /aws:dynamodb\/table:Table \(1\): .*dynamodb-pitr-enabled/);
        assert.match(printed.join("\n"), /aws:none\/thing:Thing \(1\): no rule/);
        assert.match(printed.join("\n"), /2 types, 1 with rules, 1 without\./);
    });

    it("is part of the command", () => {
        const policy = createProgram().commands.find((command) => command.name() === "policy");
        assert.deepEqual(
            policy?.commands.map((command) => command.name()),
            ["list", "explain", "check", "coverage", "help"],
        );
    });
});
