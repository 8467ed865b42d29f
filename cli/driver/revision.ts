import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { OnProgress } from "../../local/shared/progress";
import { PlatformError, UsageError } from "../errors";
import { LOCK } from "./packages";
import { requireSpace } from "./space";

/** A commit of the repository that something is compared with. */
export class Revision {
    private constructor(
        /** The repository's folder. */
        private readonly root: string,
        /** As the user called it. */
        readonly name: string,
        /** 40 hexadecimal digits. */
        readonly commit: string,
    ) {}

    /**
     * @param name - anything that git takes for a commit: a branch, a tag, `HEAD~1`
     * @throws UsageError when it names no commit of this clone
     */
    static of(root: string, name: string): Revision {
        const commit = git(root, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`]);
        if (commit === undefined) throw new UsageError(explainUnknown(root, name));
        return new Revision(root, name, commit.trim());
    }

    /** Its first seven digits, as people read them. */
    get short(): string {
        return this.commit.slice(0, 7);
    }

    /** What is in one of its files; undefined when it has none of the kind. */
    file(path: string): string | undefined {
        return git(this.root, ["show", `${this.commit}:./${path}`]);
    }

    /** Names of its files in the repository's own folder. */
    get files(): string[] {
        return (git(this.root, ["ls-tree", "--name-only", this.commit, "./"]) ?? "")
            .split("\n")
            .filter((name) => name !== "");
    }

    /** Names of its layers: the folders of `stacks/` with a project. */
    get layers(): string[] {
        const files = (git(this.root, ["ls-tree", "-r", "--name-only", this.commit, "./stacks/"]) ?? "").split("\n");
        return files.flatMap((file) => /^stacks\/([^/]+)\/Pulumi\.yaml$/.exec(file)?.[1] ?? []);
    }

    /** How many commits it has that what is checked out lacks: a comparison shows what they did undone. */
    get ahead(): number {
        return Number(git(this.root, ["rev-list", "--count", `HEAD..${this.commit}`]) ?? 0);
    }

    /** The commit that is checked out; where that merges another into this one, as a request's does, that other. */
    get head(): string {
        const [own, ...parents] = (git(this.root, ["rev-list", "--parents", "-n", "1", "HEAD"]) ?? "")
            .trim()
            .split(" ");
        return parents.length === 2 && parents[0] === this.commit ? parents[1] : own;
    }

    /**
     * Puts its files, and the packages that they need, into a folder of their own. Git notes nothing of it.
     *
     * @throws PlatformError when its packages cannot be installed
     */
    async checkOut(onProgress?: OnProgress, signal?: AbortSignal): Promise<{ root: string; close: () => void }> {
        requireSpace(tmpdir(), "Make room, or name a folder on another disk in TMPDIR.");
        const scratch = mkdtempSync(join(tmpdir(), "platform-revision-"));
        const close = () => {
            process.off("exit", close);
            rmSync(scratch, { recursive: true, force: true });
        };
        process.once("exit", close);
        try {
            const root = join(scratch, "tree");
            mkdirSync(root);
            this.writeFiles(root, join(scratch, "index"));
            const lock = this.file(LOCK);
            if (lock === undefined || lock === readFileSync(join(this.root, LOCK), "utf8"))
                symlinkSync(join(this.root, "node_modules"), join(root, "node_modules"));
            else await this.install(root, onProgress, signal);
            return { root, close };
        } catch (error) {
            close();
            throw error;
        }
    }

    /** The repository may be a folder of a larger one. */
    private writeFiles(folder: string, index: string): void {
        const [directory, prefix] = ["--absolute-git-dir", "--show-prefix"].map((what) =>
            git(this.root, ["rev-parse", what]),
        );
        const where = { GIT_DIR: directory?.trim(), GIT_WORK_TREE: folder, GIT_INDEX_FILE: index };
        for (const args of [
            ["read-tree", `${this.commit}:${prefix?.trim() ?? ""}`],
            ["checkout-index", "--all"],
        ])
            if (git(folder, args, where) === undefined)
                throw new PlatformError(
                    `git cannot write the files of ${this.short} to ${folder}. 'git fsck' says what is wrong with the clone.`,
                );
    }

    private async install(root: string, onProgress?: OnProgress, signal?: AbortSignal): Promise<void> {
        onProgress?.({ title: `Installing the packages of ${this.short}, which differ`, expectedSeconds: 60 });
        const child = spawn("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], {
            cwd: root,
            stdio: ["ignore", "ignore", "pipe"],
            signal,
        });
        let said = "";
        child.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
        const code = await new Promise<number | null>((resolve) =>
            child.on("error", () => resolve(null)).on("close", resolve),
        );
        if (code !== 0) throw new PlatformError(`The packages of ${this.short} cannot be installed:\n${said.trim()}`);
    }
}

/** Whether there are changes that no commit has. */
export function hasUncommitted(root: string): boolean {
    return (git(root, ["status", "--porcelain"]) ?? "").trim() !== "";
}

/** @returns standard output; undefined when git refuses */
function git(root: string, args: readonly string[], variables: NodeJS.ProcessEnv = {}): string | undefined {
    try {
        return execFileSync("git", args, {
            cwd: root,
            encoding: "utf8",
            env: { ...process.env, ...variables },
            stdio: ["ignore", "pipe", "ignore"],
            maxBuffer: 2 ** 28,
        });
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT")
            throw new UsageError("git is needed to compare with another revision, and is not installed.");
        return undefined;
    }
}

function explainUnknown(root: string, name: string): string {
    const shallow = git(root, ["rev-parse", "--is-shallow-repository"]);
    if (shallow === undefined) return `${root} is no git repository: there is nothing to compare with.`;
    const remedy =
        shallow.trim() === "true"
            ? "The clone is a shallow one: 'git fetch --unshallow' brings all commits ('fetch-depth: 0' of actions/checkout)."
            : "'git fetch' brings what others have pushed.";
    return `There is no revision '${name}' in this clone. ${remedy}`;
}
