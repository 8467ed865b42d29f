import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { nodeBinary } from "../../../local/shared/paths";
import { PLACEHOLDERS_VARIABLE } from "../../../stacks/shared/layer";
import type { EngineCommand } from "../engineCommand";
import type { LayerGraph } from "../layers";

/** What the engines of one run share: one process for all programs, one for the policies. */
export interface RunServers {
    /** The CLI, which asks the one process for the programs. */
    readonly engine: EngineCommand;
    /** What attaches an engine to the one process with the policies. */
    readonly policyPack: string;
    /** What the engines' processes get for it. */
    readonly variables: Readonly<Record<string, string>>;
    close(): void;
}

/** What the engines of one run have in common. */
interface Common {
    readonly root: string;
    readonly graph: LayerGraph;
    readonly engine: EngineCommand;
    readonly variables: Readonly<Record<string, string>>;
    /** Folder of the built policy pack. */
    readonly policyPack: string;
}

/**
 * Starts what all layers' engines share. An engine on its own starts a Node.js for its program and one for its policies, and each
 * loads and compiles the same again.
 *
 * @param placeholders - values that nobody has published yet, which programs take a placeholder for
 */
export async function serveRun(common: Common, placeholders: readonly string[]): Promise<RunServers> {
    const { graph, root, engine, policyPack } = common;
    const mains = graph.names.map((layer) => graph.node(layer)).map(({ project, main }) => [project, main]);
    const host = ["--require", "tsx/cjs", join(__dirname, "programHost.ts"), JSON.stringify(Object.fromEntries(mains))];
    const variables = { ...common.variables, [PLACEHOLDERS_VARIABLE]: placeholders.join(",") };
    const programs = start("programs", host, root, variables);
    const policies = start("policies", ["--eval", WITH_PARENT, join(policyPack, "index.js")], policyPack, variables);
    const close = () => [programs, policies].forEach((server) => server.close());
    try {
        const [client, analyzer] = await Promise.all([programs.port, policies.port]);
        return {
            engine: engine.withPrograms(client),
            policyPack: join(policyPack, "attach"),
            variables: { PLATFORM_POLICIES_PORT: analyzer },
            close,
        };
    } catch (error) {
        close();
        throw error;
    }
}

/** Runs a file for as long as its parent lives. */
const WITH_PARENT = `process.stdin.on("end", () => process.exit()).resume(); require(process.argv[1]);`;

/** Starts a Node.js that prints the port it listens on. Apart from this process's group, so that Ctrl+C does not reach it. */
function start(what: string, args: readonly string[], cwd: string, variables: Readonly<Record<string, string>>) {
    const child = spawn(nodeBinary, args, { cwd, env: { ...process.env, ...variables }, detached: true });
    let said = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => (said = `${said}${text}`.slice(-10_000)));
    const lines = createInterface(child.stdout);
    const ended = once(child, "close").then(([code, signal]: (number | string | null)[]) => {
        throw new Error(`The process with the ${what} has ended (${signal ?? `exit code ${code}`}):\n${said}`);
    });
    // Who waits for the port is told; later the engines are, whose connections break.
    ended.catch(() => undefined);
    const port = Promise.race([once(lines, "line").then(([line]) => String(line)), ended]);
    return { port, close: () => void child.kill() };
}
