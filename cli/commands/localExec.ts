import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { LOCAL } from "../driver/places";
import { openTarget, type Target } from "../driver/target";
import { PlatformError } from "../errors";
import { tellProgress } from "./progress";

const SALT_LINE = /^encryptionsalt: .*\n?/m;

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
    const hadSalt = SALT_LINE.test(readFileSync(file, "utf8"));
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
        if (!hadSalt) removeSalt(file);
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

/** Pulumi writes into the shared file with which salt it has derived the key of a state. */
function removeSalt(file: string): void {
    const text = readFileSync(file, "utf8");
    if (SALT_LINE.test(text)) writeFileSync(file, text.replace(SALT_LINE, ""));
}

function tellNote(note: string): void {
    console.error(note);
}
