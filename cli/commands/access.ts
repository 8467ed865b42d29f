import { Option, type Command } from "commander";
import { EXIT } from "../errors";
import { later } from "../later";
import { declareAccessDeploy } from "./accessDeploy";
import type * as actions from "./accessActions";

const act = later<typeof actions>(__filename, "./accessActions");

/** Declares `platform access ENV`. */
export function declareAccess(program: Command): void {
    const access = program
        .command("access <env>")
        .description("say who may do what on which resource, by all layers' policies together, offline")
        .option(
            "--principal <name...>",
            "only what these may: names or ARNs of roles, functions, services; * for any characters",
        )
        .option("--resource <name...>", "only what may be done to these: names or ARNs; * for any characters")
        .option(
            "--against <revision>",
            "only what the working tree gives and takes, compared with a branch, tag or commit",
        )
        .addOption(
            new Option("--format <format>", "how to print").choices(["text", "json", "markdown"]).default("text"),
        )
        .option("--json", "the same as --format json")
        .addHelpText(
            "after",
            `
Rehearses the environment, and reads the policies of roles with their boundaries, and those of resources and keys. Conditions are told as
they are asked for. What the states do not show, as the policies of an organization, is in docs/decisions/0014-access.md; a policy
that ought to be there and cannot be read is told as undecided. A name that nothing has ends with exit code ${EXIT.usage}.

Examples:
  $ platform access dev --resource orders
  $ platform access prod --principal place-order lambda.amazonaws.com
  $ platform access prod --resource 'arn:aws:s3:::*' --format markdown
  $ platform access prod --against origin/main`,
        )
        .action((environment: string, options: actions.AccessCommand) => act().runAccess(environment, options));
    declareAccessDeploy(access);
}
