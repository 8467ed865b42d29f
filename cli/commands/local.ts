import { createRequire } from "node:module";
import { type Command, InvalidArgumentError } from "commander";
import type * as emulatorModule from "../../local/emulator";
import { repositoryRoot } from "../../local/shared/paths";
import type * as toolchainModule from "../../local/toolchain";
import { loadEnvironment } from "../driver/config";
import { acquireLock } from "../driver/lock";
import { LOCAL, localDirectory, locksDirectory } from "../driver/places";
import type * as execution from "./localExec";
import { tellProgress } from "./progress";

const load = createRequire(__filename);
const directory = localDirectory(repositoryRoot);

/** Declares `platform local …`. */
export function registerLocal(program: Command): void {
    const local = program.command(LOCAL).description("the embedded environment's background processes");

    local
        .command("prepare")
        .description("get what the embedded environment needs: Pulumi's engine and the emulator")
        .action(async () => {
            const onProgress = tellProgress;
            await (load("../../local/toolchain") as typeof toolchainModule).ensureToolchain({ onProgress });
            await emulator().installEmulator({ onProgress });
        });

    local
        .command("start")
        .description("start the emulator in the background")
        .action(async () => {
            const { region } = loadEnvironment(repositoryRoot, LOCAL).config.aws;
            const { url } = await emulator().startEmulator({ directory, region, onProgress: tellProgress });
            console.log(`The emulator answers at ${url}.`);
        });

    local
        .command("stop")
        .description("stop the emulator; what is deployed is remembered")
        .action(async () => {
            const lock = acquireLock(locksDirectory(repositoryRoot), LOCAL, "local stop");
            try {
                await emulator().stopEmulator(directory);
            } finally {
                lock.release();
            }
            console.log("Nothing of the embedded environment runs.");
        });

    local
        .command("status")
        .description("say what runs")
        .option("--json", "print one JSON document on standard output")
        .action(async ({ json }: { json?: boolean }) => {
            const status = await emulator().emulatorStatus(directory);
            if (json) return console.log(JSON.stringify(status, null, 4));
            for (const [name, state] of Object.entries(status.processes)) {
                console.log(`${name.padEnd(8)}  ${state === undefined ? "not running" : `process ${state.pid}`}`);
            }
            if (status.url !== undefined) console.log(`endpoint  ${status.url}`);
        });

    local
        .command("logs")
        .description("print the last lines of the background processes' logs")
        .option("--lines <number>", "how many of each", positiveInteger, 50)
        .action(async ({ lines }: { lines: number }) => {
            for (const [name, text] of Object.entries(await emulator().emulatorLogs(directory, lines))) {
                if (text !== "") console.log(`== ${name}\n${text}`);
            }
        });

    local
        .command("exec <command> [arguments...]")
        .description("run a command in the environment's surroundings")
        .passThroughOptions()
        .addHelpText(
            "after",
            `
The command gets what makes Pulumi, the AWS CLI and the SDKs work with the embedded environment: PATH with Pulumi,
PULUMI_BACKEND_URL and PULUMI_CONFIG_PASSPHRASE of its states, PULUMI_DEBUG_PROVIDERS with the providers (served while the
command runs), AWS_ENDPOINT_URL, AWS_REGION, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY of the emulator.

Examples:
  $ platform local exec -- pulumi -C stacks/data preview -s local
  $ platform local exec -- aws s3 ls`,
        )
        .action(async (command: string, rest: readonly string[]) => {
            process.exitCode = await (load("./localExec") as typeof execution).execLocal(command, rest);
        });
}

function emulator(): typeof emulatorModule {
    return load("../../local/emulator") as typeof emulatorModule;
}

function positiveInteger(text: string): number {
    const number = Number(text);
    if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError("It must be a whole number above 0.");
    return number;
}
