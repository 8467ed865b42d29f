import type { Command } from "commander";
import { repositoryRoot } from "../../local/shared/paths";
import type * as createModule from "../create";
import { later } from "../later";

const creating = later<typeof createModule>(__filename, "../create");

interface Kind {
    readonly kind: keyof typeof createModule.creators;
    readonly argument: string;
    readonly description: string;
    readonly example: string;
}

const KINDS: readonly Kind[] = [
    {
        kind: "layer",
        argument: "name",
        description: "a layer with a key of its own: stacks/<name>, registered, with its section of the settings",
        example: "reports",
    },
    {
        kind: "component",
        argument: "folder/name",
        description: "a component with one child: components/<folder>/<name>.ts",
        example: "data/reportStore",
    },
    {
        kind: "function",
        argument: "name",
        description: "a function of Lambda: functions/<name>, its use case apart from its entry point",
        example: "exportOrders",
    },
    {
        kind: "rule",
        argument: "id",
        description: "a rule of the policies by its id <service>-<subject>-<state>, registered",
        example: "sqs-queue-named",
    },
    {
        kind: "environment",
        argument: "name",
        description:
            "an environment beside dev that costs little and can be thrown away: Pulumi.<name>.yaml, its profile",
        example: "stage",
    },
];

/** Declares `platform new layer|component|function|rule|environment`. */
export function declareNew(program: Command): void {
    const group = program
        .command("new")
        .description("make a layer, a component, a function, a rule or an environment to begin with")
        .addHelpText("after", "\nExamples:\n  $ platform new layer reports\n  $ platform new rule sqs-queue-named");
    for (const { kind, argument, description, example } of KINDS) {
        const command = group
            .command(`${kind} <${argument}>`)
            .description(description)
            .option("--json", "print one JSON document on standard output", false)
            .addHelpText(
                "after",
                `
What there is already is left alone.

Examples:
  $ platform new ${kind} ${example}`,
            )
            .action((name: string, options: NewCommand) => runNew(kind, name, options));
        if (kind === "environment")
            command.option(
                "--permissions-boundary <arn>",
                "the policy that bounds its roles, which it then does not make itself: an environment of a request's",
            );
    }
}

interface NewCommand extends createModule.NewEnvironmentOptions {
    readonly json: boolean;
}

function runNew(kind: Kind["kind"], name: string, { json, ...options }: NewCommand): void {
    const { create, creators } = creating();
    const created = create(repositoryRoot, creators[kind](name, repositoryRoot, options));
    console.log(json ? JSON.stringify(created, null, 4) : asText(created));
}

function asText({ made, changed, next }: createModule.Created): string {
    return [
        ...made.map((file) => `made     ${file}`),
        ...changed.map((file) => `changed  ${file}`),
        "",
        "Next:",
        ...next.map((step) => `- ${step}`),
    ].join("\n");
}
