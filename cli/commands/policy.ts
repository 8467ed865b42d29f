import { Option, type Command } from "commander";
import { later } from "../later";
import type * as actions from "./policyActions";

const act = later<typeof actions>(__filename, "./policyActions");

/** What `policy check` and `policy coverage` look at. */
const STATES_HELP = `
States come from the environment's backend, or from files that 'platform rehearse ENV --out DIR' or 'pulumi stack export' wrote;
--file also takes such a DIR, for all *.json in it. Give the states of all layers: what lies in another, an alarm for example, is
missing without it.`;

/** Declares `platform policy list|explain|check|coverage`. */
export function declarePolicy(program: Command): void {
    const policy = program
        .command("policy")
        .description("the guardrails: what the rules ask for, and what they say about an environment's states")
        .addHelpText("after", "\nExamples:\n  $ platform policy list\n  $ platform policy check dev");
    policy
        .command("list")
        .description("list the rules")
        .option("--json", "print one JSON document on standard output")
        .addHelpText("after", "\nExamples:\n  $ platform policy list\n  $ platform policy list --json")
        .action(({ json = false }: { json?: boolean }) => act().runPolicyList(json));
    policy
        .command("explain <rule>")
        .description("say what a rule asks for, why, and what code meets it")
        .option("--json", "print one JSON document on standard output")
        .addHelpText("after", "\nExamples:\n  $ platform policy explain s3-tls-only")
        .action((id: string, { json = false }: { json?: boolean }) => act().runPolicyExplain(id, json));
    policy
        .command("check [env]")
        .description("judge all layers' states at once, also by the rules that only several stacks together can decide")
        .option("--file <state...>", "state files, or folders of them, in place of the environment's backend")
        .addOption(
            new Option("--format <format>", "how to report")
                .choices(["text", "json", "sarif", "junit", "markdown"])
                .default("text"),
        )
        .option("--json", "the same as --format json")
        .option("--config <file>", "configuration of the pack", undefined)
        .addHelpText(
            "after",
            `${STATES_HELP} Without --config the environment's
profile applies (policies/profiles/ENV.json). A violation of a mandatory rule ends with exit code 1.

Examples:
  $ platform policy check local
  $ platform policy check prod --file planned --format markdown
  $ platform policy check --file state.json --format sarif > policies.sarif`,
        )
        .action((env: string | undefined, options: actions.CheckCommand) => act().runPolicyCheck(env, options));
    policy
        .command("coverage [env]")
        .description("show which rules look at which types of resources, and the types that no rule looks at")
        .option("--file <state...>", "state files, or folders of them, in place of the environment's backend")
        .option("--json", "print one JSON document on standard output")
        .addHelpText(
            "after",
            `${STATES_HELP}

Examples:
  $ platform policy coverage local
  $ platform policy coverage --file planned --json`,
        )
        .action((env: string | undefined, { file, json = false }: { file?: string[]; json?: boolean }) =>
            act().runPolicyCoverage(env, file, json),
        );
}
