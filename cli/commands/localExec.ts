import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { onSignals } from "./signals";
import { loadBlueprint } from "../driver/blueprint";
import { keepingFile } from "../driver/config";
import { LOCAL } from "../driver/places";
import { openTarget, type Target } from "../driver/target";
import { EXIT, PlatformError } from "../errors";
import { tellProgress } from "./progress";
import { endpointVariable } from "../../local/emulator";

/** Runs a command with all that makes Pulumi and the AWS tools work with the embedded environment. Its exit code is ours. */
export async function runLocalExec(command: string, rest: readonly string[]): Promise<void> {
    const target = await openTarget(loadBlueprint(LOCAL), {
        lock: `local exec -- ${command}`,
        onProgress: tellProgress,
        onNote: tellNote,
    });
    const providers = await target.serveProviders();
    // Pulumi writes the file anew, with the salt of the states' passphrase, even if no setting has changed.
    const restoreFile = keepingFile(target.environment.file);
    let child: ChildProcess | undefined;
    // This process has to outlive the command, which gets Ctrl+C from the terminal itself.
    const releaseSignals = onSignals((signal) => {
        if (signal !== "SIGINT") child?.kill(signal);
    });
    try {
        child = spawn(command, rest, {
            stdio: "inherit",
            env: { ...process.env, ...target.variables, ...providers.variables, ...awsVariables(target) },
        });
        const [code] = (await once(child, "close")) as [number | null];
        process.exitCode = code ?? EXIT.failed;
    } catch (error) {
        throw new PlatformError(`'${command}' cannot be run: ${(error as Error).message}`);
    } finally {
        releaseSignals();
        providers.close();
        restoreFile();
        target.close();
    }
}

function awsVariables({ endpoint }: Target): Record<string, string> {
    if (endpoint === undefined) return {};
    return {
        AWS_ENDPOINT_URL: endpoint.url,
        ...Object.fromEntries(
            Object.entries(endpoint.services).map(([service, url]) => [endpointVariable(service), String(url)]),
        ),
        AWS_REGION: endpoint.region,
        // The first version of the AWS CLI knows this name only.
        AWS_DEFAULT_REGION: endpoint.region,
        AWS_ACCESS_KEY_ID: endpoint.credentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: endpoint.credentials.secretAccessKey,
    };
}

function tellNote(note: string): void {
    console.error(note);
}
