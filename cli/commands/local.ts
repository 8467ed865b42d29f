import { createRequire } from "node:module";
import { InvalidArgumentError, type Command } from "commander";
import type * as execution from "./localExec";
import type * as processesModule from "./localProcesses";

const load = createRequire(__filename);

/** Declares `platform local …`. */
export function registerLocal(program: Command): void {
    const local = program.command("local").description("the embedded environment's background processes");

    local
        .command("prepare")
        .description("get what the embedded environment needs: Pulumi's engine and the emulator")
        .action(() => processes().prepare());

    local
        .command("start")
        .description("start the emulator in the background")
        .action(() => processes().start());

    local
        .command("stop")
        .description("stop the emulator; what is deployed is remembered")
        .action(() => processes().stop());

    local
        .command("status")
        .description("say what runs")
        .option("--json", "print one JSON document on standard output", false)
        .action(({ json }: { json: boolean }) => processes().status(json));

    local
        .command("logs")
        .description("print the last lines of the background processes' logs")
        .option("--lines <number>", "how many of each", positiveInteger, 50)
        .action(({ lines }: { lines: number }) => processes().logs(lines));

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

function processes(): typeof processesModule {
    return load("./localProcesses") as typeof processesModule;
}

function positiveInteger(text: string): number {
    const number = Number(text);
    if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError("It must be a whole number above 0.");
    return number;
}
