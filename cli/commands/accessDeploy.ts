import { Option, type Command } from "commander";
import { later } from "../later";
import type * as actions from "./accessDeployActions";

const act = later<typeof actions>(__filename, "./accessDeployActions");

/** Declares `platform access deploy ENV`. */
export function declareAccessDeploy(access: Command): void {
    access
        // Options behind it are its own.
        .enablePositionalOptions()
        .command("deploy <env>")
        .description("say what the roles of the layer 'delivery' may do, and why each permission is there")
        .addOption(
            new Option("--role <role>", "whose permissions")
                .choices(["deploy", "preview", "trail", "ephemeral"])
                .default("deploy"),
        )
        .addOption(
            new Option("--format <format>", "how to print").choices(["text", "json", "markdown"]).default("text"),
        )
        .option("--json", "the same as --format json")
        .addHelpText(
            "after",
            `
Rehearses the environment, so that account and ids are made up. 'ephemeral' brings up environments of requests beside it. Names the types that take a permission, how many of each there are and in
which layers, and the handler of CloudFormation, or why the official provider needs it besides.

Examples:
  $ platform access deploy dev
  $ platform access deploy dev --role trail
  $ platform access deploy dev --role ephemeral
  $ platform access deploy prod --role preview --format markdown`,
        )
        .action((environment: string, options: actions.AccessDeployCommand) =>
            act().runAccessDeploy(environment, options),
        );
}
