import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { hasSameSettings } from "../driver/config";
import { LOCAL } from "../driver/places";
import { openTarget, type Target } from "../driver/target";
import { PlatformError } from "../errors";
import { tellProgress } from "./progress";

/**
 * Runs a command with all that makes Pulumi and the AWS tools work with the embedded environment.
 *
 * @returns the command's exit code
 */
export async function execLocal(command: string, rest: readonly string[]): Promise<number> {
    const target = await openTarget(LOCAL, {
        lock: `local exec -- ${command}`,
        onProgress: tellProgress,
        onNote: tellNote,
    });
    const providers = await target.serveProviders();
    const { file } = target.environment;
    const before = readFileSync(file, "utf8");
    // The command gets the terminal's signals itself; this process has to outlive it.
    const ignore = () => undefined;
    process.on("SIGINT", ignore);
    try {
        const child = spawn(command, rest, {
            stdio: "inherit",
            env: { ...process.env, ...target.variables, ...providers.variables, ...awsVariables(target) },
        });
        const [code] = (await once(child, "close")) as [number | null];
        return code ?? 1;
    } catch (error) {
        throw new PlatformError(`'${command}' cannot be run: ${(error as Error).message}`);
    } finally {
        process.off("SIGINT", ignore);
        providers.close();
        // Pulumi writes the file anew, with the salt of the states' passphrase, even if no setting has changed.
        if (hasSameSettings(before, readFileSync(file, "utf8"))) writeFileSync(file, before);
        target.close();
    }
}

function awsVariables({ endpoint }: Target): Record<string, string> {
    if (endpoint === undefined) return {};
    return {
        AWS_ENDPOINT_URL: endpoint.url,
        AWS_REGION: endpoint.region,
        AWS_ACCESS_KEY_ID: endpoint.credentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: endpoint.credentials.secretAccessKey,
    };
}

function tellNote(note: string): void {
    console.error(note);
}
