import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import {
    existsSync,
    lstatSync,
    mkdirSync,
    mkdtempSync,
    readdirSync,
    readFileSync,
    rmSync,
    writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EXIT, UsageError } from "../errors";
import { hasUncommitted, Revision } from "./revision";

const LOCK = '{"name":"x","lockfileVersion":3,"requires":true,"packages":{"":{"name":"x"}}}\n';

describe("a revision to compare with", () => {
    const saved = process.env.TMPDIR;
    let directory: string;
    let root: string;

    const git = (...args: readonly string[]) =>
        execFileSync("git", ["-c", "user.name=Test", "-c", "user.email=test@example.com", ...args], {
            cwd: root,
            encoding: "utf8",
            stdio: ["ignore", "pipe", "ignore"],
        }).trim();
    const write = (file: string, content: string) => {
        mkdirSync(join(root, file, ".."), { recursive: true });
        writeFileSync(join(root, file), content);
    };
    const commit = (): string => {
        git("add", "--all");
        git("commit", "--quiet", "--allow-empty", "--message", "change");
        return git("rev-parse", "HEAD");
    };
    const refused = (name: string, at = root) => {
        try {
            Revision.of(at, name);
        } catch (error) {
            assert.ok(error instanceof UsageError, String(error));
            assert.equal(error.exitCode, EXIT.usage);
            return error.message;
        }
        return assert.fail(`'${name}' was taken`);
    };

    beforeEach(() => {
        directory = mkdtempSync(join(tmpdir(), "platform-revision-spec-"));
        root = join(directory, "repository");
        mkdirSync(join(root, "node_modules"), { recursive: true });
        process.env.TMPDIR = join(directory, "tmp");
        mkdirSync(process.env.TMPDIR);
        git("init", "--quiet", "--initial-branch", "main");
        write(".gitignore", "node_modules/\n");
        write("package-lock.json", LOCK);
        write("package.json", '{"name":"x"}\n');
        write("stacks/data/layer.ts", "one\n");
        commit();
    });
    afterEach(() => {
        if (saved === undefined) delete process.env.TMPDIR;
        else process.env.TMPDIR = saved;
        rmSync(directory, { recursive: true });
    });

    it("is anything that git takes for a commit", () => {
        git("tag", "v1");
        git("tag", "--annotate", "v2", "--message", "two");
        const head = git("rev-parse", "HEAD");
        for (const name of ["main", "v1", "v2", "HEAD", head, head.slice(0, 8)])
            assert.equal(Revision.of(root, name).commit, head, name);
    });

    it("is not what there is not, an option, or a file of a commit", () => {
        for (const name of ["nowhere", "--all", "-h", "HEAD~7", "HEAD:package.json", ""])
            assert.match(refused(name), /^There is no revision '.*' in this clone\. 'git fetch' brings/);
    });

    it("may be missing because the clone is a shallow one, or because there is none", () => {
        commit();
        execFileSync("git", ["clone", "--quiet", "--depth", "1", `file://${root}`, join(directory, "shallow")], {
            stdio: "ignore",
        });
        assert.match(refused("HEAD~1", join(directory, "shallow")), /shallow one: 'git fetch --unshallow' brings/);
        assert.match(refused("HEAD", directory), /is no git repository: there is nothing to compare with/);
    });

    it("tells what it has that the working tree lacks", () => {
        const first = git("rev-parse", "HEAD");
        write("stacks/data/layer.ts", "two\n");
        const second = Revision.of(root, commit());
        assert.equal(second.ahead, 0);
        assert.equal(hasUncommitted(root), false);
        write("stacks/data/layer.ts", "three\n");
        assert.equal(hasUncommitted(root), true);
        git("checkout", "--quiet", "--force", first);
        assert.equal(second.ahead, 1);
        assert.equal(second.file("stacks/data/layer.ts"), "two\n");
        assert.equal(second.file("Pulumi.dev.yaml"), undefined);
    });

    it("is compared with what is checked out, or with what that merges into it", () => {
        const main = commit();
        git("checkout", "--quiet", "-b", "request");
        const head = commit();
        assert.equal(Revision.of(root, "main").head, head);
        git("checkout", "--quiet", "--detach", main);
        git("merge", "--quiet", "--no-ff", "--message", "merge", head);
        assert.equal(Revision.of(root, "main").head, head);
        assert.equal(Revision.of(root, head).head, git("rev-parse", "HEAD"), "which it only contains");
    });

    it("is put into a folder of its own, and git knows nothing of it", async () => {
        const first = Revision.of(root, "HEAD");
        write("stacks/data/layer.ts", "two\n");
        write("stacks/other/layer.ts", "staged\n");
        git("add", "stacks/other");
        const before = git("status", "--porcelain");
        const { root: tree, close } = await first.checkOut();
        assert.equal(readFileSync(join(tree, "stacks/data/layer.ts"), "utf8"), "one\n");
        assert.ok(!existsSync(join(tree, "stacks/other")));
        assert.ok(lstatSync(join(tree, "node_modules")).isSymbolicLink(), "the same packages");
        assert.equal(git("status", "--porcelain"), before);
        assert.equal(git("worktree", "list").split("\n").length, 1);
        close();
        assert.deepEqual(readdirSync(process.env.TMPDIR!), []);
    });

    it("may be of a repository that is a folder of a larger one", async () => {
        write("platform/package-lock.json", LOCK);
        write("platform/stacks/layers.ts", "inner\n");
        commit();
        const inner = Revision.of(join(root, "platform"), "HEAD");
        assert.equal(inner.file("stacks/layers.ts"), "inner\n");
        const { root: tree, close } = await inner.checkOut();
        assert.deepEqual(readdirSync(tree).sort(), ["node_modules", "package-lock.json", "stacks"]);
        close();
    });

    it("gets its own packages where they are others, and says why it cannot", async function () {
        this.timeout(60_000);
        const first = Revision.of(root, "HEAD");
        write("package-lock.json", LOCK.replace('"name":"x"}}', '"name":"x","version":"1.0.0"}}'));
        commit();
        const { root: tree, close } = await first.checkOut();
        assert.ok(!existsSync(join(tree, "node_modules")) || !lstatSync(join(tree, "node_modules")).isSymbolicLink());
        close();
        write("package-lock.json", "{ no lock\n");
        const broken = Revision.of(root, commit());
        write("package-lock.json", LOCK);
        await assert.rejects(broken.checkOut(), /The packages of [0-9a-f]{7} cannot be installed:\n/);
        // npm leaves something there itself.
        assert.deepEqual(
            readdirSync(process.env.TMPDIR!).filter((name) => name.startsWith("platform-")),
            [],
        );
    });
});
