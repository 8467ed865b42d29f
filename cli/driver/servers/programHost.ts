import { AsyncLocalStorage } from "node:async_hooks";
import { createRequire } from "node:module";
import { inspect } from "node:util";
import * as grpc from "@grpc/grpc-js";
import * as pulumi from "@pulumi/pulumi";
import { isGrpcError, ResourceError, RunError } from "@pulumi/pulumi/errors";
import * as languageRpc from "@pulumi/pulumi/proto/language_grpc_pb";
import * as language from "@pulumi/pulumi/proto/language_pb";
import * as plugin from "@pulumi/pulumi/proto/plugin_pb";
import { setAllConfig } from "@pulumi/pulumi/runtime/config";
import { disconnect, resetOptions } from "@pulumi/pulumi/runtime/settings";
import { runInPulumiStack } from "@pulumi/pulumi/runtime/stack";
import * as state from "@pulumi/pulumi/runtime/state";
import { listen, unary } from "../../../local/shared/grpc";

// The language host of all layers of one run, as the engine calls it with `--client`: one process loads the SDKs and compiles
// the sources once, and runs each layer's program when its engine asks. As for the inline programs of the Automation API, the SDK
// keeps what belongs to a program in the asynchronous context that it runs in. Prints its port, and ends with who started it.

/** A program while it runs. */
interface Running {
    readonly main: string;
    /** Errors that its engine has been told of. */
    readonly told: Set<unknown>;
}

const load = createRequire(__filename);
const running = new AsyncLocalStorage<Running>();

// Left out of the SDK's types.
const { withLocalStorage } = state as unknown as { withLocalStorage: <T>(work: () => Promise<T>) => Promise<T> };
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
    process.stdout.write(`${await listen(server)}\n`);
    // While the first engine starts.
    load("@pulumi/aws");
}

/** Runs a program; what goes wrong in it is told to its engine, and to no other. */
function run(request: language.RunRequest, main: string): Promise<language.RunResponse> {
    const program: Running = { main, told: new Set() };
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
                await runInPulumiStack(() => evaluate(main));
                await disconnect(true);
            } catch (error) {
                await tell(program, error);
                await disconnect(false);
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

/** Tells a program's engine what went wrong in it. */
async function tell({ main, told }: Running, error: unknown): Promise<void> {
    // An error comes once for each promise that it rejects; what the engine itself has ended it knows.
    const isKnown = told.has(error) || isGrpcError(error as Error);
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
process.stdin.on("end", () => process.exit()).resume();

void serve(JSON.parse(process.argv[2]) as Record<string, string>);
