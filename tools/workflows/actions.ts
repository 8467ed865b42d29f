import { execFileSync } from "node:child_process";
import { cpSync, existsSync, globSync, mkdirSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { Action, ActionCall } from "./jobRun";
import { requirePermission } from "./workflow";

/**
 * Stand-ins for actions, which do here what the actions are used for, and fail where these would: for want of a permission,
 * of a file, or of an artifact.
 *
 * @param origin - the repository that is checked out
 * @param artifacts - folder that receives artifacts, by the run's number and their name
 */
export function standIns(origin: string, artifacts: string): Readonly<Record<string, Action>> {
    return {
        "actions/checkout": (call) => checkOut(origin, call),
        "actions/setup-node": () => undefined,
        "actions/upload-artifact": ({
            with: { name = "artifact", path, "if-no-files-found": unless = "warn" },
            ...call
        }) => {
            const patterns = path.split("\n").filter((line) => line.trim() !== "");
            const files = patterns.flatMap((pattern) => globSync(resolve(call.workspace, pattern.trim())));
            if (files.length === 0 && unless === "error") throw new Error(`No files were found for ${path}.`);
            const folder = join(artifacts, String(call.github.run_id), name);
            mkdirSync(folder, { recursive: true });
            for (const file of files)
                cpSync(file, statSync(file).isDirectory() ? folder : join(folder, basename(file)), { recursive: true });
        },
        "actions/download-artifact": ({ with: given, github, permissions, workspace }) => {
            const { name = "", path = ".", "run-id": run = String(github.run_id) } = given;
            if (run !== String(github.run_id)) {
                requirePermission(permissions, "actions", "read");
                if (!given["github-token"]) throw new Error("An artifact of another run takes a github-token.");
            }
            const folder = join(artifacts, run, name);
            if (!existsSync(folder)) throw new Error(`Artifact not found for name: ${name}`);
            cpSync(folder, resolve(workspace, path), { recursive: true });
        },
        "aws-actions/configure-aws-credentials": ({ with: given, permissions, setEnv }) => {
            requirePermission(permissions, "id-token", "write");
            const { "role-to-assume": role = "", "aws-region": region = "" } = given;
            if (!/^arn:aws:iam::\d{12}:role\/./.test(role) || region === "")
                throw new Error(`A role and a region are needed, not '${role}' and '${region}'.`);
            setEnv("AWS_REGION", region);
            for (const name of ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"])
                setEnv(name, "a-job's");
        },
        "github/codeql-action/upload-sarif": ({ with: { sarif_file: file }, permissions, workspace }) => {
            requirePermission(permissions, "security-events", "write");
            if (globSync("*.sarif", { cwd: resolve(workspace, file) }).length === 0)
                throw new Error(`No SARIF files found to upload in ${file}.`);
        },
    };
}

/** As the action does: nothing but the commit, or with `fetch-depth: 0` all branches and their history. */
function checkOut(origin: string, { with: given, github, permissions, workspace }: ActionCall): void {
    requirePermission(permissions, "contents", "read");
    const { ref = String(github.sha), "fetch-depth": depth = "1", path = "." } = given;
    const cwd = resolve(workspace, path);
    mkdirSync(dirname(cwd), { recursive: true });
    const git = (...args: readonly string[]) => execFileSync("git", args, { cwd, stdio: ["ignore", "pipe", "pipe"] });
    git("init", "--quiet");
    git("remote", "add", "origin", `file://${origin}`);
    const all = ["+refs/heads/*:refs/remotes/origin/*", "+refs/tags/*:refs/tags/*", ref];
    git("fetch", "--quiet", "--no-tags", ...(depth === "0" ? ["origin", ...all] : [`--depth=${depth}`, "origin", ref]));
    const commit = depth === "0" ? git("ls-remote", "origin", ref).toString().split("\t")[0] || ref : "FETCH_HEAD";
    git("checkout", "--quiet", "--detach", commit);
}
