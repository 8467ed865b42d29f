import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "../errors";
import { withEntry, withImport, type Creation } from "./creation";
import { camelCase, requireName } from "./names";

/** As programs name types; `service` and `class` are those of `@pulumi/aws`. */
const TYPE = /aws:(?<service>\w+)\/\w+:(?<class>\w+)/;

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
    const type = typeIn(join(root, folder));
    return {
        files: {
            [`${folder}/${name}.ts`]: rule(id, type),
            [`${folder}/${name}.spec.ts`]: spec(id, name, type),
        },
        changes: {
            [`${folder}/index.ts`]: (text) =>
                withEntry(withImport(text, camelCase(id), `./${name}`), `${service}Rules`, camelCase(id)),
        },
        next: [
            `Say in ${folder}/${name}.ts what the rule asks for, why, and by which of AWS's pages; judge that in place of the tag, and give the cases in its spec.`,
            `npx mocha ${folder}/${name}.spec.ts policies/examples.spec.ts`,
            `npm run docs, which also finds a mutant for the rule, or names it as one that has none: see policies/README.md.`,
            `npx mocha policies/document.spec.ts "policies/mutation/*.spec.ts"; what the platform itself violates is mended, or argued for in policies/exemptions.ts.`,
        ],
    };
}

/** The first type that the service's rules name. */
function typeIn(folder: string): string {
    const files = readdirSync(folder).filter((file) => /(?<!\.spec)\.ts$/.test(file));
    const [found] = files.sort().flatMap((file) => TYPE.exec(readFileSync(join(folder, file), "utf8")) ?? []);
    // Rules about all that AWS makes name none.
    return found ?? "aws:sqs/queue:Queue";
}

function rule(id: string, type: string): string {
    const { service = "", class: made = "" } = TYPE.exec(type)?.groups ?? {};
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
    remediationSteps: 'Set tags: { purpose: "…" }.',
    url: "https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html",
    examples: { aws: \`new aws.${service}.${made}("example", { tags: { purpose: "orders" } });\` },
    types: ["${type}"],
    resource({ name, props }: ResourceView<{ readonly tags?: Record<string, string> }>, judge) {
        judge.decide("purpose", () => {
            const { purpose = "" } = props.tags ?? {};
            return purpose === "" ? \`'\${name}' does not say what it is for.\` : undefined;
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
    passes: { "one that says what it is for": made({ tags: { purpose: "orders" } }) },
    violates: { "an empty purpose": [made({ tags: { purpose: "" } }), "purpose"] },
    missing: [made({}), "purpose"],
    undecided: { "unknown tags": [made({ tags: UNKNOWN }), "purpose"] },
});
`;
}
