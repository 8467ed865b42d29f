import { InvalidArgumentError, type Command } from "commander";
import { later } from "../later";
import type * as execModule from "./localExec";
import type * as processesModule from "./localProcesses";

const exec = later<typeof execModule>(__filename, "./localExec");
const processes = later<typeof processesModule>(__filename, "./localProcesses");

interface Json {
    readonly json: boolean;
}

/** Declares `platform local …`. */
export function declareLocal(program: Command): void {
    const local = program
        .command("local")
        .description("the embedded environment's background processes")
        .addHelpText(
            "after",
            `
Examples:
  $ platform local status
  $ platform local logs --lines 20
  $ platform local exec -- aws s3 ls`,
        );
    const declare = (name: string, description: string, help: string) =>
        local
            .command(name)
            .description(description)
            .option("--json", "print one JSON document on standard output", false)
            .addHelpText("after", help);

    declare(
        "prepare",
        "get what the embedded environment needs: Pulumi's engine and the emulator",
        `
Gets only what is missing: a few seconds with the internet at hand, several minutes where Pulumi has to be built.

Examples:
  $ platform local prepare`,
    ).action(({ json }: Json) => processes().runLocalPrepare(json));

    declare(
        "start",
        "start the emulator in the background",
        `
What is deployed is as it was left. What runs from older code, or for another region, starts anew.
PLATFORM_LOCAL_PORT chooses the port (4577 otherwise), which stays until 'platform stop' forgets the environment;
PLATFORM_DIRECTORY chooses another folder than .platform.

Examples:
  $ platform local start
  $ PLATFORM_LOCAL_PORT=4600 platform local start`,
    ).action(({ json }: Json) => processes().runLocalStart(json));

    declare(
        "stop",
        "stop the emulator; what is deployed is remembered",
        `
'platform stop' destroys what is deployed, too.

Examples:
  $ platform local stop`,
    ).action(({ json }: Json) => processes().runLocalStop(json));

    declare(
        "status",
        "say what runs",
        `
Examples:
  $ platform local status
  $ platform local status --json`,
    ).action(({ json }: Json) => processes().runLocalStatus(json));

    declare(
        "logs",
        "print the last lines of the background processes' logs",
        `
Examples:
  $ platform local logs
  $ platform local logs --lines 500 | grep ERROR`,
    )
        .option("--lines <number>", "how many of each", wholeAboveZero, 50)
        .action(({ lines, json }: Json & { readonly lines: number }) => processes().runLocalLogs(lines, json));

    local
        .command("exec <command> [arguments...]")
        .description("run a command in the environment's surroundings")
        .passThroughOptions()
        .addHelpText(
            "after",
            `
The command gets what makes Pulumi, the AWS CLI and the SDKs work with the embedded environment: PATH with Pulumi,
PULUMI_BACKEND_URL and PULUMI_CONFIG_PASSPHRASE of its states, PULUMI_DEBUG_PROVIDERS with the providers (served while the
command runs), AWS_ENDPOINT_URL (and AWS_ENDPOINT_URL_<SERVICE> for what moto serves), AWS_REGION, AWS_ACCESS_KEY_ID and
AWS_SECRET_ACCESS_KEY of the emulators.

Examples:
  $ platform local exec -- pulumi -C stacks/data preview -s local
  $ platform local exec -- aws s3 ls`,
        )
        .action((command: string, rest: readonly string[]) => exec().runLocalExec(command, rest));
}

/** Reads the value of an option. @throws commander's error when it is none. */
export function wholeAboveZero(text: string): number {
    const number = Number(text);
    if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError("It must be a whole number above 0.");
    return number;
}
