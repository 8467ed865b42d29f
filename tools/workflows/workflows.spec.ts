import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { check } from "./checks";
import { actionlint, zizmor, type Linter } from "./linters";
import { repositoryRoot } from "../../local/shared/paths";

const WORKFLOWS = join(repositoryRoot, ".github", "workflows");

const BAD = `on: pull_request
jobs:
  greet:
    runs-on: ubuntu-latest
    timeout-minutse: 5
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@1111111111111111111111111111111111111111
      - run: echo "\${{ github.event.pull_request.title }}"
  deploy:
    runs-on: ubuntu-latest
    timeout-minutes: 61
    permissions:
      id-token: write
    steps:
      - run: |
          npm ci
          npx platform up dev
`;

describe("the workflows", function () {
    this.timeout(240_000);
    let root: string;
    let bad: string;
    let linters: Readonly<Record<"actionlint" | "zizmor", Linter>>;

    before(async () => {
        root = mkdtempSync(join(tmpdir(), "platform-workflows-"));
        bad = join(root, ".github", "workflows");
        mkdirSync(bad, { recursive: true });
        writeFileSync(join(bad, "bad.yml"), BAD);
        linters = { actionlint: await actionlint(), zizmor: await zizmor() };
    });
    after(() => rmSync(root, { recursive: true, force: true }));

    for (const name of ["actionlint", "zizmor"] as const) {
        it(`are clean for ${name}`, async () => {
            assert.ok(readdirSync(WORKFLOWS).length > 0);
            assert.equal(await linters[name](WORKFLOWS), "");
        });
    }

    it("say how long jobs may take, what they may do, and which commit of an action they run", () => {
        assert.deepEqual(check(WORKFLOWS), []);
    });

    it("would be told by actionlint of a wrong key, and of what others write inside a script", async () => {
        const said = await linters.actionlint(bad);
        assert.match(said, /bad\.yml:5:5: unexpected key "timeout-minutse"/);
        assert.match(said, /bad\.yml:9:24: "github\.event\.pull_request\.title" is potentially untrusted/);
    });

    it("would be told by zizmor of that, of an action that is not pinned, and of permissions", async () => {
        const said = await linters.zizmor(bad);
        for (const audit of ["template-injection", "unpinned-uses", "excessive-permissions"])
            assert.match(said, new RegExp(`\\[${audit}\\].*\\n *--> .*bad\\.yml:\\d`));
    });

    it("would be told here of what neither looks for", () => {
        assert.deepEqual(check(bad), [
            "bad.yml:1: say 'permissions' for the whole workflow",
            "bad.yml:1: say 'defaults: run: shell: bash': else a pipe hides that its first command has failed",
            "bad.yml:3: say 'timeout-minutes' of the job 'greet'",
            "bad.yml:10: let the job 'deploy' end with its role's session, after 60 minutes",
            "bad.yml:16: install with --ignore-scripts: scripts of packages could take the job's role",
            "bad.yml:7: pin 'actions/checkout@v4' to a commit, by its 40 digits",
            "bad.yml:8: say which version 'actions/setup-node@1111111111111111111111111111111111111111' is, in a comment: # v1.2.3",
            "bad.yml:9: give the script its values by 'env': no expression inside a script",
        ]);
    });

    it("are looked at by the actionlint that its module pins, and without Go it is said what to install", async () => {
        const module = readFileSync(join(repositoryRoot, "tools", "actionlint", "go.mod"), "utf8");
        const version = /github\.com\/rhysd\/actionlint v(\S+)/.exec(module)![1];
        await assert.rejects(
            actionlint({ PATH: root, XDG_CACHE_HOME: root }),
            new RegExp(
                `actionlint ${version} is not installed, and there is no 'go' on the PATH.*install actionlint ${version} yourself`,
            ),
        );
    });
});
