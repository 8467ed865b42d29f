import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { standIns } from "./actions";
import type { Hosting } from "./gh";
import { pinnedProgram } from "./pinnedProgram";
import type { Machine } from "./jobRun";
import { nodeDirectory, repositoryRoot } from "../../local/shared/paths";

/** What `gh` filters answers by. */
const JQ = {
    binary: "gojq",
    package: "github.com/itchyny/gojq/cmd/gojq",
    version: "0.12.19",
    title: "Building gojq",
    expectedSeconds: 10,
};

/**
 * `npm ci` links the packages that are there, and `npm test` says that it ran: either would take minutes. Any other call of npm fails.
 */
const NPM = `case "$*" in
    ci | "ci --ignore-scripts") ln -sfn ${join(repositoryRoot, "node_modules")} node_modules ;;
    test) [ -e node_modules ] && echo "The tests ran." ;;
    *) echo "npm $*: there is no stand-in" >&2; exit 1 ;;
esac`;

/**
 * `npx platform` is the command of the folder that it runs in. What it would do on AWS it does in the embedded environment, when
 * the job has taken a role.
 */
const NPX = `[ "$1" = platform ] || { echo "npx: only platform is there" >&2; exit 127; }
shift
[ -e node_modules ] || { echo "npx: there are no packages; 'npm ci' brings them" >&2; exit 127; }
case "$1" in
    up | preview | refresh | destroy | outputs | drift | trail | history)
        [ -n "$AWS_ACCESS_KEY_ID" ] || { echo "platform $*: no credentials" >&2; exit 1; }
        [ -f "Pulumi.$2.yaml" ] || { echo "platform $*: no environment '$2'" >&2; exit 2; }
        echo "$1 $2" >> "$FAKE_AWS"
        verb=$1
        shift 2
        set -- "$verb" local "$@" ;;
esac
unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN AWS_REGION PULUMI_BACKEND_URL PULUMI_CONFIG_PASSPHRASE
exec node cli/bin.js "$@"`;

const REPOSITORY = "example/serverless-platform";

/** A machine on which workflows of a repository run, without a network. */
export class TestMachine implements Machine {
    readonly repository = REPOSITORY;
    readonly root = mkdtempSync(join(tmpdir(), "platform-runner-"));
    readonly actions: Machine["actions"];
    readonly env: NodeJS.ProcessEnv;
    readonly vars = {
        AWS_REGION: "eu-west-1",
        PULUMI_BACKEND_URL: "s3://states",
        EPHEMERAL_BOUNDARY_ARN: "arn:aws:iam::111122223333:policy/delivery/ephemeral-boundary",
        ...Object.fromEntries(
            ["DEPLOY", "PREVIEW", "TRAIL", "EPHEMERAL"].map((name) => [
                `${name}_ROLE_ARN`,
                `arn:aws:iam::111122223333:role/${name}`,
            ]),
        ),
    };

    private constructor(origin: string, jq: string, variables: NodeJS.ProcessEnv) {
        const [bin, artifacts] = ["bin", "artifacts"].map((name) => join(this.root, name));
        for (const folder of [bin, artifacts]) mkdirSync(folder);
        this.actions = standIns(origin, artifacts);
        const gh = `exec node --require ${join(repositoryRoot, "node_modules/tsx/dist/cjs/index.cjs")} ${join(__dirname, "gh.ts")} "$@"`;
        for (const [name, script] of Object.entries({ npm: NPM, npx: NPX, gh, jq: 'exec "$FAKE_JQ" "$@"' })) {
            writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
            chmodSync(join(bin, name), 0o755);
        }
        const own = Object.entries(process.env).filter(([name]) => !/^(AWS|PULUMI|GITHUB|GH|RUNNER|npm)_/.test(name));
        this.env = {
            ...Object.fromEntries(own),
            ...variables,
            PATH: [bin, nodeDirectory, process.env.PATH ?? ""].join(delimiter),
            ...{ FAKE_AWS: join(this.root, "aws"), FAKE_HOSTING: join(this.root, "hosting.json"), FAKE_JQ: jq },
        };
        this.forget();
    }

    /**
     * @param origin - the repository that is checked out
     * @param variables - further ones for all steps
     */
    static async make(origin: string, variables: NodeJS.ProcessEnv): Promise<TestMachine> {
        const jq = await pinnedProgram(JQ, "https://github.com/itchyny/gojq", process.env);
        return new TestMachine(origin, jq, variables);
    }

    /** The commands that would have reached AWS: verb and environment. */
    get onAws(): string[] {
        return readFileSync(this.env.FAKE_AWS!, "utf8").split("\n").slice(0, -1);
    }

    get hosting(): Hosting {
        return JSON.parse(readFileSync(this.env.FAKE_HOSTING!, "utf8")) as Hosting;
    }

    /** Begins anew: nothing was done on AWS, and GitHub has what is given. */
    forget(hosting: Partial<Hosting> = {}): void {
        writeFileSync(this.env.FAKE_AWS!, "");
        writeFileSync(
            this.env.FAKE_HOSTING!,
            JSON.stringify({ pulls: [], known: ["environment"], issues: [], comments: [], ...hosting }),
        );
    }

    remove(): void {
        rmSync(this.root, { recursive: true, force: true });
    }
}
