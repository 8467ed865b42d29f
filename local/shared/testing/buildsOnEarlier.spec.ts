import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { nodeBinary, repositoryRoot } from "../paths";

const SUITES = `
const { buildsOnEarlier } = require(${JSON.stringify(join(__dirname, "buildsOnEarlier"))});
describe("a chain", () => {
    buildsOnEarlier();
    it("first", async () => {});
    it("second", async () => { throw new Error("broken"); });
    it("third", async () => { throw new Error("misleading"); });
    it("fourth", () => {});
});
describe("another", () => {
    buildsOnEarlier();
    it("fifth", () => {});
});`;

/** What mocha tells of a run, as far as it is read here. */
interface Told {
    readonly passes: readonly { readonly title: string }[];
    readonly failures: readonly { readonly title: string; readonly err: { readonly message: string } }[];
    readonly pending: readonly object[];
}

describe("tests that build on earlier ones", function () {
    this.timeout(60_000);
    let directory: string;
    before(() => (directory = mkdtempSync(join(tmpdir(), "platform-chain-"))));
    after(() => rmSync(directory, { recursive: true }));

    it("fail by the name of the first that failed, and are all told of", async () => {
        const file = join(directory, "chain.spec.js");
        writeFileSync(file, SUITES);
        const mocha = join(repositoryRoot, "node_modules", "mocha", "bin", "mocha.js");
        const args = [mocha, "--no-config", "--require", "tsx/cjs", "--forbid-pending", "--reporter", "json", file];
        const run = promisify(execFile)(nodeBinary, args, { cwd: repositoryRoot });
        const { stdout } = await run.catch((error: { stdout: string }) => error);
        const { passes, failures, pending } = JSON.parse(stdout) as Told;
        assert.deepEqual(
            passes.map(({ title }) => title),
            ["first", "fifth"],
        );
        const because = "Not run: it builds on 'second', which failed.";
        assert.deepEqual(
            failures.map(({ title, err }) => [title, err.message]),
            [
                ["second", "broken"],
                ["third", because],
                ["fourth", because],
            ],
        );
        assert.deepEqual(pending, []);
    });
});
