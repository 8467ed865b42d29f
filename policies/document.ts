import { exampleNamed } from "./examples";
import { grouped } from "./framework/grouped";
import type { Rule } from "./framework/rule";

/** `docs/policies.md`: every rule with all that it says about itself, by service. Not yet formatted. */
export function documentOf(rules: readonly Rule[]): string {
    const services = [...new Set(rules.map(serviceOf))];
    const overview = rules.map(
        (rule) =>
            `| [\`${rule.id}\`](#${rule.id}) | ${rule.description} | ${levelOf(rule)} | ${rule.severity} | ${rule.remediate === undefined ? "" : "yes"} |`,
    );
    return [
        "# Policies",
        "",
        "Written from the rules by `npm run docs`. How the pack judges, is configured and exempts: [policies/README.md](../policies/README.md).",
        "",
        `${rules.length} rules. _Sets_: at the level \`remediate\` the rule puts the right value into the resource by itself.`,
        "",
        "| rule | requires | level | severity | sets |",
        "| --- | --- | --- | --- | --- |",
        ...overview,
        "",
        "## Levels",
        "",
        `${countsOf(rules)}. A rule of severity high or critical is mandatory unless it says why not:`,
        "",
        "| rule | severity | why it is not mandatory |",
        "| --- | --- | --- |",
        ...rules.flatMap(({ id, severity, whyNotMandatory }) =>
            whyNotMandatory === undefined ? [] : [`| [\`${id}\`](#${id}) | ${severity} | ${whyNotMandatory} |`],
        ),
        ...services.flatMap((service) => [
            "",
            `## ${service}`,
            ...rules.filter((rule) => serviceOf(rule) === service).flatMap(ruleSection),
        ]),
        "",
        "## Examples",
        "",
        "From [policies/fixtures](../policies/fixtures), where all that these use is declared. The rules are proven on them: together they violate none.",
        ...[...new Set(rules.flatMap(({ examples }) => examples))]
            .sort()
            .flatMap((name) => ["", `### ${name}`, ...code(exampleNamed(name))]),
        "",
    ].join("\n");
}

function ruleSection(rule: Rule): string[] {
    const { id, displayName, description, severity, types, typesInWords, frameworks, remediationSteps, url } = rule;
    const parameters = Object.entries(rule.parameters ?? {});
    return [
        "",
        `### ${id}`,
        "",
        `**${displayName}.** ${description} [AWS documentation](${url})`,
        "",
        `- Level: ${levelOf(rule)}. Severity: ${severity}. Decided by ${decidedBy(rule)}.`,
        `- Types: ${typesInWords === undefined ? types.map((type) => `\`${type}\``).join(", ") : typesInWords + (types.length === 1 ? "" : ` (${types.length})`)}`,
        ...(rule.whyNotMandatory === undefined ? [] : [`- Not mandatory: ${rule.whyNotMandatory}`]),
        ...frameworks.map(({ name, reference, specification }) => `- ${name} ${reference}: ${specification}`),
        ...parameters.map(
            ([name, schema]) =>
                `- Parameter \`${name}\`: ${schema.description} Default: \`${JSON.stringify(schema.default)}\`.`,
        ),
        "",
        `Remedy: ${remediationSteps}`,
        "",
        "",
        `Examples: ${rule.examples.map((name) => `[\`${name}\`](#${anchorOf(name)})`).join(", ")}`,
    ];
}

/** As code hosting makes it of a heading. */
function anchorOf(heading: string): string {
    return heading.toLowerCase().replaceAll(".", "").replaceAll(" ", "-");
}

function code(example: string): string[] {
    return ["", "```ts", example, "```"];
}

function decidedBy(rule: Rule): string {
    const views = [
        ...(rule.resource === undefined ? [] : ["the resource alone"]),
        ...(rule.stack === undefined ? [] : ["the whole stack"]),
        ...(rule.environment === undefined ? [] : ["all layers of the environment"]),
    ];
    return views.join(", and by ");
}

function levelOf({ level = "mandatory" }: Rule): string {
    return level;
}

/** `70 rules are mandatory, 122 advisory, 7 disabled`: the levels that the rules have by themselves. */
function countsOf(rules: readonly Rule[]): string {
    const levels = grouped(rules, (rule) => [levelOf(rule)]);
    return ["mandatory", "advisory", "disabled"]
        .map((level, index) => `${levels.get(level)?.length ?? 0}${index === 0 ? " rules are" : ""} ${level}`)
        .join(", ");
}

function serviceOf({ id }: Rule): string {
    return id.slice(0, id.indexOf("-"));
}
