import { AsyncLocalStorage } from "node:async_hooks";
import { createRequire } from "node:module";
import { setImmediate as immediate, setTimeout as sleep } from "node:timers/promises";
import { inspect } from "node:util";
import * as grpc from "@grpc/grpc-js";
import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { isGrpcError, ResourceError, RunError } from "@pulumi/pulumi/errors";
import * as languageRpc from "@pulumi/pulumi/proto/language_grpc_pb";
import * as language from "@pulumi/pulumi/proto/language_pb";
import * as plugin from "@pulumi/pulumi/proto/plugin_pb";
import { setAllConfig } from "@pulumi/pulumi/runtime/config";
import * as debuggable from "@pulumi/pulumi/runtime/debuggable";
import * as settings from "@pulumi/pulumi/runtime/settings";
import { runInPulumiStack } from "@pulumi/pulumi/runtime/stack";
import * as state from "@pulumi/pulumi/runtime/state";
import { listen, unary } from "../../../local/shared/grpc";

// The language host of all layers of one run, as the engine calls it with `--client`: one process loads the SDKs and compiles
// the sources once, and runs each layer's program when its engine asks. As for the inline programs of the Automation API, the SDK
// keeps what belongs to a program in the asynchronous context that it runs in. Prints its port, and ends with who started it.

/** A program while it runs. */
class Running {
    /** Errors that its engine has been told of. */
    readonly told = new Set<unknown>();
    isOver = false;
    private calls = 0;
    private lastCall = Date.now();

    constructor(readonly main: string) {}

    /** Counts the calls to its engine that have not been answered. */
    called(change: 1 | -1): void {
        this.calls += change;
        this.lastCall = Date.now();
    }

    /** Whether it asks its engine for nothing, and has not for some time. */
    get isSilent(): boolean {
        return this.calls === 0 && Date.now() - this.lastCall > SILENCE_MILLISECONDS;
    }
}

const SILENCE_MILLISECONDS = 15_000;

/** What waits for something that will come. The connections to the engines are open all the time. */
const WAITING = /^(Timeout|Immediate|FS|GetAddrInfo|ProcessWrap|TLSWrap|Zlib|Worker|TCPConnect)/;

const load = createRequire(__filename);
const { disconnect, disconnectSync, resetOptions } = settings;
const running = new AsyncLocalStorage<Running>();

// Left out of the SDK's types.
const { getStore, withLocalStorage } = state as unknown as {
    getStore: () => { readonly leakCandidates: ReadonlySet<unknown> };
    withLocalStorage: <T>(work: () => Promise<T>) => Promise<T>;
};
const { grpcClientOptions, waitForRPCs } = settings as unknown as {
    grpcClientOptions: { interceptors: grpc.Interceptor[] };
    waitForRPCs: () => Promise<void>;
};
const { leakedPromises } = debuggable as unknown as { leakedPromises: () => [unknown, string] };
const { LanguageRuntimeService } = languageRpc as unknown as { LanguageRuntimeService: grpc.ServiceDefinition };

/** @param mains - entry files by project; absolute */
async function serve(mains: Readonly<Record<string, string>>): Promise<void> {
    const server = new grpc.Server();
    server.addService(LanguageRuntimeService, {
        handshake: unary(() => new language.LanguageHandshakeResponse()),
        // The resources themselves name the plugin and its version.
        getRequiredPackages: unary(() => new language.GetRequiredPackagesResponse()),
        getPluginInfo: unary(() => new plugin.PluginInfo().setVersion("1.0.0")),
        run: unary((request: language.RunRequest) => run(request, mains[request.getProject()])),
    });
    const port = await listen(server);
    process.stdin.on("data", () => process.stdout.write(`${port}\n`)).on("end", () => process.exit());
    // Loaded while the first engine starts.
    refuseExitHooks(load("@pulumi/aws") as typeof aws);
}

/** These make their notification when their process ends, which it does not with the program: to do nothing would be worse. */
function refuseExitHooks({ s3: { Bucket } }: typeof aws): void {
    const refuse = () => {
        throw new RunError(
            "A bucket's 'onEvent', 'onObjectCreated' and 'onObjectRemoved' do not work here: use 'aws.s3.BucketNotification'.",
        );
    };
    Object.assign(Bucket.prototype, { onEvent: refuse, onObjectCreated: refuse, onObjectRemoved: refuse });
}

/** Runs a program; what goes wrong in it is told to its engine, and to no other. */
function run(request: language.RunRequest, main: string): Promise<language.RunResponse> {
    const program = new Running(main);
    return withLocalStorage(() =>
        running.run(program, async () => {
            resetOptions(
                request.getProject(),
                request.getStack(),
                request.getParallel(),
                request.getArgsList()[0] ?? "",
                request.getMonitorAddress(),
                request.getDryrun(),
                request.getOrganization(),
            );
            setAllConfig(Object.fromEntries(request.getConfigMap().entries()), request.getConfigsecretkeysList());
            try {
                await Promise.race([runInPulumiStack(() => evaluate(main)), whenStuck(program)]);
                await Promise.race([whenQuiet(program), whenStuck(program)]);
                // Told that all is said, the engine deletes what has not been: after an error that would be what the program lost.
                await disconnect(program.told.size === 0);
            } catch (error) {
                await tell(program, error);
                await Promise.race([disconnect(false), whenStuck(program)]).catch(disconnectSync);
            } finally {
                program.isOver = true;
            }
            return new language.RunResponse().setBail(program.told.size > 0);
        }),
    );
}

/** Evaluates a program anew; what it imports is loaded already. */
async function evaluate(main: string): Promise<unknown> {
    delete load.cache[load.resolve(main)];
    const exported: unknown = load(main);
    return await (typeof exported === "function" ? (exported as () => unknown)() : exported);
}

/**
 * When a program has nothing more to come, or has failed: what it waits for besides its outputs, such as a function that nobody awaits,
 * may make resources yet. A process of its own would not have ended before.
 */
async function whenQuiet(program: Running): Promise<void> {
    while (!program.isOver && program.told.size === 0) {
        await waitForRPCs();
        // Errors that nobody catches are told once what is due has run.
        await immediate();
        if (getStore().leakCandidates.size === 0 && !isWaiting()) return;
        await sleep(20, undefined, { ref: false });
    }
}

function isWaiting(): boolean {
    return process.getActiveResourcesInfo().some((kind) => WAITING.test(kind));
}

/** Fails when nothing is left that could move the program on: a process of its own would have ended by then. */
async function whenStuck(program: Running): Promise<void> {
    while (!program.isOver) {
        await sleep(1_000, undefined, { ref: false });
        if (!program.isSilent || isWaiting()) continue;
        const [, message] = leakedPromises();
        throw new RunError(
            `'${program.main}' waits for what nothing is going to give it, such as a promise that nobody settles. ${message}`,
        );
    }
}

/** Counts a program's calls to its engine. */
const counting: grpc.Interceptor = (options, nextCall) => {
    const program = running.getStore();
    program?.called(1);
    return new grpc.InterceptingCall(nextCall(options), {
        start: (metadata, _listener, next) =>
            next(metadata, {
                onReceiveStatus: (status, forward) => {
                    program?.called(-1);
                    forward(status);
                },
            }),
    });
};

/** Tells a program's engine what went wrong in it. */
async function tell({ main, told }: Running, error: unknown): Promise<void> {
    // An error comes once for each promise that it rejects. What the engine itself has ended it knows, and what it has refused it
    // has said: the SDK then rejects with nothing.
    const isKnown = told.has(error) || error === undefined || isGrpcError(Object(error) as Error);
    told.add(error);
    if (isKnown) return;
    const resource = ResourceError.isInstance(error) ? error.resource : undefined;
    await pulumi.log.error(describe(error, main), resource).catch(() => undefined);
}

/** In the words of the language host that `pulumi up` starts. */
function describe(error: unknown, main: string): string {
    if (RunError.isInstance(error)) return error.message;
    if (ResourceError.isInstance(error)) return error.hideStack === true ? error.message : inspect(error);
    return `Running program '${main}' failed with an unhandled exception:\n${inspect(error)}`;
}

for (const event of ["uncaughtException", "unhandledRejection"])
    process.on(event, (error: unknown) => {
        const program = running.getStore();
        if (program !== undefined) return void tell(program, error);
        console.error(error);
        process.exit(1);
    });
const exit = process.exit.bind(process);
process.exit = (code) => {
    if (running.getStore() === undefined) return exit(code);
    throw new RunError(`The program calls 'process.exit', which would end the programs of all layers.`);
};
grpcClientOptions.interceptors.push(counting);
void serve(JSON.parse(process.argv[2]) as Record<string, string>);
