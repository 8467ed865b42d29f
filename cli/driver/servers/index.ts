import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import { createInterface } from "node:readline";
import { nodeBinary, repositoryRoot } from "../../../local/shared/paths";
import { PLACEHOLDERS_VARIABLE } from "../../../stacks/shared/layer";
import { PlatformError } from "../../errors";
import type { EngineCommand } from "../engineCommand";
import type { LayerGraph } from "../layers";

/** What the engines of one run share: one process for all programs, one for the policies. */
export interface RunServers {
    /** The CLI, which asks the one process for the programs. */
    readonly engine: EngineCommand;
    /** What attaches an engine to the process with the policies. @default - none judge */
    readonly policyPack?: string;
    /** What one engine gets for it: a pack of its own, which knows of no other stack. */
    variables(): Promise<Readonly<Record<string, string>>>;
    /** What has ended of it before it was closed, with its last words; the engines only tell of broken connections. */
    readonly fate: () => string | undefined;
    close(): void;
}

/** What the engines of one run have in common. */
interface Common {
    readonly root: string;
    readonly graph: LayerGraph;
    readonly engine: EngineCommand;
    readonly variables: Readonly<Record<string, string>>;
    /** Folder of the built policy pack. @default - none judges */
    readonly policyPack?: string;
}

/**
 * Starts what all layers' engines share. An engine on its own starts a Node.js for its program and one for its policies, and each
 * loads and compiles the same again.
 *
 * @param placeholders - values that nobody has published yet, which programs take a placeholder for
 * @throws PlatformError when one of the processes ends at once
 */
export async function serveRun(common: Common, placeholders: readonly string[]): Promise<RunServers> {
    const { graph, root, engine, policyPack } = common;
    const mains = graph.names.map((layer) => graph.node(layer)).map(({ project, main }) => [project, main]);
    const host = ["--require", "tsx/cjs", programHostOf(root), JSON.stringify(Object.fromEntries(mains))];
    const variables = { ...common.variables, [PLACEHOLDERS_VARIABLE]: placeholders.join(",") };
    const programs = new ServerProcess("programs", host, root, variables);
    const policies =
        policyPack === undefined
            ? undefined
            : new ServerProcess("policies", ["--eval", PACKS, join(policyPack, "index.js")], root, variables);
    const close = () => [programs, policies].forEach((server) => server?.close());
    try {
        return {
            engine: engine.withPrograms(await programs.port()),
            policyPack: policyPack === undefined ? undefined : join(policyPack, "attach"),
            variables: async (): Promise<Record<string, string>> =>
                policies === undefined ? {} : { PLATFORM_POLICIES_PORT: await policies.port() },
            fate: () => programs.fate ?? policies?.fate,
            close,
        };
    } catch (error) {
        close();
        throw error;
    }
}

/** The one in the repository of the programs, where it is one of another revision: the SDK that it loads is theirs. */
function programHostOf(root: string): string {
    const own = join(__dirname, "programHost.ts");
    const theirs = join(root, relative(repositoryRoot, own));
    return existsSync(theirs) ? theirs : own;
}

/** Evaluates the built pack anew for each line, and so with nothing of another's: what it imports stays loaded. It prints its port. */
const PACKS = `
const file = require.resolve(process.argv[1]);
const pack = () => { delete require.cache[file]; require(file); };
process.stdin.on("data", (lines) => lines.forEach((byte) => byte === 10 && pack())).on("end", () => process.exit());
`;

/** A Node.js that prints, for each line that it is given, a port that it listens on. */
class ServerProcess {
    private readonly child: ChildProcessWithoutNullStreams;
    private readonly waiting: { readonly resolve: (port: string) => void; readonly reject: (error: Error) => void }[] =
        [];
    private said = "";
    private isClosed = false;
    /** What has ended it before it was closed. */
    fate: string | undefined;

    constructor(what: string, args: readonly string[], cwd: string, variables: Readonly<Record<string, string>>) {
        // Apart from this process's group, so that Ctrl+C does not reach it; it ends with its standard input.
        this.child = spawn(nodeBinary, args, { cwd, env: { ...process.env, ...variables }, detached: true });
        this.child.stdin.on("error", () => undefined);
        this.child.stderr.setEncoding("utf8").on("data", (text: string) => {
            this.said = `${this.said}${text}`.slice(-10_000);
        });
        createInterface(this.child.stdout).on("line", (port) => this.waiting.shift()?.resolve(port));
        const end = (cause: string) => {
            if (this.isClosed || this.fate !== undefined) return;
            const message = `The process that runs the ${what} of all layers has ended (${cause}). Run the command again.`;
            this.fate = `${message}\n${this.said}`.trim();
            this.waiting.splice(0).forEach(({ reject }) => reject(new PlatformError(this.fate!)));
        };
        this.child.on("error", (error) => end(error.message));
        this.child.on("close", (code, signal) => end(signal ?? `exit code ${code}`));
    }

    port(): Promise<string> {
        if (this.fate !== undefined) return Promise.reject(new PlatformError(this.fate));
        return new Promise((resolve, reject) => {
            this.waiting.push({ resolve, reject });
            this.child.stdin.write("\n");
        });
    }

    close(): void {
        this.isClosed = true;
        this.child.kill();
    }
}
