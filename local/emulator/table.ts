import { delimiter, dirname, join } from "node:path";
import { nodeBinary, nodeDirectory, repositoryRoot } from "../shared/paths";
import type { OnProgress } from "../shared/progress";
import type { Command } from "./background";
import { layoutOf } from "./layout";
import { localAccount } from "./ministack";
import { motoServices } from "./motoServices";
import { freePort } from "./ports";

/** What the environment is started from. */
export interface Start {
    /** The environment's own folder. */
    readonly directory: string;
    readonly region: string;
    /** Runs the emulators. */
    readonly python: string;
    /** Of the emulators' installation. */
    readonly version: string;
    /** MiniStack's. */
    readonly port: number;
    readonly onProgress?: OnProgress;
}

/** {@link Start} of one process. */
interface ProcessStart extends Omit<Start, "version"> {
    /** One of its arguments; see {@link Background.mark}. */
    readonly mark: string;
    /** MiniStack's address. */
    readonly url: string;
    /** Whether what is remembered outlives the process. */
    readonly persist: boolean;
}

/** One of the environment's background processes. */
interface EnvironmentProcess {
    /** For people, as the subject of a sentence. */
    readonly role: string;
    /** Files and folders of `local` that it is made of: a change of them starts it anew. */
    readonly sources: readonly string[];
    /** What else starts it anew. */
    readonly settings: (start: Start & { readonly url: string }) => readonly string[];
    readonly command: (start: ProcessStart) => Pick<Command, "file" | "arguments" | "env">;
    /** How long it may take to finish what it is at, in seconds. */
    readonly patience: number;
    /** Of one that answers requests. @default - it listens nowhere */
    readonly answers?: {
        readonly port: (start: Start) => number | Promise<number>;
        /** The path that answers with 200 once it is ready. */
        readonly ready: string;
        /** Under which its address is published. */
        readonly as: "url" | "motoUrl";
        /** As its own documentation calls it. */
        readonly product: string;
        /** What it serves, in words. */
        readonly serves: string;
    };
}

/** Runs in Node.js, reads from the emulator and writes to it, and has nothing to remember. */
function companion(name: string, role: string): EnvironmentProcess {
    return {
        role,
        sources: [name, "shared", "emulator/ministack.ts", "../package-lock.json"],
        settings: ({ url, region }) => [url, region],
        patience: 10,
        command: ({ directory, url, region, mark }) => ({
            file: nodeBinary,
            arguments: [
                ...["--require", require.resolve("tsx/cjs"), join(repositoryRoot, "local", name, "main.ts")],
                ...[layoutOf(directory).memory, url, region, mark],
            ],
            env: { PATH: process.env.PATH, HOME: process.env.HOME, LANG: "C.UTF-8" },
        }),
    };
}

/** The processes of the environment, MiniStack first: the others work for it or beside it. One more is one more entry. */
export const PROCESSES = table({
    emulator: {
        role: "The emulator",
        sources: ["authorization", "definitions", "deliveries", "launch", "owner", "saving"]
            .map((name) => `emulator/${name}.py`)
            .concat("emulator/requirements.txt", "emulator/table.ts"),
        settings: ({ version, region }) => [version, region],
        // To write its memory down; usual are two.
        patience: 30,
        command(start) {
            const { python, port, mark, persist } = start;
            const { deliveries, unsaved, partial, saved } = layoutOf(start.directory);
            const kept = ["--deliveries", deliveries, "--unsaved", unsaved, "--partial", partial, "--saved", saved];
            return {
                file: python,
                arguments: [launcher("launch"), mark, "--port", String(port), ...(persist ? kept : [])],
                env: ministackEnvironment(start),
            };
        },
        answers: {
            port: ({ port }) => port,
            ready: "/_ministack/ready",
            as: "url",
            product: "MiniStack",
            serves: "all services but moto's",
        },
    },
    moto: {
        role: "The second emulator, moto,",
        sources: ["launch_moto.py", "owner.py", "requirements.txt", "table.ts"].map((name) => `emulator/${name}`),
        settings: ({ version }) => [version],
        patience: 10,
        command({ directory, python, port, mark }) {
            const { memory, motoChanges } = layoutOf(directory);
            return {
                file: python,
                arguments: [launcher("launch_moto"), mark, "--port", String(port), "--memory", motoChanges],
                env: {
                    ...pythonEnvironment(python, memory),
                    MOTO_ACCOUNT_ID: localAccount,
                    // Web pages of others are not to read it.
                    MOTO_DISABLE_GLOBAL_CORS: "true",
                },
            };
        },
        // Calls wait until it remembers, too.
        answers: { port: freePort, ready: "/ready", as: "motoUrl", product: "moto", serves: motoServices.join(", ") },
    },
    streams: companion("streams", "The process that hands streams to functions ('streams')"),
    delivery: companion("delivery", "The process that delivers Firehose's records ('delivery')"),
});

/** Names of the environment's background processes. */
export type ProcessName = keyof typeof PROCESSES;

/** The names in the table's order. */
export const processNames = Object.keys(PROCESSES) as readonly ProcessName[];

/** All but MiniStack's. */
export const companionNames = processNames.filter((name) => name !== "emulator");

function table<Name extends string>(entries: Readonly<Record<Name, EnvironmentProcess>>) {
    return entries;
}

function launcher(name: string): string {
    return join(__dirname, `${name}.py`);
}

function ministackEnvironment({ directory, python, port, region, persist }: ProcessStart): NodeJS.ProcessEnv {
    const { memory, states } = layoutOf(directory);
    return {
        ...pythonEnvironment(python, memory),
        TMPDIR: join(memory, "tmp"),
        GATEWAY_PORT: String(port),
        BIND_HOST: "127.0.0.1",
        MINISTACK_REGION: region,
        MINISTACK_ACCOUNT_ID: localAccount,
        // Functions are held to their role's policies.
        AUTH: "true",
        // A burst leaves a process of about 75 MB for each call that ran at once; functions are quick to start again.
        LAMBDA_WARM_TTL_SECONDS: "30",
        // Two servers nobody here uses, which would open ports on every interface.
        SFTP_ENABLED: "0",
        IOT_MTLS_ENABLED: "0",
        PERSIST_STATE: persist ? "1" : "0",
        S3_PERSIST: persist ? "1" : "0",
        STATE_DIR: states,
        S3_DATA_DIR: join(memory, "objects"),
    };
}

/**
 * What is the same in both emulators' whole environments. The user's own variables stay out, since MiniStack hands its environment to
 * every function: no AWS profile, proxy or token of the user reaches them.
 */
function pythonEnvironment(python: string, home: string): NodeJS.ProcessEnv {
    return {
        PATH: [nodeDirectory, dirname(python), process.env.PATH].join(delimiter),
        HOME: home,
        LANG: "C.UTF-8",
        // Nothing is compiled into the sources' folder.
        PYTHONDONTWRITEBYTECODE: "1",
    };
}
