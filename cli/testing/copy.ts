import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { repositoryRoot } from "../../local/shared/paths";
import { runPlatform, type CommandOptions, type Ended } from "./command";

/** What is not the repository's own. */
const LEFT_OUT = ["node_modules", ".git", ".platform", "dist"];

/** A copy of the repository, with the same packages, that can be changed. */
export class RepositoryCopy {
    private constructor(readonly root: string) {}

    static make(): RepositoryCopy {
        const root = mkdtempSync(join(tmpdir(), "platform-copy-"));
        cpSync(repositoryRoot, root, { recursive: true, filter: (path) => !LEFT_OUT.includes(basename(path)) });
        symlinkSync(join(repositoryRoot, "node_modules"), join(root, "node_modules"));
        return new RepositoryCopy(root);
    }

    /** Changes a file. */
    edit(file: string, change: (text: string) => string): void {
        const path = join(this.root, file);
        const text = readFileSync(path, "utf8");
        const changed = change(text);
        if (changed === text) throw new Error(`Nothing of ${file} has changed.`);
        writeFileSync(path, changed);
    }

    /** Commits everything that there is; the first commit makes the copy a git repository. */
    commit(message: string): string {
        this.git("init", "--quiet");
        // The link to the packages is no folder, which is what the repository ignores.
        this.git("add", "--all", ".", ":!node_modules");
        this.git("commit", "--quiet", "--allow-empty", "--message", message);
        return this.git("rev-parse", "HEAD").trim();
    }

    git(...args: readonly string[]): string {
        const author = ["-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"];
        return execFileSync("git", [...author, ...args], { cwd: this.root, encoding: "utf8" });
    }

    /** Runs `platform` in it as a user does. */
    platform(args: readonly string[], options: CommandOptions = {}): Promise<Ended> {
        return runPlatform(this.root, args, options);
    }

    remove(): void {
        rmSync(this.root, { recursive: true, force: true });
    }
}
