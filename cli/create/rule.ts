import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "../errors";
import { withEntry, withImport, type Creation } from "./creation";
import { camelCase, requireName } from "./names";

/** As the engine names types. */
const TYPE = /aws:\w+\/\w+:\w+/;

/** What shows how to meet a rule. */
const EXAMPLE = /(?<=examples: \[)"aws\.[^"]+"/;

/** A rule about one type of its service's resources. Its id says where it is: `s3-tls-only` is `policies/rules/s3/tlsOnly.ts`. */
export function newRule(id: string, root: string): Creation {
    requireName(
        "rule",
        id,
        /^[a-z0-9]+(-[a-z0-9]+){2,}$/,
        "<service>-<subject>-<state>, such as 'sqs-queue-named'",
        40,
    );
    const [service = "", ...rest] = id.split("-");
    const services = readdirSync(join(root, "policies", "rules"), { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => entry.name);
    const folder = `policies/rules/${service}`;
    if (!services.includes(service))
        throw new UsageError(
            `There is no service '${service}' in policies/rules, where '${id}' would be; there are ${services.join(", ")}. ` +
                `For another one, make ${folder}/index.ts and name its rules in policies/rules/index.ts first.`,
        );
    const name = camelCase(rest.join("-"));
    const found = (pattern: RegExp) => firstIn(join(root, folder), pattern);
    // Rules about all that AWS makes name no type.
    const type = found(TYPE) ?? "aws:sqs/queue:Queue";
    return {
        files: {
            [`${folder}/${name}.ts`]: rule(id, service, type, found(EXAMPLE) ?? '"aws.sqs.Queue orders"'),
            [`${folder}/${name}.spec.ts`]: spec(id, name, type),
        },
        changes: {
            [`${folder}/index.ts`]: (text) =>
                withEntry(withImport(text, camelCase(id), `./${name}`), `${service}Rules`, camelCase(id)),
        },
        next: [
            `Say in ${folder}/${name}.ts what the rule asks for, why, and by which of AWS's pages; judge that in place of the tag, and give the cases in its spec.`,
            `Show in policies/fixtures how to meet it, and name that in its examples: npx mocha ${folder}/${name}.spec.ts policies/fixtures.spec.ts`,
            `npm run docs, which also finds a mutant for the rule: npx mocha "policies/mutation/*.spec.ts", and policies/README.md where it finds none.`,
            `npx mocha policies/platform.spec.ts: what the platform itself violates is mended, or argued for in policies/exemptions.ts.`,
        ],
    };
}

/** What the service's rules say first. */
function firstIn(folder: string, pattern: RegExp): string | undefined {
    const files = readdirSync(folder).filter((file) => /(?<!\.spec)\.ts$/.test(file));
    const [found] = files.sort().flatMap((file) => pattern.exec(readFileSync(join(folder, file), "utf8")) ?? []);
    return found;
}

function rule(id: string, service: string, type: string, example: string): string {
    return `import { wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** Why it matters, in one sentence. */
export const ${camelCase(id)} = defineRule({
    id: "${id}",
    displayName: "AWS's service and setting, in a few words",
    description: "What is asked for, in one sentence.",
    severity: "low",
    level: "advisory",
    tags: ["${service}"],
    frameworks: [wellArchitected("COST03-BP02")],
    remediationSteps: 'Set tags: { owner: "…" }.',
    url: "https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html",
    examples: [${example}],
    types: ["${type}"],
    resource({ name, props }: ResourceView<{ readonly tags?: Record<string, string> }>, judge) {
        judge.decide("owner", () => {
            const { owner = "" } = props.tags ?? {};
            return owner === "" ? \`'\${name}' does not say whose it is.\` : undefined;
        });
    },
});
`;
}

function spec(id: string, name: string, type: string): string {
    return `import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { ${camelCase(id)} } from "./${name}";

const made = subjectsOf("${type}");

describeRule(${camelCase(id)}, {
    passes: { "one that says whose it is": made({ tags: { owner: "orders" } }) },
    violates: { "an empty owner": [made({ tags: { owner: "" } }), "owner"] },
    missing: [made({}), "owner"],
    undecided: { "unknown tags": [made({ tags: UNKNOWN }), "owner"] },
});
`;
}
